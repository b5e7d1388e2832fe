package dev.shoutgate.replica;

import dev.shoutgate.config.ClusterSettings;
import dev.shoutgate.config.ClusterSettings.Member;
import io.aeron.Aeron;
import io.aeron.Publication;
import java.util.HashMap;
import java.util.Map;
import org.agrona.CloseHelper;

/**
 * Which of the other members are there. Each listens for all others on a port of its own, where nothing is ever said:
 * that somebody listens is enough, and the media driver knows it within its time-out for publications.
 *
 * <p>Threading: any.
 */
final class Presence implements AutoCloseable {

    private static final int STREAM = 1;

    private final int own;
    private final AutoCloseable ear;
    private final Map<Integer, Publication> others = new HashMap<>();

    Presence(ClusterSettings settings, Aeron aeron, int portsOn) {
        own = settings.member();
        ear = aeron.addSubscription(channel(settings.own(), portsOn), STREAM);
        for (Member member : settings.members()) {
            if (member.id() != own) {
                others.put(member.id(), aeron.addPublication(channel(member, portsOn), STREAM));
            }
        }
    }

    private static String channel(Member member, int portsOn) {
        return "aeron:udp?term-length=64k|endpoint=" + member.endpoint(portsOn);
    }

    boolean isAlive(int member) {
        return member == own || others.get(member).isConnected();
    }

    @Override
    public void close() {
        CloseHelper.quietClose(ear);
        CloseHelper.quietCloseAll(others.values());
    }
}
