package dev.shoutgate;

import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Channels without a socket, which give back after each test what nobody read of them. The test's own thread. */
public final class Channels implements AfterEachCallback {

    private final List<EmbeddedChannel> open = new ArrayList<>();

    /** A new one; do not keep it beyond the test. */
    public EmbeddedChannel open() {
        EmbeddedChannel channel = new EmbeddedChannel();
        open.add(channel);
        return channel;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        open.forEach(EmbeddedChannel::finishAndReleaseAll);
    }
}
