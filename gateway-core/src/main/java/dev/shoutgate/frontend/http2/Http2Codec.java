package dev.shoutgate.frontend.http2;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.DefaultHttp2Connection;
import io.netty.handler.codec.http2.DefaultHttp2RemoteFlowController;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.UniformStreamByteDistributor;
import java.util.function.Consumer;

/**
 * Netty's HTTP/2 with our bounds, and with an eye on what is unfinished. The windows for what comes in stay at the
 * 64 KiB of the protocol, for a stream and for all of them together.
 *
 * <p>Threading: the connection's event loop.
 */
public final class Http2Codec extends Http2FrameCodec {

    /** A browser cancels what a page loads when its user leaves it. Whoever opens streams to cancel them does more. */
    static final int MOST_RESETS = 200;
    private static final int RESETS_SECONDS = 30;
    /** Replies to SETTINGS and PING, and resets, that wait for who does not read. */
    private static final int MOST_WAITING_CONTROLS = 1000;
    private static final int MOST_EMPTY_DATA = 2;
    /** Below 8 KiB; a block of header fields in more pieces than that is nobody's. */
    private static final int MOST_SMALL_CONTINUATIONS = 8;
    /** For who is told to go, and does not read it. */
    private static final int LAST_WORD_MS = 2_000;

    private final FrameWatch watch = new FrameWatch();
    private final Consumer<Http2Error> faults;
    private boolean reading;
    private boolean flushWanted;

    private Http2Codec(Http2ConnectionEncoder encoder, Http2ConnectionDecoder decoder, Http2Settings settings,
            Consumer<Http2Error> faults) {
        super(encoder, decoder, settings, true, true);
        this.faults = faults;
        gracefulShutdownTimeoutMillis(LAST_WORD_MS);
    }

    /**
     * Of one connection.
     *
     * @param maxStreams    open at the same time
     * @param maxFieldBytes header fields of one request, each counted as 32 bytes more than it has (RFC 9113, 6.5.2)
     * @param faults        told why the connection ends, where that is the client's fault
     */
    public static Http2Codec newCodec(int maxStreams, int maxFieldBytes, Consumer<Http2Error> faults) {
        return (Http2Codec) new Builder(faults).bounded(maxStreams, maxFieldBytes).build();
    }

    private static final class Builder extends Http2FrameCodecBuilder {

        private final Consumer<Http2Error> faults;

        private Builder(Consumer<Http2Error> faults) {
            this.faults = faults;
        }

        private Http2FrameCodecBuilder bounded(int maxStreams, int maxFieldBytes) {
            DefaultHttp2Connection connection = new DefaultHttp2Connection(true);
            // All streams are alike: what clients say of their order was taken out of HTTP/2 again (RFC 9113, 5.3).
            connection.remote().flowController(new DefaultHttp2RemoteFlowController(
                    connection, new UniformStreamByteDistributor(connection)));
            return connection(connection)
                    .initialSettings(new Http2Settings()
                            .maxConcurrentStreams(maxStreams).maxHeaderListSize(maxFieldBytes))
                    .validateRequiredPseudoHeaders(true)
                    .decoderEnforceMaxRstFramesPerWindow(MOST_RESETS, RESETS_SECONDS)
                    .encoderEnforceMaxRstFramesPerWindow(MOST_RESETS, RESETS_SECONDS)
                    .decoderEnforceMaxConsecutiveEmptyDataFrames(MOST_EMPTY_DATA)
                    .decoderEnforceMaxSmallContinuationFrames(MOST_SMALL_CONTINUATIONS)
                    .encoderEnforceMaxQueuedControlFrames(MOST_WAITING_CONTROLS);
        }

        @Override
        protected Http2FrameCodec build(Http2ConnectionDecoder decoder, Http2ConnectionEncoder encoder,
                Http2Settings settings) {
            return new Http2Codec(encoder, decoder, settings, faults);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
        reading = true;
        if (message instanceof ByteBuf read) {
            watch.look(read, System.nanoTime());
        }
        super.channelRead(ctx, message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) throws Exception {
        super.channelReadComplete(ctx);
        reading = false;
        flushNow(ctx);
    }

    /**
     * Later: what streams say while a read is looked at goes out at its end, and the replies of a shard's batch, which
     * come one by one, in the next task of the loop.
     */
    @Override
    public void flush(ChannelHandlerContext ctx) {
        boolean isNew = !flushWanted;
        flushWanted = true;
        if (isNew && !reading) {
            ctx.executor().execute(() -> flushNow(ctx));
        }
    }

    private void flushNow(ChannelHandlerContext ctx) {
        if (flushWanted) {
            flushWanted = false;
            super.flush(ctx);
        }
    }

    @Override
    protected void onConnectionError(ChannelHandlerContext ctx, boolean outbound, Throwable cause,
            Http2Exception fault) {
        if (fault != null) {
            faults.accept(fault.error());
        }
        super.onConnectionError(ctx, outbound, cause, fault);
    }

    /** Since when a frame or the header fields of a request are unfinished; 0 where nothing is. */
    public long unfinishedSinceNs() {
        return watch.unfinishedSinceNs();
    }
}
