package dev.shoutgate.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shoutgate.config.GatewayConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data folder is one member's of one cluster, or a gateway's alone, and stays so. */
class ClusterFolderTest {

    @TempDir
    private Path root;

    private void claim(String yaml) throws IOException {
        GatewayConfig config = GatewayConfig.parse(yaml);
        try (DataFolder folder = DataFolder.take(root, config.shards())) {
            ClusterFolder.claim(folder, config);
        }
    }

    private static String member(int member, int... ids) {
        return "durability: quorum\ncluster: {member: " + member + ", members: [" + IntStream.of(ids)
                .mapToObj(id -> "{id: " + id + ", host: h" + id + ", port: " + (9000 + id) + "}")
                .collect(Collectors.joining(", ")) + "]}";
    }

    @Test
    void staysTheMembersWhoseItWasFirst() throws IOException {
        claim(member(1, 0, 1, 2));
        assertThatCode(() -> claim(member(1, 2, 1, 0))).as("in another order").doesNotThrowAnyException();
        assertThatCode(() -> claim(member(1, 0, 1, 2).replace("host: h", "host: moved"))).doesNotThrowAnyException();

        assertThatThrownBy(() -> claim(member(2, 0, 1, 2))).isInstanceOf(IOException.class).hasMessageContaining(
                "belongs to member 1 of 0, 1, 2 of a cluster, the settings say member 2 of 0, 1, 2");
        assertThatThrownBy(() -> claim(member(1, 0, 1, 3))).hasMessageContaining("the settings say member 1 of 0, 1, 3");
        assertThatThrownBy(() -> claim("durability: disk")).hasMessageContaining(
                "belongs to member 1 of 0, 1, 2 of a cluster, the settings say durability disk");
    }

    @Test
    void isNotMadeAMembersOnceItHasOrders() throws IOException {
        claim("durability: os");
        Files.createDirectories(root.resolve("shard-0/journal"));
        Files.createFile(root.resolve("shard-0/journal/segment"));

        assertThatThrownBy(() -> claim(member(0, 0, 1, 2))).isInstanceOf(IOException.class)
                .hasMessageContaining("has the orders of a gateway alone");
        assertThat(root.resolve("cluster")).doesNotExist();
        assertThatCode(() -> claim("durability: disk")).doesNotThrowAnyException();
    }
}
