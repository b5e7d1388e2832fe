package dev.shoutgate.frontend.http2;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.ReadOnlyHttp2Headers;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads the heads of our own replies, which are well-formed HTTP/1.1, into the fields of HTTP/2. The last one is kept:
 * most who press lose by the same words.
 *
 * <p>Threading: one event loop.
 */
public final class ReplyHeads {

    /**
     * One of them.
     *
     * @param fields    without those that speak of the connection
     * @param isWhole   whether the reply ends with the bytes that come with its head
     * @param isInterim whether another head follows
     */
    record Head(Http2Headers fields, boolean isWhole, boolean isInterim) { }

    private static final ByteBuf END = Unpooled.unreleasableBuffer(
            Unpooled.copiedBuffer("\r\n\r\n", StandardCharsets.US_ASCII));
    private static final int STATUS_FROM = "HTTP/1.1 ".length();
    private static final int STATUS_END = STATUS_FROM + 3;

    private ByteBuf lastBytes = Unpooled.EMPTY_BUFFER;
    private Head last;

    /** Takes a head from the beginning of these bytes; what is left is body. */
    Head take(ByteBuf reply) {
        if (last == null || reply.readableBytes() < lastBytes.readableBytes()
                || !ByteBufUtil.equals(reply, reply.readerIndex(), lastBytes, 0, lastBytes.readableBytes())) {
            int length = ByteBufUtil.indexOf(END, reply) - reply.readerIndex() + END.readableBytes();
            byte[] bytes = ByteBufUtil.getBytes(reply, reply.readerIndex(), length);
            last = read(new String(bytes, StandardCharsets.ISO_8859_1).split("\r\n"));
            lastBytes = Unpooled.wrappedBuffer(bytes);
        }
        reply.skipBytes(lastBytes.readableBytes());
        return last;
    }

    private static Head read(String[] lines) {
        String status = lines[0].substring(STATUS_FROM, STATUS_END);
        List<AsciiString> fields = new ArrayList<>();
        boolean isWhole = status.equals("204");
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            String name = lines[i].substring(0, colon).toLowerCase(Locale.ROOT);
            isWhole |= name.equals("content-length");
            if (!name.equals("connection")) {
                fields.add(new AsciiString(name));
                fields.add(new AsciiString(lines[i].substring(colon + 1).trim()));
            }
        }
        return new Head(ReadOnlyHttp2Headers.serverHeaders(false, new AsciiString(status),
                fields.toArray(AsciiString[]::new)), isWhole, status.startsWith("1"));
    }
}
