package dev.shoutgate.blackbox.refusal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shoutgate.Problem;
import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.ApiClient;
import dev.shoutgate.blackbox.BuyRequest;
import dev.shoutgate.blackbox.EventStream;
import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.RawHttp;
import dev.shoutgate.blackbox.SaleDefinition;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each refusal that outsiders can bring about, once: it has its status, and the metrics count it by its reason. */
class EveryRefusalIsCountedTest {

    /** A disk that fails, a start, a fault of ours: other tests bring them about. */
    private static final Set<Problem> ELSEWHERE = EnumSet.of(Problem.STORAGE_UNAVAILABLE, Problem.NOT_READY,
            Problem.INTERNAL_ERROR);
    /** Said here to operators, all others to buyers. */
    private static final Set<Problem> TO_OPERATORS = EnumSet.of(Problem.INVALID_REQUEST, Problem.INSUFFICIENT_STOCK,
            Problem.SALE_HAS_ORDERS, Problem.ORDER_NOT_CONFIRMED, Problem.ALREADY_EXTENDED, Problem.ALREADY_CONFIRMED,
            Problem.ORDER_NOT_HELD, Problem.ORDER_EXPIRED);

    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small().with("buyers.request-timeout", "1s")
            .with("room.max-watchers", 1).with("admission.rate-per-buyer", 1).with("admission.burst", 2);

    private final ApiClient buyers = gateway.buyers().api();
    private final Set<Problem> seen = EnumSet.noneOf(Problem.class);
    private final String sale = gateway.shop().open(
            SaleDefinition.of(Item.of("phone", 100).limit(3), Item.of("lamp", 0)).with("holdSeconds", 600));

    @Test
    void whateverTheReason() throws Exception {
        whatHttpItselfSays();
        whatTheRequestLacks();
        whatTheSaleSays();
        whatTheOrderSays();
        whatIsFull();

        assertThat(seen).containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(EnumSet.copyOf(ELSEWHERE)));
    }

    private void whatHttpItselfSays() throws Exception {
        refused(Problem.MALFORMED_REQUEST, () -> raw("GET /v1/time HTTP/1.1\r\n\r\n"));
        refused(Problem.NOT_FOUND, () -> buyers.get("/nowhere"));
        refused(Problem.METHOD_NOT_ALLOWED, () -> buyers.send("DELETE", "/v1/time", null));
        refused(Problem.REQUEST_TIMEOUT, () -> raw("GET /v1/time HTTP/1.1\r\nHost"));
        refused(Problem.URI_TOO_LONG, () -> raw("GET /" + "x".repeat(5_000) + " HTTP/1.1\r\nHost: a\r\n\r\n"));
        refused(Problem.HEADER_FIELDS_TOO_LARGE,
                () -> raw("GET /v1/time HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(20_000) + "\r\n\r\n"));
        refused(Problem.HTTP_VERSION_NOT_SUPPORTED, () -> raw("GET /v1/time HTTP/1.2\r\nHost: a\r\n\r\n"));
        refused(Problem.CONTENT_TOO_LARGE, () -> raw("POST /v1/sales/" + sale
                + "/orders HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n"));
        refused(Problem.UNSUPPORTED_MEDIA_TYPE, () -> buyers.send("POST", "/v1/sales/" + sale + "/orders", "a=b",
                "Content-Type", "text/plain", "X-Buyer-Id", Fresh.buyer(), "Idempotency-Key", Fresh.key()));
    }

    private void whatTheRequestLacks() throws Exception {
        String path = "/v1/sales/" + sale + "/orders";
        String line = BuyRequest.line("phone", 1);
        refused(Problem.UNAUTHENTICATED, () -> buyers.send("POST", path, line, "Content-Type", "application/json",
                "Idempotency-Key", Fresh.key()));
        refused(Problem.IDEMPOTENCY_KEY_MISSING, () -> buyers.send("POST", path, line,
                "Content-Type", "application/json", "X-Buyer-Id", Fresh.buyer()));
        refused(Problem.INVALID_ORDER, () -> buy(sale, "phone", 0));
        refused(Problem.INVALID_REQUEST, () -> gateway.operators().put("/v1/sales/" + Fresh.sale(), "{}"));
        String buyer = Fresh.buyer();
        String key = Fresh.key();
        gateway.buyers().buy(sale, buyer, key, line);
        refused(Problem.IDEMPOTENCY_KEY_REUSED,
                () -> gateway.buyers().buy(sale, buyer, key, BuyRequest.line("phone", 2)));
    }

    private void whatTheSaleSays() throws Exception {
        refused(Problem.UNKNOWN_SALE, () -> buy("none-such", "phone", 1));
        refused(Problem.UNKNOWN_ITEM, () -> buy(sale, "none-such", 1));
        refused(Problem.SOLD_OUT, () -> buy(sale, "lamp", 1));
        refused(Problem.LIMIT_REACHED, () -> buy(sale, "phone", 4));
        String guarded = gateway.shop().open(SaleDefinition.of(Item.of("phone", 1)).with("pass", "required"));
        refused(Problem.NOT_ELIGIBLE, () -> buy(guarded, "phone", 1));
        refused(Problem.INSUFFICIENT_STOCK, () -> operate("/v1/sales/" + sale + "/items/lamp/restock",
                "{\"quantity\":-1}"));
        refused(Problem.SALE_HAS_ORDERS,
                () -> gateway.operators().define(sale, SaleDefinition.of(Item.of("other", 1))));
        String other = gateway.shop().define(SaleDefinition.of(Item.of("phone", 1)));
        refused(Problem.SALE_NOT_OPEN, () -> buy(other, "phone", 1));
        gateway.operators().open(other);
        operate("/v1/sales/" + other + "/pause", null);
        refused(Problem.SALE_PAUSED, () -> buy(other, "phone", 1));
        gateway.operators().close(other);
        refused(Problem.SALE_CLOSED, () -> buy(other, "phone", 1));
    }

    private void whatTheOrderSays() throws Exception {
        String held = order(sale);
        refused(Problem.UNKNOWN_ORDER, () -> gateway.buyers().order(held, Fresh.buyer()));
        refused(Problem.ORDER_NOT_CONFIRMED, () -> operate("/v1/orders/" + held + "/refund", null));
        operate("/v1/orders/" + held + "/extend", null);
        refused(Problem.ALREADY_EXTENDED, () -> operate("/v1/orders/" + held + "/extend", null));
        confirm(held, "pay-1");
        refused(Problem.ALREADY_CONFIRMED, () -> confirm(held, "pay-2"));
        refused(Problem.ORDER_NOT_HELD, () -> operate("/v1/orders/" + held + "/cancel", null));
        String hasty = gateway.shop().open(SaleDefinition.of(Item.of("phone", 9)).with("holdSeconds", 1)
                .with("latePayment", "refund"));
        String expired = order(hasty);
        await().until(
                () -> gateway.operators().order(expired).field("status").equals("EXPIRED"));
        refused(Problem.ORDER_EXPIRED, () -> confirm(expired, "pay-3"));
    }

    private void whatIsFull() throws Exception {
        String buyer = Fresh.buyer();
        gateway.buyers().buy(sale, buyer, "phone", 1);
        gateway.buyers().buy(sale, buyer, "phone", 1);
        refused(Problem.RATE_LIMITED, () -> gateway.buyers().buy(sale, buyer, "phone", 1));
        try (EventStream only = EventStream.open(gateway.buyersPort(), "/v1/sales/" + sale + "/events")) {
            only.next();
            refused(Problem.OVERLOADED, () -> buyers.get("/v1/sales/" + sale + "/events"));
        }
    }

    private void refused(Problem problem, Callable<Answer> act) throws Exception {
        String port = TO_OPERATORS.contains(problem) ? "operators" : "buyers";
        long before = counted(problem, port);
        long beforeOnBoth = counted(problem, "");
        Answer answer = act.call();

        assertThat(answer.status()).as("%s", answer).isEqualTo(problem.status());
        assertThat(answer.field("code")).isEqualTo(problem.code());
        assertThat(counted(problem, port)).as("%s, as the metrics count it", problem).isEqualTo(before + 1);
        assertThat(counted(problem, "")).as("%s on both ports", problem).isEqualTo(beforeOnBoth + 1);
        seen.add(problem);
    }

    /** On all ports whose name begins so. */
    private static long counted(Problem problem, String port) {
        return gateway.operators().api().get("/metrics").text().lines()
                .filter(line -> line.startsWith("shoutgate_refusals_total{port=\"" + port)
                        && line.contains("reason=\"" + problem.code() + "\""))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ')))).sum();
    }

    private static Answer raw(String bytes) {
        try (RawHttp connection = gateway.connect()) {
            return connection.sendAsFarAsItGoes(bytes.getBytes(US_ASCII)).read();
        }
    }

    private static Answer buy(String sale, String sku, int quantity) {
        return gateway.buyers().buy(sale, Fresh.buyer(), sku, quantity);
    }

    private static String order(String sale) {
        return buy(sale, "phone", 1).orderId();
    }

    private static Answer confirm(String orderId, String ref) {
        return operate("/v1/orders/" + orderId + "/confirm", "{\"paymentRef\":\"" + ref + "\"}");
    }

    private static Answer operate(String path, String body) {
        return body == null ? gateway.operators().post(path, Fresh.key())
                : gateway.operators().post(path, Fresh.key(), body);
    }
}
