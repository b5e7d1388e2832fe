package dev.shoutgate.replica;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.FreePorts;
import dev.shoutgate.config.ClusterSettings;
import dev.shoutgate.config.ClusterSettings.Member;
import dev.shoutgate.config.ClusterSettings.Sync;
import io.aeron.cluster.service.ClusteredService;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A member without the others: how it ends. */
@Tag("cluster")
class ClusterNodeTest {

    @TempDir
    private Path folder;

    private ClusterNode start(ClusteredService service) throws IOException {
        List<Member> members = new ArrayList<>();
        for (int id = 0; id < 3; id++) {
            members.add(new Member(id, "127.0.0.1", FreePorts.ofUdp(ClusterSettings.PORTS)));
        }
        return new ClusterNode(new ClusterSettings(0, members, Sync.MEMORY), folder, service, () -> { });
    }

    /** One that throws in every turn of its thread. */
    private static ClusteredService inTrouble(CountDownLatch met) {
        return (ClusteredService) Proxy.newProxyInstance(ClusteredService.class.getClassLoader(),
                new Class<?>[] {ClusteredService.class}, (self, method, arguments) -> {
                    if (method.getName().equals("doBackgroundWork")) {
                        met.countDown();
                        throw new IllegalStateException("each time");
                    }
                    return null;
                });
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void endsThoughAPartOfItTellsOfTroubleToTheLast() throws Exception {
        CountDownLatch met = new CountDownLatch(100);
        ClusterNode node = start(inTrouble(met));
        assertThat(met.await(30, TimeUnit.SECONDS)).isTrue();
        node.close();
    }
}
