package dev.shoutgate.console;

import dev.shoutgate.config.GatewayConfig;
import dev.shoutgate.wiring.DataFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Brings the stores up to date while no gateway runs: from the journal, or from the dead letters. Exits 1 if not. */
@Command(name = "flush", description = "Carries the journal, or the dead letters, into the stores, offline.",
        mixinStandardHelpOptions = true)
final class FlushCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--data", paramLabel = "DIR", required = true, description = "The gateway's data folder.")
    private Path data;

    @Option(names = "--config", paramLabel = "FILE", description = "Settings, which name the stores; as with serve.")
    private Path config;

    @Option(names = "--dead-letter", description = "Stores again what the stores refused, instead of the journal.")
    private boolean deadLetter;

    @Override
    public Integer call() throws IOException {
        GatewayConfig settings = config == null ? GatewayConfig.defaults() : GatewayConfig.load(config);
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try (DataFolder folder = DataFolder.takeExisting(data)) {
            GatewayFlush flush = new GatewayFlush(folder, settings.withData(data).storage(), out::println,
                    line -> err.println("flush: " + line));
            boolean whole = deadLetter ? flush.deadLetters() : flush.journals();
            out.println(whole ? "flush ok" : "flush FAILED: not everything is in every store");
            out.flush();
            return whole ? 0 : 1;
        }
    }
}
