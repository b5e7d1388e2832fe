package dev.shoutgate.blackbox.page;

import static org.awaitility.Awaitility.await;

import dev.shoutgate.blackbox.LocalPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * An nginx in front of the gateway as its manual shows one: a {@code proxy_pass}, and all else as it comes. So it speaks
 * HTTP/1.0 to the gateway, keeps answers in buffers, and gives up on one that is silent for a minute.
 */
final class Nginx implements AutoCloseable {
    private final Path folder;
    private final Process process;
    private final int buyersPort;
    private final int operatorsPort;

    private Nginx(Path folder, Process process, int buyersPort, int operatorsPort) {
        this.folder = folder;
        this.process = process;
        this.buyersPort = buyersPort;
        this.operatorsPort = operatorsPort;
    }

    /** Where it is on this machine, if it is. */
    static Optional<Path> installed() {
        return Stream.of("/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/bin/nginx", "/opt/homebrew/bin/nginx")
                .map(Path::of).filter(Files::isExecutable).findFirst();
    }

    /** Whether it is; where it is not, a line says so. */
    static boolean isHere() {
        if (installed().isEmpty()) {
            System.out.println("skipped: a gateway behind nginx; install Debian's package nginx-light to run it");
        }
        return installed().isPresent();
    }

    /** Starts one in front of these ports of this machine; returns once it listens. */
    static Nginx before(int gatewaysBuyersPort, int gatewaysOperatorsPort) throws Exception {
        Path folder = Files.createTempDirectory("shoutgate-nginx-");
        int buyers = LocalPort.free();
        int operators = LocalPort.free();
        Files.writeString(folder.resolve("nginx.conf"), configuration()
                .formatted(buyers, gatewaysBuyersPort, operators, gatewaysOperatorsPort));
        Process process = new ProcessBuilder(installed().orElseThrow().toString(), "-p", folder.toString(), "-e",
                "error.log", "-c", "nginx.conf", "-g", "daemon off; pid nginx.pid;")
                .redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile()).start();
        Nginx nginx = new Nginx(folder, process, buyers, operators);
        await("nginx listens").atMost(Duration.ofSeconds(20)).until(() -> {
            if (!process.isAlive()) {
                throw new AssertionError("nginx ended: " + nginx.said());
            }
            return LocalPort.listens(buyers) && LocalPort.listens(operators);
        });
        return nginx;
    }

    /** Only where it may write is set besides: tests leave nothing behind. */
    private static String configuration() {
        String user = "root".equals(System.getProperty("user.name")) ? "user root;\n" : "";
        String places = Stream.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
                .map(place -> "  " + place + "_temp_path " + place + ";\n").reduce("", String::concat);
        return user + "events {}\nhttp {\n  access_log off;\n" + places + """
                  server {
                    listen 127.0.0.1:%d;
                    location / { proxy_pass http://127.0.0.1:%d; }
                  }
                  server {
                    listen 127.0.0.1:%d;
                    location / { proxy_pass http://127.0.0.1:%d; }
                  }
                }
                """;
    }

    int buyersPort() {
        return buyersPort;
    }

    int operatorsPort() {
        return operatorsPort;
    }

    /** What it has to complain of. */
    String said() throws IOException {
        Path errors = folder.resolve("error.log");
        return Files.readString(folder.resolve("log")) + (Files.exists(errors) ? Files.readString(errors) : "");
    }

    @Override
    public void close() throws Exception {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
    }
}
