package dev.shoutgate.frontend;

import dev.shoutgate.reply.Intake;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AsciiString;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Netty's request decoder with our bounds, and with an eye on when a request began: one that comes in a byte at a time
 * is no message to the handlers behind until its last header has come.
 *
 * <p>In front of it stands {@link RequestReader}, which takes whole requests at the start of a read, or none. What is
 * between two reads is the superclass's alone.
 *
 * <p>Netty's {@code HttpServerCodec} would do the same and more, but it stops reading a connection after 128 requests
 * whose responses did not pass its encoder, and ours are bytes already.
 *
 * <p>Threading: the connection's event loop.
 */
final class RequestDecoder extends HttpRequestDecoder implements Intake {

    /** Both a length and a chunked body, or two lengths: two readers could see two different requests in it. */
    static final class AmbiguousLengthException extends DecoderException { }

    private final RequestReader reader;
    private ReadWatch onRead = mayLeaveMore -> { };
    private boolean hasTakenWhole;
    /** Whether Netty's decoder is between two requests, or before the first: only there may others read. */
    private boolean between = true;
    /** Whether a part of a request line or header was taken already: whole lines of it leave nothing to read. */
    private boolean begun;
    private boolean hasRest;
    private int contentLengths;
    private BooleanSupplier hasRoom = () -> true;
    private ChannelHandlerContext context;
    /** Whether a request, or a part of one, is left where it is because there is no room for it. */
    private boolean holdsBack;
    private boolean goesOn;
    /** What was said of the connection meanwhile, such as its end: it comes behind what is held back. */
    private final List<Object> events = new ArrayList<>(0);

    /** Is told of each read, before it is looked at. */
    @FunctionalInterface
    interface ReadWatch {
        void onRead(boolean mayLeaveMore);
    }

    /** {@code reader}: of the requests that need no decoder; null where every request shall go through it. */
    RequestDecoder(int maxUriBytes, int maxHeaderBytes, RequestReader reader) {
        super(new HttpDecoderConfig()
                // The limit of the line is for method and version too; the target itself is measured by the handler.
                .setMaxInitialLineLength(maxUriBytes + 32)
                .setMaxHeaderSize(maxHeaderBytes)
                .setMaxChunkSize(8192)
                .setAllowDuplicateContentLengths(false));
        this.reader = reader;
    }

    /** Lets somebody know of every read. */
    RequestDecoder tellReads(ReadWatch watch) {
        onRead = watch;
        return this;
    }

    /** Lets no request begin where there is no room for one. */
    RequestDecoder whileThereIs(BooleanSupplier room) {
        hasRoom = room;
        return this;
    }

    @Override
    public boolean holdsBack() {
        return holdsBack;
    }

    @Override
    public void goOn() {
        if (!goesOn) {
            goesOn = true;
            context.executor().execute(this::takeHeldBack);
        }
    }

    private void takeHeldBack() {
        goesOn = false;
        if (context.isRemoved() || !hasRoom.getAsBoolean()) {
            return;
        }
        try {
            channelRead(context, Unpooled.EMPTY_BUFFER);
            channelReadComplete(context);
            while (!holdsBack && !events.isEmpty() && !context.isRemoved()) {
                super.userEventTriggered(context, events.remove(0));
            }
        } catch (Exception e) {
            context.fireExceptionCaught(e);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
        if (holdsBack) {
            events.add(event);
        } else {
            super.userEventTriggered(ctx, event);
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) throws Exception {
        context = ctx;
        super.handlerAdded(ctx);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
        holdsBack = false;
        if (message instanceof ByteBuf read && read.isReadable()) {
            // A buffer that is full says that the socket had at least that much.
            onRead.onRead(!read.isWritable());
        }
        boolean mayBeWhole = reader != null && between && !begun && actualReadableBytes() == 0
                && hasRoom.getAsBoolean();
        if (!mayBeWhole || !(message instanceof ByteBuf bytes) || !takeWhole(ctx, bytes)) {
            super.channelRead(ctx, message);
        }
    }

    /** Hands on what the reader takes of a read; says whether nothing is left for the superclass. */
    private boolean takeWhole(ChannelHandlerContext ctx, ByteBuf bytes) {
        reader.look(bytes);
        Request whole = reader.next();
        while (whole != null) {
            hasTakenWhole = true;
            ctx.fireChannelRead(whole);
            whole = ctx.isRemoved() || !hasRoom.getAsBoolean() ? null : reader.next();
        }
        bytes.skipBytes(reader.taken());
        if (bytes.isReadable() && !ctx.isRemoved()) {
            return false;
        }
        bytes.release();
        return true;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
        if (between && !begun && in.isReadable() && !hasRoom.getAsBoolean()) {
            holdsBack = true;
            return;
        }
        int from = in.readerIndex();
        int messages = out.size();
        super.decode(ctx, in, out);
        if (out.size() > messages) {
            begun = false;
            if (contentLengths > 1 && out.get(messages) instanceof HttpMessage head) {
                head.setDecoderResult(DecoderResult.failure(new AmbiguousLengthException()));
            }
            between = out.get(out.size() - 1) instanceof LastHttpContent last && last.decoderResult().isSuccess();
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
        hasRest = begun || actualReadableBytes() > 0 && !holdsBack;
        if (hasTakenWhole || !ctx.channel().config().isAutoRead()) {
            // The superclass would ask for another read where it made no message of this one, and where nobody wants
            // one now.
            hasTakenWhole = false;
            discardSomeReadBytes();
            ctx.fireChannelReadComplete();
        } else {
            super.channelReadComplete(ctx);
        }
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
