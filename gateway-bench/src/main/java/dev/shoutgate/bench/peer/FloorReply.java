package dev.shoutgate.bench.peer;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;

/**
 * Answers as {@link ConstantReply} does, without any HTTP codec: it looks at the bytes of a request only for where it
 * ends. What it costs is sockets and the least that a reader of requests can do; nothing is left on the heap.
 *
 * <p>Threading: one connection's event loop.
 */
final class FloorReply extends ChannelInboundHandlerAdapter {

    private static final byte[] REPLY = ConstantReply.bytes();
    private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
    /** The line is not that header, whatever else comes. */
    private static final int ANOTHER = -1;

    private byte[] read = new byte[8 * 1024];
    /** Bytes of {@link #LENGTH} that the line has so far, all of them while its number comes, or {@link #ANOTHER}. */
    private int matched;
    private int lineBytes;
    private long bodyBytes;
    private boolean inBody;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf in = (ByteBuf) message;
        int count = in.readableBytes();
        if (count > read.length) {
            read = new byte[count];
        }
        in.readBytes(read, 0, count);
        in.release();
        int requests = requestsEndingIn(count);
        if (requests > 0) {
            ByteBuf out = context.alloc().directBuffer(requests * REPLY.length);
            for (int i = 0; i < requests; i++) {
                out.writeBytes(REPLY);
            }
            context.write(out, context.voidPromise());
        }
    }

    private int requestsEndingIn(int count) {
        int requests = 0;
        for (int at = 0; at < count;) {
            if (inBody) {
                long part = Math.min(bodyBytes, count - at);
                bodyBytes -= part;
                at += (int) part;
            } else {
                head(read[at++]);
            }
            if (inBody && bodyBytes == 0) {
                inBody = false;
                requests++;
            }
        }
        return requests;
    }

    /** A byte of the request's head. */
    private void head(byte next) {
        if (next == '\n') {
            inBody = lineBytes == 0;
            lineBytes = 0;
            matched = 0;
        } else if (next != '\r') {
            lineBytes++;
            if (matched == LENGTH.length) {
                bodyBytes = next >= '0' && next <= '9' ? bodyBytes * 10 + next - '0' : bodyBytes;
            } else if (matched != ANOTHER) {
                // Upper-case letters become lower-case ones; the hyphen and the colon stay what they are.
                matched = (next | 0x20) == LENGTH[matched] ? matched + 1 : ANOTHER;
            }
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.flush();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
