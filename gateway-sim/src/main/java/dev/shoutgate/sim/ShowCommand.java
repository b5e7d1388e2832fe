package dev.shoutgate.sim;

import dev.shoutgate.sim.report.ShoutReport;
import dev.shoutgate.sim.report.TextReport;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sim show}: a scripted live show from the command line. */
@Command(name = "show", mixinStandardHelpOptions = true, exitCodeOnInvalidInput = 64, sortOptions = false,
        description = {"Runs a scripted live show: a sale that opens at its time, three restocks, two price cuts, a",
            "pause, a resume and a close, while a crowd presses at one rate from beginning to end.",
            "Then checks that every order has the price and the state of its place in the sequence.",
            "Without options it runs against `serve --demo` on this machine, in a fresh sale of its own."},
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:every invariant holds, and the load was offered as planned", "1:an invariant is broken",
            "2:the generator fell behind its schedule", "64:bad usage", "69:no gateway to run against"})
final class ShowCommand implements Callable<Integer> {
    @Mixin
    private ShowOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        ShowRun run = new ShowRun(options.target(), options.script(), options.crowd(), options.settings(), out);
        try (Interruption interruption = Interruption.of(run::stop)) {
            ShoutReport report = run.run();
            out.print(run.timeline());
            out.print(TextReport.of(report));
            out.flush();
            return report.outcome().status();
        }
    }
}
