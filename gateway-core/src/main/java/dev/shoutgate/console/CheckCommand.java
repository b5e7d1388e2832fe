package dev.shoutgate.console;

import dev.shoutgate.config.GatewayConfig;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what is wrong with a file of settings, without starting anything. */
@Command(name = "check", description = "Says what is wrong with a file of settings, or ok.",
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--config", paramLabel = "FILE", required = true,
            description = "Settings, as in config/gateway.yaml.")
    private Path config;

    @Override
    public Integer call() {
        GatewayConfig.load(config);
        spec.commandLine().getOut().println("ok");
        return 0;
    }
}
