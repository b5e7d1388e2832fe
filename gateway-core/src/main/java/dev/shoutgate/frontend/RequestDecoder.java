package dev.shoutgate.frontend;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.util.AsciiString;
import java.util.List;

/**
 * Netty's request decoder with our bounds, and with an eye on when a request began: one that comes in a byte at a time
 * is no message to the handlers behind until its last header has come.
 *
 * <p>Netty's {@code HttpServerCodec} would do the same and more, but it stops reading a connection after 128 requests
 * whose responses did not pass its encoder, and ours are bytes already.
 *
 * <p>Threading: the connection's event loop.
 */
final class RequestDecoder extends HttpRequestDecoder {

    /** Both a length and a chunked body, or two lengths: two readers could see two different requests in it. */
    static final class AmbiguousLengthException extends DecoderException { }

    /** Whether a part of a request line or header was taken already: whole lines of it leave nothing to read. */
    private boolean begun;
    private boolean hasRest;
    private int contentLengths;

    RequestDecoder(int maxUriBytes, int maxHeaderBytes) {
        super(new HttpDecoderConfig()
                // The limit of the line is for method and version too; the target itself is measured by the handler.
                .setMaxInitialLineLength(maxUriBytes + 32)
                .setMaxHeaderSize(maxHeaderBytes)
                .setMaxChunkSize(8192)
                .setAllowDuplicateContentLengths(false));
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
        int from = in.readerIndex();
        int messages = out.size();
        super.decode(ctx, in, out);
        if (out.size() > messages) {
            begun = false;
            if (contentLengths > 1 && out.get(messages) instanceof HttpMessage head) {
                head.setDecoderResult(DecoderResult.failure(new AmbiguousLengthException()));
            }
        } else if (!begun) {
            begun = hasVisible(in, from, in.readerIndex());
        }
    }

    @Override
    protected HttpMessage createMessage(String[] initialLine) throws Exception {
        contentLengths = 0;
        return super.createMessage(initialLine);
    }

    /** Counts the lengths: the superclass takes the first of two in HTTP/1.0, and nobody sees that there were two. */
    @Override
    protected AsciiString splitHeaderName(byte[] line, int start, int length) {
        AsciiString name = super.splitHeaderName(line, start, length);
        contentLengths += HttpHeaderNames.CONTENT_LENGTH.contentEqualsIgnoreCase(name) ? 1 : 0;
        return name;
    }

    /** Empty lines between requests are nobody's request. */
    private static boolean hasVisible(ByteBuf in, int from, int to) {
        for (int at = from; at < to; at++) {
            if (in.getByte(at) > ' ') {
                return true;
            }
        }
        return false;
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) throws Exception {
        hasRest = begun || actualReadableBytes() > 0;
        super.channelReadComplete(ctx);
    }

    /** Whether a request line or header is unfinished. */
    boolean hasRest() {
        return hasRest;
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        message.setDecoderResult(DecoderResult.failure(new AmbiguousLengthException()));
    }
}
