package dev.shoutgate.console;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** A command that ran in this JVM, with what it printed. */
public record CommandRun(int exitCode, List<String> out, String err) {

    public static CommandRun of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = GatewayMain.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err, true))
                .execute(arguments);
        return new CommandRun(exitCode, out.toString().lines().toList(), err.toString());
    }

    public String lastLine() {
        return out.isEmpty() ? "" : out.get(out.size() - 1);
    }

    public String text() {
        return String.join("\n", out);
    }
}
