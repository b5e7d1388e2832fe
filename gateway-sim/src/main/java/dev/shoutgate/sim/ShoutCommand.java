package dev.shoutgate.sim;

import dev.shoutgate.sim.report.HtmlReport;
import dev.shoutgate.sim.report.JsonReport;
import dev.shoutgate.sim.report.ShoutReport;
import dev.shoutgate.sim.report.TextReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sim shout}: a run from the command line. */
@Command(name = "shout", mixinStandardHelpOptions = true, exitCodeOnInvalidInput = 64, sortOptions = false,
        description = {"Presses Buy like a live room: quiet, then a steep surge, then a tail.",
            "Then checks the gateway's promises.",
            "Without options it runs against `serve --demo` on this machine, in a fresh sale of its own."},
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:every invariant holds, and the load was offered as planned", "1:an invariant is broken",
            "2:the generator fell behind its schedule", "64:bad usage", "69:no gateway to run against"})
final class ShoutCommand implements Callable<Integer> {
    @Mixin
    private ShoutOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        writable("--report", options.report);
        writable("--html", options.html);
        ShoutRun run = new ShoutRun(options.target(), options.profile(), options.settings(), options.sale, out);
        try (Interruption interruption = Interruption.of(run::stop)) {
            ShoutReport report = run.run();
            out.print(TextReport.of(report));
            out.flush();
            write(options.report, () -> JsonReport.of(report));
            write(options.html, () -> HtmlReport.of(report));
            return report.outcome().status();
        }
    }

    /** Looks before the run: a report that cannot be written should not cost one. */
    private static void writable(String option, Path file) {
        Path folder = file == null ? null : file.toAbsolutePath().getParent();
        if (folder != null && (!Files.isDirectory(folder) || !Files.isWritable(folder) || Files.isDirectory(file))) {
            throw new UsageException(option + ": wanted a file in a folder that can be written, came " + file);
        }
    }

    private static void write(Path file, Supplier<String> content) {
        if (file == null) {
            return;
        }
        try {
            Files.writeString(file, content.get());
        } catch (IOException e) {
            throw new UsageException("the report could not be written: " + e);
        }
    }
}
