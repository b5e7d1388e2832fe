package dev.shoutgate.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;

/**
 * What Jazzer calls: the beginning of a connection that a trusted proxy hands on, whole, byte by byte and in a drawn
 * split.
 */
public final class ProxyHeaderFuzz {

    private static final byte[] SIGNATURE = HexFormat.of().parseHex("0d0a0d0a000d0a515549540a");
    /** Behind the signature and the command. */
    private static final int FAMILY = 13;
    private static final int ADDRESSES = 16;
    /** TCP over IPv4 and over IPv6: how many bytes an address has. */
    private static final Map<Byte, Integer> FAMILIES = Map.of((byte) 0x11, 4, (byte) 0x21, 16);

    private static final int LONGEST_LINE = 107;

    private ProxyHeaderFuzz() {}

    /** What became of it: where it began, whether it was refused, and what was handed on. */
    private static final class Begun implements ProxyHeader.Receiver {
        private final EmbeddedChannel channel = new EmbeddedChannel();
        private boolean hasHeader;
        private InetAddress from;
        private int refusals;

        Begun(byte[]... reads) {
            ProxyHeader.await(channel, Duration.ofMinutes(1), this);
            for (byte[] read : reads) {
                if (channel.isOpen()) {
                    channel.writeInbound(Unpooled.wrappedBuffer(read));
                }
            }
        }

        @Override
        public void onHeader(InetAddress address) {
            assertThat(hasHeader).as("one header").isFalse();
            hasHeader = true;
            from = address;
        }

        @Override
        public void onBadHeader() {
            refusals++;
        }

        private String handedOn() {
            StringBuilder bytes = new StringBuilder();
            for (ByteBuf in = channel.readInbound(); in != null; in = channel.readInbound()) {
                bytes.append(in.toString(StandardCharsets.ISO_8859_1));
                in.release();
            }
            return bytes.toString();
        }

        /** All that anybody could see of it. */
        String story() {
            String story = "header " + hasHeader + " from " + from + ", refusals " + refusals + ", open "
                    + channel.isOpen() + ", then " + handedOn();
            channel.finishAndReleaseAll();
            return story;
        }
    }

    /** Throws where the split shows, where a refusal is not one, or where the address is not what stands there. */
    public static void fuzzerTestOneInput(byte[] input) {
        SplitInput split = SplitInput.of(input);
        if (split == null) {
            return;
        }
        Begun whole = new Begun(split.bytes());
        assertThat(whole.refusals).isLessThan(2);
        assertThat(whole.hasHeader && whole.refusals > 0).as("taken and refused").isFalse();
        assertThat(whole.channel.isOpen()).as("open").isEqualTo(whole.refusals == 0);
        if (whole.hasHeader) {
            assertThat(whole.from).isEqualTo(said(split.bytes()));
        }
        String story = whole.story();
        if (isOverlong(split.bytes())) {
            return;
        }
        assertThat(new Begun(split.reads().toArray(byte[][]::new)).story()).isEqualTo(story);
        assertThat(new Begun(bytewise(split.bytes())).story()).isEqualTo(story);
    }

    /**
     * A line of more bytes than version 1 allows: Netty's decoder takes the next three as well where they come with the
     * end of the line, and not where they come alone.
     */
    private static boolean isOverlong(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return text.startsWith("PROXY") && text.indexOf("\r\n") + 2 > LONGEST_LINE;
    }

    /** Read a second time, plainly; null where it is no connection of TCP that is handed on. */
    private static InetAddress said(byte[] bytes) {
        try {
            if (bytes[0] == SIGNATURE[0]) {
                int length = FAMILIES.getOrDefault(bytes[FAMILY], 0);
                return length == 0 || (bytes[FAMILY - 1] & 1) == 0 ? null
                        : InetAddress.getByAddress(Arrays.copyOfRange(bytes, ADDRESSES, ADDRESSES + length));
            }
            String[] words = new String(bytes, StandardCharsets.ISO_8859_1).split(" ", 4);
            return words[1].startsWith("TCP") ? InetAddress.getByName(words[2]) : null;
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[][] bytewise(byte[] bytes) {
        byte[][] reads = new byte[bytes.length][];
        Arrays.setAll(reads, i -> new byte[] {bytes[i]});
        return reads;
    }
}
