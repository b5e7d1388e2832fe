package dev.shoutgate.bench.peer;

import dev.shoutgate.Problem;
import dev.shoutgate.bench.pause.HeldUnits;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/**
 * The usual answer: an event-driven HTTP server (Vert.x) before a Redis in which one script decides and keeps each
 * press. As good as such a server easily gets: one event loop like the others, native sockets, one connection to Redis
 * on which the presses of a turn go out together, the script by its hash, the date made once a second.
 *
 * <p>Threading: all of it on one event loop.
 */
public final class UsualServer extends AbstractVerticle {

    private static final long SECOND_MS = 1_000;

    private final int redisPort;
    private final long stock;
    private final String durability;
    private UsualOrders orders;
    private String date;

    private UsualServer(int redisPort, long stock, String durability) {
        this.redisPort = redisPort;
        this.stock = stock;
        this.durability = durability;
    }

    /** {@code UsualServer REDIS-PORT STOCK DURABILITY}: serves on a free loopback port until it is told to stop. */
    public static void main(String[] arguments) {
        if (arguments.length != 3) {
            System.err.println("UsualServer REDIS-PORT STOCK DURABILITY");
            System.exit(64);
        }
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setPreferNativeTransport(true));
        vertx.deployVerticle(new UsualServer(Integer.parseInt(arguments[0]), Long.parseLong(arguments[1]),
                arguments[2])).onFailure(e -> {
                    System.err.println("The server did not start: " + e);
                    System.exit(1);
                });
    }

    @Override
    public void start(Promise<Void> started) {
        makeDate();
        vertx.setPeriodic(SECOND_MS, timer -> makeDate());
        HttpServerOptions options = new HttpServerOptions().setHost("127.0.0.1").setPort(0).setTcpNoDelay(true);
        UsualOrders.open(vertx, redisPort, stock).compose(opened -> {
            orders = opened;
            return vertx.createHttpServer(options).requestHandler(this::serve).listen();
        }).<Void>map(UsualServer::sayReady).onComplete(started);
    }

    private static Void sayReady(HttpServer server) {
        System.out.println("ready buyers=http://127.0.0.1:" + server.actualPort());
        return null;
    }

    private void makeDate() {
        date = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC));
    }

    private void serve(HttpServerRequest request) {
        if (request.path().equals(HeldUnits.PATH)) {
            orders.held().onSuccess(held -> request.response().end(Long.toString(held)))
                    .onFailure(e -> fail(request, e));
            return;
        }
        request.bodyHandler(body -> take(request, body).onFailure(e -> fail(request, e)));
    }

    private Future<Void> take(HttpServerRequest request, Buffer body) {
        try {
            Press press = Press.of(request.path(), request.getHeader("X-Buyer-Id"),
                    request.getHeader("Idempotency-Key"), body.getBytes());
            return orders.take(press).compose(taken -> answer(request.response(), press, taken));
        } catch (IOException e) {
            return Future.failedFuture(e);
        }
    }

    private Future<Void> answer(HttpServerResponse response, Press press, UsualOrders.Taken taken) {
        response.putHeader("Date", date).putHeader("Cache-Control", "no-store");
        if (taken.refusal() != null) {
            Problem problem = taken.refusal();
            return response.setStatusCode(problem.status()).putHeader("Content-Type", "application/problem+json")
                    .end(OrderText.refused(problem));
        }
        response.setStatusCode(201).putHeader("Content-Type", "application/json")
                .putHeader("Location", "/v1/orders/" + OrderText.id(taken.number()));
        if (taken.repeated()) {
            response.putHeader("Idempotent-Replayed", "true");
        }
        return response.end(OrderText.created(press, taken.number(), taken.createdAtMs(), durability));
    }

    private static void fail(HttpServerRequest request, Throwable cause) {
        System.err.println("A press failed: " + cause);
        if (!request.response().ended()) {
            request.response().setStatusCode(500).end();
        }
    }
}
