package dev.shoutgate.frontend;

import dev.shoutgate.Outcome;
import dev.shoutgate.bench.jmh.StageBenchmark;
import dev.shoutgate.bench.load.BuyRequest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Reading a request: its body alone; all of it as the gateway's own reader takes it, and as Netty decodes it; and all
 * that an event loop does for a press that it refuses by itself, from bytes to bytes. The channel is Netty's embedded
 * one, so there is no system call in it, and a few tens of nanoseconds are the embedding's own.
 */
@State(Scope.Thread)
public class RequestParserBenchmark extends StageBenchmark {

    private static final int MAX_URI_BYTES = 4 * 1024;
    private static final int MAX_HEADER_BYTES = 16 * 1024;

    private final BuyReader reader = new BuyReader();
    private final BuyForm form = new BuyForm();
    private final Outcome outcome = new Outcome(same -> { });
    private final Sink sink = new Sink();
    private byte[] body;
    private ByteBuf request;
    private RequestReader plain;
    private EmbeddedChannel decoding;
    private SoldOutFrontend frontend;

    /** Takes what the decoder made of the bytes. */
    private static final class Sink extends ChannelInboundHandlerAdapter {

        private long messages;

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            messages++;
            ReferenceCountUtil.release(message);
        }
    }

    @Setup(Level.Trial)
    public void open() {
        BuyRequest buy = new BuyRequest(SoldOutFrontend.SALE_ID, SoldOutFrontend.SKU);
        body = buy.body().getBytes(StandardCharsets.US_ASCII);
        byte[] text = buy.text("buyer-00000042", "5f2b8f0e-93f1-4d7a-a6c3-cafe00000042")
                .getBytes(StandardCharsets.US_ASCII);
        request = Unpooled.directBuffer(text.length).writeBytes(text);
        decoding = new EmbeddedChannel(new RequestDecoder(MAX_URI_BYTES, MAX_HEADER_BYTES, null), sink);
        plain = new RequestReader(new RouteTable(), SoldOutFrontend.limits(MAX_URI_BYTES, MAX_HEADER_BYTES));
        frontend = new SoldOutFrontend(MAX_URI_BYTES, MAX_HEADER_BYTES);
        if (!frontend.answer(request).startsWith("HTTP/1.1 409 ")) {
            throw new IllegalStateException("the request is not refused as sold out");
        }
    }

    /** The body's bytes become lines and a channel. */
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    public int body() {
        if (!reader.read(body, body.length, form, outcome)) {
            throw new IllegalStateException("refused: " + outcome.problem);
        }
        return form.quantities[0];
    }

    /** The request's bytes are read in place. */
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    public int read() {
        plain.look(request.readerIndex(0));
        return plain.next().bodyLength;
    }

    /** The request's bytes become Netty's messages. */
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    public long decode() {
        decoding.writeInbound(request.retain().readerIndex(0));
        return sink.messages;
    }

    /** The request's bytes become the bytes of a 409, by way of the gate. */
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    public int soldOut() {
        return frontend.answerLength(request);
    }

    @TearDown(Level.Trial)
    public void close() {
        decoding.finishAndReleaseAll();
        frontend.close();
        request.release();
    }
}
