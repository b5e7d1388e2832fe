#!/bin/sh
# A service that throws goes on with the next message, and keeps half of the one before.
#
# Version:  io.aeron:aeron-cluster 1.51.0, OpenJDK 17; one member is the cluster, all on loopback.
# Seen:     A service adds each number to its sum, throws at the 2 after adding it, and answers with the sum otherwise.
#           Sent 1, 2, 3 it answers 1 and 6: the 2 is in the sum for good. The error handler is told of the exception,
#           the client hears nothing of its 2, and the member goes on.
# Expected: That a member whose state machine failed stops, since nobody knows what its state is worth; a member that
#           did not fail at this message, being of another version, has another state from here on. The Javadoc of
#           ClusteredService.onSessionMessage says nothing of exceptions. A service that wants to stop must do so
#           itself.
# Why:      The agent that runs the service hands exceptions to its error handler and goes on with its duty cycle.
# Output:   replies: 1 sum 1, 3 sum 6; errors told: 1; the member runs
. "$(dirname "$0")/prepare"
. "$here/aeron-member"
cat >Client.java <<'JAVA'
import io.aeron.cluster.client.AeronCluster;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import java.util.ArrayList;
import java.util.List;
import org.agrona.ExpandableArrayBuffer;

public class Client {
    public static void main(String[] arguments) {
        List<String> replies = new ArrayList<>();
        try (var driver = MediaDriver.launch(new MediaDriver.Context().aeronDirectoryName("client")
                        .dirDeleteOnStart(true).threadingMode(ThreadingMode.SHARED));
                var cluster = AeronCluster.connect(new AeronCluster.Context().aeronDirectoryName("client")
                        .ingressChannel("aeron:udp").ingressEndpoints("0=localhost:" + arguments[0])
                        .egressChannel("aeron:udp?endpoint=localhost:0")
                        .egressListener((session, timestamp, buffer, offset, length, header) ->
                                replies.add(buffer.getInt(offset) + " sum " + buffer.getLong(offset + 4))))) {
            ExpandableArrayBuffer message = new ExpandableArrayBuffer();
            for (int number = 1; number <= 3; number++) {
                message.putInt(0, number);
                while (cluster.offer(message, 0, 4) < 0) {
                    cluster.pollEgress();
                }
            }
            // The reply to the 3 comes last: the log has an order.
            long deadline = System.nanoTime() + 10_000_000_000L;
            while (replies.stream().noneMatch(reply -> reply.startsWith("3")) && System.nanoTime() < deadline) {
                cluster.pollEgress();
            }
        }
        System.out.println("replies: " + String.join(", ", replies));
    }
}
JAVA
start_member
came=$(aeron_java Client $((aeron_port + 1)) 2>client.log)
came="$came; errors told: $(grep -c 'service error: .*2 cannot be added' member.log || true)"
if kill -0 "$member" 2>/dev/null; then came="$came; the member runs"; fi
verdict "replies: 1 sum 1, 3 sum 6; errors told: 1; the member runs" "$came"
