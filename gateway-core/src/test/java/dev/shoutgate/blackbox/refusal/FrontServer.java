package dev.shoutgate.blackbox.refusal;

import static org.awaitility.Awaitility.await;

import dev.shoutgate.blackbox.LocalPort;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** An HAProxy or an nginx of this machine in front of the gateway, with settings that the test writes. */
final class FrontServer implements AutoCloseable {
    private final Path folder;
    private final Process process;
    final int port;

    private FrontServer(Path folder, Process process, int port) {
        this.folder = folder;
        this.process = process;
        this.port = port;
    }

    /** Where it is on this machine, if it is; where it is not, a line says so. */
    static Optional<Path> installed(String program) {
        Optional<Path> found = Stream.of("/usr/sbin/", "/usr/bin/", "/usr/local/bin/", "/opt/homebrew/bin/")
                .map(place -> Path.of(place, program)).filter(Files::isExecutable).findFirst();
        if (found.isEmpty()) {
            System.out.println("skipped: a gateway behind " + program + ", which is not installed");
        }
        return found;
    }

    /** {@code serverOptions}: how it speaks to the gateway. */
    static FrontServer haproxy(String serverOptions, int gateway) throws Exception {
        return start("haproxy", """
                defaults
                  mode http
                  timeout connect 5s
                  timeout client 20s
                  timeout server 20s
                listen buyers
                  bind 127.0.0.1:%d
                  server gateway 127.0.0.1:%d %s
                """, serverOptions, gateway, "-db", "-f");
    }

    static FrontServer nginx(String locationLine, int gateway) throws Exception {
        String user = "root".equals(System.getProperty("user.name")) ? "user root;\n" : "";
        String places = Stream.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
                .map(place -> "  " + place + "_temp_path " + place + ";\n").reduce("", String::concat);
        return start("nginx", user + "daemon off;\npid nginx.pid;\nevents {}\nhttp {\n  access_log off;\n" + places + """
                  server {
                    listen 127.0.0.1:%d;
                    location / { proxy_pass http://127.0.0.1:%d; %s }
                  }
                }
                """, locationLine, gateway, "-p", "", "-e", "error.log", "-c");
    }

    private static FrontServer start(String program, String text, String line, int gateway, String... options)
            throws Exception {
        Path folder = Files.createTempDirectory("shoutgate-" + program + "-");
        int port = LocalPort.free();
        Path file = Files.writeString(folder.resolve("conf"), text.formatted(port, gateway, line));
        List<String> command = Stream.of(Stream.of(installed(program).orElseThrow().toString()),
                Stream.of(options).map(option -> option.isEmpty() ? folder.toString() : option),
                Stream.of(file.toString())).flatMap(words -> words).toList();
        Process process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile()).start();
        await(program + " listens").atMost(Duration.ofSeconds(20)).until(() -> {
            if (!process.isAlive()) {
                throw new AssertionError(program + " ended: " + Files.readString(folder.resolve("log")));
            }
            return LocalPort.listens(port);
        });
        return new FrontServer(folder, process, port);
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
