#!/bin/sh
# A client's offers are taken for seconds after the only member was killed.
#
# Version:  io.aeron:aeron-cluster 1.51.0, OpenJDK 17, default timeouts; one member is the cluster, all on loopback.
# Seen:     The member is killed (SIGKILL), and then the client offers a message every 10 ms. offer returns a position,
#           which is to say yes, for three to five seconds, 300 to 500 times, before it turns negative. Not one of
#           these messages is answered, then or later, and nothing tells the client which ones were lost.
# Expected: That one knows this. The Javadoc of AeronCluster.offer refers to Publication.offer, whose positive result
#           is "the new stream position": the message is in the client's own buffer. Only an answer of the service is a
#           receipt, and a client must send again by itself what was not answered.
# Why:      The publication is connected until the receiver's status messages have been missing for the time-out.
# Output:   over 50 offers were taken in over 500 ms after the death, 0 answered
. "$(dirname "$0")/prepare"
. "$here/aeron-member"
cat >Client.java <<'JAVA'
import io.aeron.cluster.client.AeronCluster;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.agrona.ExpandableArrayBuffer;

public class Client {
    public static void main(String[] arguments) throws Exception {
        AtomicInteger replies = new AtomicInteger();
        try (var driver = MediaDriver.launch(new MediaDriver.Context().aeronDirectoryName("client")
                        .dirDeleteOnStart(true).threadingMode(ThreadingMode.SHARED));
                var cluster = AeronCluster.connect(new AeronCluster.Context().aeronDirectoryName("client")
                        .ingressChannel("aeron:udp").ingressEndpoints("0=localhost:" + arguments[0])
                        .egressChannel("aeron:udp?endpoint=localhost:0")
                        .egressListener((session, timestamp, buffer, offset, length, header) ->
                                replies.incrementAndGet()))) {
            ExpandableArrayBuffer message = new ExpandableArrayBuffer();
            message.putInt(0, 1);
            while (cluster.offer(message, 0, 4) < 0) {
                cluster.pollEgress();
            }
            while (replies.get() == 0) {
                cluster.pollEgress();
            }
            ProcessHandle.of(Long.parseLong(arguments[1])).orElseThrow().destroyForcibly();
            replies.set(0);
            int taken = 0;
            long death = System.nanoTime();
            long last = death;
            while (!cluster.isClosed() && System.nanoTime() - death < 30_000_000_000L) {
                long result = cluster.offer(message, 0, 4);
                if (result < 0 && taken > 0) {
                    break;
                }
                taken += result > 0 ? 1 : 0;
                last = System.nanoTime();
                cluster.pollEgress();
                LockSupport.parkNanos(10_000_000);
            }
            System.out.println(taken + " " + (last - death) / 1_000_000 + " " + replies.get());
        }
    }
}
JAVA
start_member
# Read by word: how many, for how many milliseconds, and how many answers.
# shellcheck disable=SC2046
set -- $(aeron_java Client $((aeron_port + 1)) "$member" 2>client.log)
[ $# -eq 3 ] || give_up "the client failed: $(grep -m 1 Exception client.log)"
echo "$1 offers taken in $2 ms, $3 answered"
came=""
[ "$1" -le 50 ] || came="over 50 offers were taken"
[ "$2" -le 500 ] || came="$came in over 500 ms after the death"
verdict "over 50 offers were taken in over 500 ms after the death, 0 answered" "$came, $3 answered"
