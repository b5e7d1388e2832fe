package dev.shoutgate.console;

import dev.shoutgate.journal.FactPrinter;
import dev.shoutgate.journal.FolderDisk;
import dev.shoutgate.journal.JournalDisk;
import dev.shoutgate.journal.JournalFollower;
import dev.shoutgate.journal.JournalReader;
import dev.shoutgate.wiring.DataFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints the facts of every shard, one a line, in sequence; beside a running gateway too. Changes nothing. */
@Command(name = "journal", description = "Prints the facts.", mixinStandardHelpOptions = true)
final class JournalCommand implements Callable<Integer> {

    /** Facts between two looks at whether anybody still reads what is printed. */
    private static final int POLL_FACTS = 1024;

    @Spec
    private CommandSpec spec;

    @Option(names = "--data", paramLabel = "DIR", required = true, description = "The gateway's data folder.")
    private Path data;

    @Option(names = "--sale", paramLabel = "ID", description = "Only facts of this sale.")
    private String sale;

    @Option(names = "--from", paramLabel = "SEQ", description = "From this sequence on; each shard counts its own.")
    private Long from;

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    private long printed;
    private long farthest;

    @Override
    public Integer call() throws IOException {
        if (from != null && from < 1) {
            throw new ParameterException(spec.commandLine(), "--from: got " + from + ", wants a sequence from 1 up.");
        }
        DataFolder folder = DataFolder.lookAt(data);
        PrintWriter out = spec.commandLine().getOut();
        for (int shard = 0; shard < folder.shards(); shard++) {
            FactPrinter printer = new FactPrinter(out, shard, folder.shards() > 1, json, sale);
            if (!print(new FolderDisk(folder.journal(shard)), shard, printer)) {
                return 0;
            }
            printed += printer.printed();
        }
        if (from != null && from > farthest) {
            throw new IOException("--from " + from + ": the journal in " + folder.root() + " ends with sequence "
                    + farthest + ". Ask for that or a lower one.");
        }
        if (printed == 0 && sale != null) {
            spec.commandLine().getErr().println("No fact of a sale '" + sale + "' there.");
        }
        return 0;
    }

    /** Prints one shard; returns false when nobody reads any more. */
    private boolean print(JournalDisk disk, int shard, FactPrinter printer) throws IOException {
        long first = JournalReader.firstKept(disk, shard);
        if (first == 0) {
            throw new IOException("There is no journal of shard " + shard + ": " + disk.describe("")
                    + " should hold its segments and has none. Put them back, or name another folder with --data.");
        }
        if (from != null && from < first) {
            throw new IOException("--from " + from + ": the journal in " + disk.describe("")
                    + " keeps no facts before sequence " + first + ". Ask for that or a higher one.");
        }
        try (JournalFollower journal = JournalFollower.offline(disk, shard)) {
            journal.seek(from == null ? first : from);
            while (journal.poll(printer, POLL_FACTS) > 0) {
                if (isClosed()) {
                    return false;
                }
            }
            farthest = Math.max(farthest, journal.lastPassed());
        }
        return !isClosed();
    }

    /** Flushes, and asks whether the other end of a pipe has gone: 'head' has seen enough, and that is no error. */
    private boolean isClosed() {
        return spec.commandLine().getOut().checkError();
    }
}
