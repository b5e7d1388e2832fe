package dev.shoutgate.sim.shop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The shop's two HTTP APIs, as far as the simulator calls them. */
final class ShopHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ShopServer server;
    private final Shop shop;
    private final Flaw flaw;
    private final boolean forOperators;
    private final Consumer<ShopServer.Press> arrivals;

    ShopHandler(ShopServer server, Shop shop, Flaw flaw, boolean forOperators, Consumer<ShopServer.Press> arrivals) {
        this.server = server;
        this.shop = shop;
        this.flaw = flaw;
        this.forOperators = forOperators;
        this.arrivals = arrivals;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) throws IOException {
        Reply reply = forOperators ? operators(request) : buyers(ctx, request);
        // Sales and orders are read as fast as ever: only presses are slow.
        if (server.delayMs > 0 && request.uri().endsWith("/orders")) {
            ctx.executor().schedule(() -> say(ctx, reply), server.delayMs, TimeUnit.MILLISECONDS);
        } else {
            say(ctx, reply);
        }
    }

    private Reply buyers(ChannelHandlerContext ctx, FullHttpRequest request) throws IOException {
        String[] path = request.uri().split("/");
        String buyer = request.headers().get("X-Buyer-Id");
        if (path[2].equals("orders")) {
            return shop.order(path[3], buyer);
        }
        if (path.length == 4) {
            return shop.sale(path[3]);
        }
        String key = request.headers().get("Idempotency-Key");
        if (buyer == null || key == null || !"application/json".equals(request.headers().get("Content-Type"))) {
            return Reply.problem(400, "malformed-request");
        }
        arrivals.accept(new ShopServer.Press(ctx.channel().id().asShortText(), buyer, key, System.nanoTime()));
        return shop.buy(path[3], buyer, key, body(request));
    }

    private Reply operators(FullHttpRequest request) throws IOException {
        if (flaw == Flaw.KNOWS_NO_OPERATOR || !"Bearer demo".equals(request.headers().get("Authorization"))) {
            return Reply.problem(401, "unauthenticated");
        }
        String[] path = request.uri().split("/");
        if (request.method().name().equals("PUT")) {
            return path.length == 4 ? shop.define(path[3], body(request))
                    : shop.price(path[3], path[5], body(request).path("price").asLong());
        }
        if (path.length == 4) {
            return shop.sale(path[3]);
        }
        if (request.method().name().equals("GET")) {
            return path[4].equals("history") ? shop.history(path[3]) : shop.audit(path[3]);
        }
        if (!request.headers().contains("Idempotency-Key")) {
            return Reply.problem(400, "idempotency-key-missing");
        }
        return path.length == 5 ? shop.move(path[3], path[4])
                : shop.restock(path[3], path[5], body(request).path("quantity").asLong());
    }

    private static JsonNode body(FullHttpRequest request) throws IOException {
        return JSON.readTree(request.content().toString(StandardCharsets.UTF_8));
    }

    private static void say(ChannelHandlerContext ctx, Reply reply) {
        if (reply.silent()) {
            ctx.close();
            return;
        }
        byte[] body = JSON.valueToTree(reply.body()).toString().getBytes(StandardCharsets.UTF_8);
        DefaultFullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(reply.status()), Unpooled.wrappedBuffer(body));
        response.headers().set("Content-Length", body.length);
        if (reply.replayed()) {
            response.headers().set("Idempotent-Replayed", "true");
        }
        ctx.writeAndFlush(response);
    }
}
