package dev.shoutgate.bench.peer;

import dev.shoutgate.Problem;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Orders in Redis: one script takes the units, minds the limit, remembers the key and appends to a stream. What came in
 * during one turn of the event loop goes to Redis in one piece.
 *
 * <p>Threading: the event loop that opened it.
 */
final class UsualOrders {

    /** What became of a press: a refusal, or an order, which a press with the same key may have made before. */
    record Taken(Problem refusal, long number, long createdAtMs, boolean repeated) {}

    private static final int MOST_WAITING = 1 << 16;
    private static final String KEYS = "4";

    private final RedisConnection redis;
    private final String script;
    private final Context loop;
    private List<Request> gathered = new ArrayList<>();
    private List<Promise<Response>> waiting = new ArrayList<>();

    private UsualOrders(RedisConnection redis, String script, Context loop) {
        this.redis = redis;
        this.script = script;
        this.loop = loop;
    }

    /** Connects, loads the script and puts so many units on sale. */
    static Future<UsualOrders> open(Vertx vertx, int port, long stock) {
        Context loop = vertx.getOrCreateContext();
        RedisOptions options = new RedisOptions().setConnectionString("redis://127.0.0.1:" + port)
                .setMaxWaitingHandlers(MOST_WAITING);
        return Redis.createClient(vertx, options).connect().compose(redis -> redis
                .send(Request.cmd(Command.HSET, item(GatewayContender.SALE_ID, GatewayContender.SKU), "stock", stock))
                .compose(done -> redis.send(Request.cmd(Command.SCRIPT, "LOAD", script())))
                .map(hash -> new UsualOrders(redis, hash.toString(), loop)));
    }

    private static String script() {
        try (InputStream script = UsualOrders.class.getResourceAsStream("usual.lua")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the script is part of this program", e);
        }
    }

    private static String item(String saleId, String sku) {
        return "{" + saleId + "}:item:" + sku;
    }

    /** Decides a press; complete when Redis answers, which is after its force where it makes one. */
    Future<Taken> take(Press press) {
        String sale = "{" + press.saleId() + "}";
        gathered.add(Request.cmd(Command.EVALSHA).arg(script).arg(KEYS)
                .arg(item(press.saleId(), press.sku())).arg(sale + ":bought:" + press.sku()).arg(sale + ":keys")
                .arg(sale + ":orders")
                .arg(press.buyer()).arg(press.key()).arg(press.quantity()).arg(OrderText.LIMIT_PER_BUYER)
                .arg(System.currentTimeMillis()).arg(press.channel()));
        if (gathered.size() == 1) {
            loop.runOnContext(turn -> send());
        }
        Promise<Response> answer = Promise.promise();
        waiting.add(answer);
        return answer.future().map(UsualOrders::taken);
    }

    private void send() {
        List<Request> requests = gathered;
        List<Promise<Response>> answers = waiting;
        gathered = new ArrayList<>();
        waiting = new ArrayList<>();
        redis.batch(requests).onComplete(done -> {
            for (int i = 0; i < answers.size(); i++) {
                if (done.succeeded()) {
                    answers.get(i).complete(done.result().get(i));
                } else {
                    answers.get(i).fail(done.cause());
                }
            }
        });
    }

    private static Taken taken(Response answer) {
        if (answer.type() != ResponseType.MULTI) {
            String code = answer.toString();
            return new Taken(Problem.valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_')), 0, 0, false);
        }
        return new Taken(null, answer.get(0).toLong(), answer.get(1).toLong(), answer.get(2).toLong() == 1);
    }

    /** Units that buyers hold; every order of a benchmark is of one. */
    Future<Long> held() {
        String stream = "{" + GatewayContender.SALE_ID + "}:orders";
        return redis.send(Request.cmd(Command.XLEN, stream)).map(Response::toLong);
    }
}
