package dev.shoutgate.sim;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The gateway itself, its jar, as a user starts it with the demo. */
final class LiveGateway implements AutoCloseable {
    private static final Path JAR = Path.of("../gateway-core/target/gateway.jar");
    private static final Pattern READY =
            Pattern.compile("ready buyers=http://\\S+:(\\d+) operators=http://\\S+:(\\d+) data=\\S+");

    private final Process process;
    private final Matcher ports;
    private final StringWriter out = new StringWriter();

    private LiveGateway(Process process, Matcher ports) {
        this.process = process;
        this.ports = ports;
    }

    static LiveGateway start(Path folder, String... options) throws IOException {
        assumeTrue(Files.exists(JAR), "a gateway to test is built by `mvn package`");
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java")
                .toString(), "-Xmx256m", "-jar", JAR.toString(), "serve", "--demo", "--data",
                folder.resolve("data").toString(), "--port", "0", "--operator-port", "0"));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        return new LiveGateway(process, ready(process));
    }

    private static Matcher ready(Process gateway) throws IOException {
        // Read to its end by nobody: after the line that says ready the gateway prints nothing more to standard output.
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(gateway.getInputStream(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher ready = READY.matcher(line);
            if (ready.matches()) {
                return ready;
            }
        }
        throw new AssertionError("the gateway ended before it was ready");
    }

    /** Runs a command of the simulator against it; the machine of the tests may be slow, which is nobody's fault. */
    int sim(String... command) {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(List.of("--buyers-url", "http://127.0.0.1:" + ports.group(1), "--operators-url",
                "http://127.0.0.1:" + ports.group(2), "--lag-threshold-ms", "60000", "--settle-seconds", "60"));
        PrintWriter to = new PrintWriter(out);
        return SimMain.run(all.toArray(String[]::new), to, to);
    }

    /** What the simulator said. */
    String said() {
        return out.toString();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
