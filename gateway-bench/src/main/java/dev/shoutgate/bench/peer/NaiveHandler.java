package dev.shoutgate.bench.peer;

import dev.shoutgate.bench.pause.HeldUnits;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a press on the event loop and has it decided, and its answer written, by a worker. For clients that wait for an
 * answer before they ask again.
 *
 * <p>Threading: one connection's event loop, and one worker at a time.
 */
final class NaiveHandler extends SimpleChannelInboundHandler<FullHttpRequest> {

    private static final Logger LOG = LoggerFactory.getLogger(NaiveHandler.class);

    private final NaiveOrders orders;
    private final Executor workers;

    NaiveHandler(NaiveOrders orders, Executor workers) {
        this.orders = orders;
        this.workers = workers;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        String path = request.uri();
        String buyer = request.headers().get("X-Buyer-Id");
        String key = request.headers().get("Idempotency-Key");
        byte[] body = ByteBufUtil.getBytes(request.content());
        workers.execute(() -> context.writeAndFlush(answer(path, buyer, key, body), context.voidPromise()));
    }

    private FullHttpResponse answer(String path, String buyer, String key, byte[] body) {
        try {
            if (path.equals(HeldUnits.PATH)) {
                return response(200, "application/json", Long.toString(orders.held()));
            }
            Press press = Press.of(path, buyer, key, body);
            NaiveOrders.Taken taken = orders.take(press);
            if (taken.refusal() != null) {
                return response(taken.refusal().status(), "application/problem+json",
                        OrderText.refused(taken.refusal()));
            }
            FullHttpResponse created = response(201, "application/json",
                    OrderText.created(press, taken.number(), taken.createdAtMs(), "disk"));
            created.headers().set(HttpHeaderNames.LOCATION, "/v1/orders/" + OrderText.id(taken.number()));
            return created;
        } catch (SQLException | IOException e) {
            LOG.error("A press failed", e);
            return response(500, "text/plain", "failed");
        }
    }

    private static FullHttpResponse response(int status, String type, String text) {
        FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(status),
                Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.US_ASCII)));
        response.headers()
                .set(HttpHeaderNames.DATE, DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        ZonedDateTime.now(ZoneOffset.UTC)))
                .set(HttpHeaderNames.CONTENT_TYPE, type)
                .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
                .set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes());
        return response;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
