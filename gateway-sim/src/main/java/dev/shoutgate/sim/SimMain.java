package dev.shoutgate.sim;

import dev.shoutgate.sim.gateway.GatewayException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The simulator's command line. */
@Command(name = "sim", mixinStandardHelpOptions = true, exitCodeOnInvalidInput = 64,
        subcommands = {ShoutCommand.class, ShowCommand.class, StormCommand.class},
        versionProvider = SimMain.Version.class,
        description = "Loads a running Shoutgate gateway and checks its promises from outside.")
public final class SimMain implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    private SimMain() {
    }

    /** Runs a command and exits with its status. */
    public static void main(String[] args) {
        System.exit(run(args, new PrintWriter(System.out, true), new PrintWriter(System.err, true)));
    }

    /** The same without the exit; see {@link ExitCode}. */
    static int run(String[] args, PrintWriter out, PrintWriter err) {
        return new CommandLine(new SimMain()).setCaseInsensitiveEnumValuesAllowed(true).setOut(out).setErr(err)
                .setExecutionExceptionHandler((e, command, parsed) -> said(e, err)).execute(args);
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.USAGE.status();
    }

    private static int said(Exception e, PrintWriter err) throws Exception {
        if (e instanceof UsageException) {
            err.println(e.getMessage());
            return ExitCode.USAGE.status();
        }
        if (e instanceof GatewayException) {
            err.println(e.getMessage());
            err.println("Is a gateway running there? "
                    + "`java -jar gateway-core/target/gateway.jar serve --demo` starts one.");
            return ExitCode.UNAVAILABLE.status();
        }
        throw e;
    }

    /** The version from the jar's manifest. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = SimMain.class.getPackage().getImplementationVersion();
            return new String[] {"shoutgate sim " + (version == null ? "(not from its jar)" : version)};
        }
    }
}
