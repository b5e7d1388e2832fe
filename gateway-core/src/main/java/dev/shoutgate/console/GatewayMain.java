package dev.shoutgate.console;

import dev.shoutgate.Threads;
import dev.shoutgate.config.BadSettingException;
import dev.shoutgate.wiring.ItemTables;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;

/**
 * The command line.
 *
 * <p>Exit codes: 0 done, 1 it went wrong (the message says what), 64 the command line or a setting is wrong.
 */
@Command(name = "gateway", description = "The narrow door of a live-room shop.", mixinStandardHelpOptions = true,
        versionProvider = GatewayMain.Version.class,
        subcommands = {ServeCommand.class, AuditCommand.class, FlushCommand.class, JournalCommand.class,
            TokenCommand.class, CheckCommand.class})
public final class GatewayMain implements Runnable {

    /** What sysexits.h calls EX_USAGE. */
    static final int WRONG_USAGE = 64;

    private GatewayMain() {}

    public static void main(String[] arguments) {
        Thread ahead = new Thread(ItemTables::load, "item-tables-ahead");
        if (arguments.length > 0 && arguments[0].equals("serve")) {
            // What a start needs whatever its settings say: to understand the command line takes a tenth of it already.
            ahead.setDaemon(true);
            ahead.start();
        }
        // Facts are UTF-8, whatever the terminal's language; and a writer right on the stream knows when it is closed.
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        int code = commandLine().setOut(out).execute(arguments);
        // A gateway that serves has returned already and goes on until it is told to stop.
        if (code != ServeCommand.SERVING) {
            // A library that is half loaded at the end says so with a stack trace, below what is wrong with a setting.
            Threads.awaitEnd(ahead);
            System.exit(code);
        }
    }

    static CommandLine commandLine() {
        return new CommandLine(new GatewayMain())
                .addSubcommand("completion", new AutoComplete.GenerateCompletion())
                .setExitCodeExceptionMapper(e -> 1)
                .setParameterExceptionHandler(GatewayMain::explain)
                .setExecutionExceptionHandler(GatewayMain::explain);
    }

    private static int explain(ParameterException e, String[] arguments) {
        e.getCommandLine().getErr().println(e.getMessage());
        e.getCommandLine().usage(e.getCommandLine().getErr());
        return WRONG_USAGE;
    }

    private static int explain(Exception e, CommandLine line, CommandLine.ParseResult parsed) {
        line.getErr().println(e.getMessage() == null ? e.toString() : e.getMessage());
        return e instanceof BadSettingException ? WRONG_USAGE : 1;
    }

    @Override
    public void run() {
        throw new ParameterException(commandLine(), "Say what to do: a command is missing.");
    }

    /** The version of the jar; none when it runs from classes. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = GatewayMain.class.getPackage().getImplementationVersion();
            return new String[] {"gateway " + (version == null ? "(not packaged)" : version)};
        }
    }
}
