package dev.shoutgate.wiring;

import dev.shoutgate.config.ClusterSettings;
import dev.shoutgate.config.GatewayConfig;
import dev.shoutgate.config.GatewayConfig.Durability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whose a data folder is: of a gateway alone, or of one member of one cluster. Taken for another's, it would bring
 * facts that the others never had, or vote as if it had theirs.
 *
 * <p>Threading: whoever starts the gateway, which has the folder's lock.
 */
final class ClusterFolder {

    private static final String MEMBER = "member.txt";

    private ClusterFolder() {}

    /**
     * Claims a new folder, or makes sure that it was claimed for the same.
     *
     * @throws IOException if it is somebody else's; the message is for whoever started the gateway
     */
    static void claim(DataFolder folder, GatewayConfig config) throws IOException {
        Path file = folder.cluster().resolve(MEMBER);
        String claimed = Files.exists(file) ? Files.readString(file).strip() : "";
        if (config.durability() != Durability.QUORUM) {
            if (!claimed.isEmpty()) {
                throw refusal(folder, "belongs to " + claimed + " of a cluster", "durability "
                        + config.durability().name().toLowerCase(Locale.ROOT)
                        + ": orders taken so would be unknown to the other members");
            }
            return;
        }
        String wanted = describe(config.cluster());
        if (claimed.isEmpty()) {
            if (hasFacts(folder)) {
                throw refusal(folder, "has the orders of a gateway alone", "durability quorum: the other members would"
                        + " never have them");
            }
            Files.createDirectories(folder.cluster());
            Files.writeString(file, wanted + "\n");
        } else if (!claimed.equals(wanted)) {
            throw refusal(folder, "belongs to " + claimed + " of a cluster", wanted);
        }
    }

    private static IOException refusal(DataFolder folder, String whose, String settings) {
        return new IOException("The data folder " + folder.root() + " " + whose + ", the settings say " + settings
                + ". Name another folder with --data, or put the settings right. Nothing was changed.");
    }

    /** Not the hosts and ports: a member may move. */
    private static String describe(ClusterSettings cluster) {
        return "member " + cluster.member() + " of " + cluster.members().stream()
                .map(member -> String.valueOf(member.id())).sorted().collect(Collectors.joining(", "));
    }

    private static boolean hasFacts(DataFolder folder) throws IOException {
        if (!Files.isDirectory(folder.journal(0))) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder.journal(0))) {
            return files.findAny().isPresent();
        }
    }
}
