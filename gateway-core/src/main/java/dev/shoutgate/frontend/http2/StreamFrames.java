package dev.shoutgate.frontend.http2;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.util.ReferenceCountUtil;
import java.util.function.IntConsumer;

/**
 * Stands between one stream of HTTP/2 and the handlers of HTTP/1.1: its frames become the messages that Netty's decoder
 * makes of a connection's bytes, and the bytes of the reply become frames.
 *
 * <p>Threading: the connection's event loop.
 */
public final class StreamFrames extends ChannelDuplexHandler {

    private final ReplyHeads heads;
    private final int maxFieldBytes;
    private final IntConsumer waiting;
    private boolean hasRequest;
    private boolean hasWholeRequest;
    private boolean hasReplied;
    private boolean hasEnded;

    /**
     * Of one stream.
     *
     * @param heads         those of its event loop
     * @param maxFieldBytes of a request's header fields, as HTTP/1.1 writes them
     * @param waiting       told of bytes of replies that begin to wait for the client, and, negative, that they went
     */
    public StreamFrames(ReplyHeads heads, int maxFieldBytes, IntConsumer waiting) {
        this.heads = heads;
        this.maxFieldBytes = maxFieldBytes;
        this.waiting = waiting;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof Http2HeadersFrame frame) {
            hasWholeRequest |= frame.isEndStream();
            if (!hasRequest) {
                hasRequest = true;
                begin(ctx, frame);
            } else {
                // What a client says behind a body is not looked at.
                end(ctx, LastHttpContent.EMPTY_LAST_CONTENT);
            }
        } else if (message instanceof Http2DataFrame frame) {
            hasWholeRequest |= frame.isEndStream();
            if (frame.isEndStream()) {
                end(ctx, new DefaultLastHttpContent(frame.content()));
            } else {
                ctx.fireChannelRead(new DefaultHttpContent(frame.content()));
            }
        } else {
            ReferenceCountUtil.release(message);
        }
    }

    private void begin(ChannelHandlerContext ctx, Http2HeadersFrame frame) {
        try {
            ctx.fireChannelRead(RequestHead.read(frame.stream().id(), frame.headers(), maxFieldBytes));
            if (frame.isEndStream()) {
                end(ctx, LastHttpContent.EMPTY_LAST_CONTENT);
            }
        } catch (Http2Exception e) {
            ctx.writeAndFlush(new DefaultHttp2ResetFrame(e.error()));
            ctx.close();
        }
    }

    /** It is answered now and not at the end of the read: others may follow whose replies have to be counted too. */
    private static void end(ChannelHandlerContext ctx, LastHttpContent content) {
        ctx.fireChannelRead(content);
        ctx.fireChannelReadComplete();
    }

    /** A stream that breaks the rules ends by Netty's hand, with the code for it. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!(cause instanceof Http2Exception)) {
            ctx.fireExceptionCaught(cause);
        }
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        ByteBuf bytes = (ByteBuf) message;
        int count = bytes.readableBytes();
        if (count == 0) {
            // Of an outcome that nobody knows: the stream ends without a reply.
            bytes.release();
            promise.trySuccess();
            return;
        }
        ChannelPromise gone = promise.isVoid() ? ctx.newPromise() : promise;
        waiting.accept(count);
        gone.addListener(future -> waiting.accept(-count));
        if (hasReplied) {
            ctx.write(new DefaultHttp2DataFrame(bytes, false), gone);
        } else {
            reply(ctx, bytes, gone);
        }
    }

    private void reply(ChannelHandlerContext ctx, ByteBuf bytes, ChannelPromise gone) {
        ReplyHeads.Head head = heads.take(bytes);
        hasReplied = !head.isInterim();
        hasEnded = head.isWhole();
        boolean hasBody = bytes.isReadable();
        ctx.write(new DefaultHttp2HeadersFrame(head.fields(), hasEnded && !hasBody),
                hasBody ? ctx.newPromise() : gone);
        if (hasBody) {
            ctx.write(new DefaultHttp2DataFrame(bytes, hasEnded), gone);
        } else {
            bytes.release();
        }
    }

    /** What goes on without a length ends here, like one over HTTP/1.1 whose connection ends. */
    @Override
    public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
        if (hasReplied && !hasEnded) {
            hasEnded = true;
            ctx.writeAndFlush(new DefaultHttp2DataFrame(Unpooled.EMPTY_BUFFER, true));
        }
        if (!hasEnded || !hasWholeRequest) {
            // The rest of a request that was answered is not wanted; without an answer, something went wrong here.
            Http2Error error = hasEnded ? Http2Error.NO_ERROR : Http2Error.INTERNAL_ERROR;
            ctx.writeAndFlush(new DefaultHttp2ResetFrame(error));
        }
        ctx.close(promise);
    }
}
