package dev.shoutgate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shoutgate.config.ClusterSettings.Member;
import dev.shoutgate.config.ClusterSettings.Sync;
import dev.shoutgate.config.GatewayConfig.Durability;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which members a cluster has: what one of them is told must fit, before anything is touched. */
class ClusterSettingsTest {

    private static final String THREE =
            "{id: 0, host: a, port: 9000}, {id: 1, host: b, port: 9000}, {id: 2, host: \"::1\", port: 9000}";

    private static String yaml(String rest) {
        return "durability: quorum\ncluster: {" + rest + "}\n";
    }

    @Test
    void namesEveryMemberAndThisOne() {
        GatewayConfig config = GatewayConfig.parse(yaml("member: 2, sync: disk, members: [" + THREE + "]"));

        assertThat(config.durability()).isEqualTo(Durability.QUORUM);
        assertThat(config.cluster().members()).containsExactly(new Member(0, "a", 9000), new Member(1, "b", 9000),
                new Member(2, "::1", 9000));
        assertThat(config.cluster().own().endpoint(2)).isEqualTo("[::1]:9002");
        assertThat(config.cluster().sync()).isEqualTo(Sync.DISK);
        assertThat(config.shards().number()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "member: 0 | cluster.members: got 0 with durability quorum, wants 3 to 7",
        "members: [{id: 0, host: a, port: 1}, {id: 1, host: b, port: 1}]"
                + " | cluster.members: got 2 with durability quorum, wants 3 to 7",
        "member: 3, members: [" + THREE + "] | cluster.member: got 3, wants an id of cluster.members",
        "members: [{id: 0, host: a, port: 1}, {id: 0, host: b, port: 1}]"
                + " | cluster.members[1].id: got 0 a second time, wants ids that differ",
        "members: [{id: 0, host: a, port: 9000}, {id: 1, host: a, port: 9004}]"
                + " | cluster.members[1].port: got 9004 beside 9000 on the same host, wants 5 ports in a row",
        "members: [{id: 0, host: a, port: 65532}]"
                + " | cluster.members[0].port: got 65532, wants a whole number from 1 to 65531",
        "members: [{id: 0, host: 'a b', port: 1}]"
                + " | cluster.members[0].host: got \"a b\", wants a host name or an address",
        "members: [{id: 0, host: a}] | cluster.members[0].port"})
    void refusesWhatIsNoCluster(String cluster, String message) {
        assertThatThrownBy(() -> GatewayConfig.parse(yaml(cluster))).hasMessageContaining(message);
    }

    @Test
    void refusesMembersOfAGatewayThatWouldNotUseThem() {
        assertThatThrownBy(() -> GatewayConfig.parse("cluster: {members: [" + THREE + "]}"))
                .hasMessageContaining("cluster.members: got 3 with durability disk, wants none, or durability quorum");
    }

    @Test
    void refusesWhatAClusterDoesNotDoYet() {
        String cluster = yaml("members: [" + THREE + "]");
        assertThatThrownBy(() -> GatewayConfig.parse(cluster + "shards: 2"))
                .hasMessageContaining("shards: got 2 with durability quorum, wants auto or 1");
        assertThatThrownBy(() -> GatewayConfig.parse(cluster
                + "storage: [{type: kafka, bootstrap-servers: \"k:9092\"}]"))
                .hasMessageContaining("storage[0].type: got a store that members would share, which is not there yet");
        assertThat(GatewayConfig.parse(cluster + "shards: auto\nstorage: [{type: sqlite}]").storage()).hasSize(1);
    }
}
