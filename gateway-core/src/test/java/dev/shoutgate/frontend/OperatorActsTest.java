package dev.shoutgate.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.Command;
import dev.shoutgate.Command.Kind;
import dev.shoutgate.ItemDefinition;
import dev.shoutgate.OrderStatus;
import dev.shoutgate.Problem;
import dev.shoutgate.SaleView.Act;
import dev.shoutgate.SaleView.History;
import dev.shoutgate.SaleView.PastAct;
import dev.shoutgate.Wish;
import dev.shoutgate.Wish.Operator;
import dev.shoutgate.frontend.Wire.Reply;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators' requests become, and in which order they are checked; the shard's part is played by the test. */
class OperatorActsTest {

    private static final String ITEM = "{\"sku\":\"case\",\"title\":\"Case\",\"price\":100,\"stock\":5}";
    private static final String KEY = "Idempotency-Key: k-1\r\n";
    private static final String JSON = "Content-Type: application/json\r\n";

    private static final Operator DESK = new Operator("desk-shop-1", "shop-1", "k-1");

    private ParkedOperators operators;
    private Wire wire;

    @BeforeEach
    void open() throws IOException {
        operators = new ParkedOperators().ready();
        wire = operators.connect();
    }

    @AfterEach
    void close() throws IOException {
        wire.close();
        operators.close();
    }

    @ParameterizedTest
    @CsvSource({"open, OPEN", "pause, PAUSE", "resume, RESUME", "close, CLOSE"})
    void movesASale(String path, Act act) throws IOException {
        assertThat(entered("POST", "/v1/sales/demo/" + path, KEY, "").wish)
                .isEqualTo(new Wish.Move(operators.sale().number(), act, DESK));
    }

    @Test
    void addsAnItem() throws IOException {
        assertThat(entered("POST", "/v1/sales/demo/items", KEY, ITEM).wish).isEqualTo(new Wish.AddItem(
                operators.sale().number(), new ItemDefinition("case", "Case", 100, 5, 1_000_000, true), DESK));
    }

    @Test
    void restocksAnItem() throws IOException {
        assertThat(entered("POST", "/v1/sales/demo/items/phone/restock", KEY, "{\"quantity\":-3}").wish)
                .isEqualTo(new Wish.Restock(operators.sale().number(), "phone", -3, DESK));
    }

    @Test
    void changesAnItemWithoutAKey() throws IOException {
        assertThat(entered("PUT", "/v1/sales/demo/items/phone", "", "{\"price\":5}").wish)
                .isEqualTo(new Wish.ChangeItem(operators.sale().number(), "phone",
                        new ItemDefinition.Change(5L, null, null), new Operator("desk-shop-1", "shop-1", "")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"cancel || true", "refund || true",
        "cancel | {\"restock\":false} | false", "refund | {\"restock\":false} | false"})
    void givesAnOrderBack(String act, String body, boolean restock) throws IOException {
        Command command = entered("POST", "/v1/orders/" + operators.orderId() + "/" + act, KEY, body == null ? "" : body);

        assertThat(command.kind).isEqualTo(Kind.WISH);
        assertThat(command.wish).isEqualTo(act.equals("cancel")
                ? new Wish.Cancel(7, restock, DESK) : new Wish.Refund(7, restock, DESK));
    }

    @Test
    void confirmsAnOrderAndShowsItsPayment() throws IOException {
        Command command = entered("POST", "/v1/orders/" + operators.orderId() + "/confirm", KEY,
                "{\"paymentRef\":\"pay-\\\"1\\\"\"}");
        assertThat(command.wish).isEqualTo(new Wish.Confirm(7, "pay-\"1\"", DESK));

        operators.answer(command, outcome -> {
            outcome.hasOrder = true;
            outcome.status = OrderStatus.CONFIRMED;
            outcome.sale = operators.sale().definition();
            outcome.paymentRef = "pay-\"1\"";
            outcome.replayed = true;
        });
        Reply reply = wire.read();
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.head()).contains("Idempotent-Replayed: true\r\n");
        assertThat(reply.body()).contains("\"paymentRef\":\"pay-\\\"1\\\"\"").contains("\"CONFIRMED\"");
    }

    @ParameterizedTest
    @CsvSource({"true, false, 201", "false, true, 200", "false, false, 200"})
    void showsTheSaleThatAnActWasDoneTo(boolean created, boolean replayed, int status) throws IOException {
        operators.answer(entered("POST", "/v1/sales/demo/items", KEY, ITEM), outcome -> {
            outcome.created = created;
            outcome.replayed = replayed;
        });
        Reply reply = wire.read();

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.head().contains("Idempotent-Replayed: true")).isEqualTo(replayed);
        assertThat(reply.body()).startsWith("{\"saleId\":\"demo\"");
    }

    @Test
    void readsTheHistory() throws IOException {
        Command command = entered("GET", "/v1/sales/demo/history", "", "");
        assertThat(command.wish).isInstanceOfSatisfying(Wish.ReadHistory.class, read -> {
            assertThat(read.saleNumber()).isEqualTo(operators.sale().number());
            read.receiver().accept(new History(
                    List.of(new PastAct(2, ParkedOperators.NOW_MS, "desk", "", Act.DEFINE)), List.of()));
        });
        operators.answer(command, outcome -> { });
        assertThat(wire.read().body()).isEqualTo("{\"acts\":[{\"sequence\":2,\"at\":\"2026-11-22T12:00:00.123Z\","
                + "\"by\":\"desk\",\"act\":\"define\"}]}");
    }

    @Test
    void saysWhatTheShardFindsWrong() throws IOException {
        operators.answer(entered("POST", "/v1/sales/demo/items/phone/restock", KEY, "{\"quantity\":-3}"),
                outcome -> outcome.refuse(Problem.INSUFFICIENT_STOCK));

        assertThat(wire.read().code()).isEqualTo("insufficient-stock");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/sales/demo/open", "/v1/sales/demo/pause", "/v1/sales/demo/resume", "/v1/sales/demo/close",
        "/v1/sales/demo/items", "/v1/sales/demo/items/phone/restock", "/v1/orders/ORDER/confirm",
        "/v1/orders/ORDER/cancel", "/v1/orders/ORDER/refund"})
    void asksWhoThenForTheKeyThenForTheBody(String path) throws IOException {
        String real = path.replace("ORDER", operators.orderId());

        assertThat(refused("POST", real, "Bearer wrong", "", "{")).isEqualTo("401 unauthenticated");
        assertThat(refused("POST", real, "Bearer shop-1", JSON, "{")).isEqualTo("400 idempotency-key-missing");
        assertThat(refused("POST", real, "Bearer shop-1", "Idempotency-Key: a b\r\n" + JSON, "{"))
                .isEqualTo("400 malformed-request");
        assertThat(operators.isQuiet()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"POST, /v1/sales/SALE/items", "PUT, /v1/sales/SALE/items/phone",
        "POST, /v1/sales/SALE/items/phone/restock", "POST, /v1/orders/ORDER/confirm", "POST, /v1/orders/ORDER/cancel",
        "POST, /v1/orders/ORDER/refund"})
    void looksAtTheBodyBeforeItLooksForWhatItIsAbout(String method, String path) throws IOException {
        String nowhere = path.replace("SALE", "nowhere").replace("ORDER", "nowhere");

        assertThat(refused(method, nowhere, "Bearer all", KEY, "{}")).isEqualTo("415 unsupported-media-type");
        assertThat(refused(method, nowhere, "Bearer all", KEY + JSON, "{")).isEqualTo("400 malformed-request");
        assertThat(refused(method, nowhere, "Bearer all", KEY + JSON, "{\"x\":1}")).isEqualTo("422 invalid-request");
        assertThat(operators.isQuiet()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "POST | /pause |", "POST | /resume |", "GET | /history |",
        "PUT | /items/phone | {\"price\":5}", "POST | /items/phone/restock | {\"quantity\":1}",
        "POST | /items | {\"sku\":\"case\",\"title\":\"Case\",\"price\":100,\"stock\":5}"})
    void hidesTheSalesOfOthersAsIfTheyWereNotThere(String method, String call, String body) throws IOException {
        String json = body == null ? "" : body;

        assertThat(refused(method, "/v1/sales/demo" + call, "Bearer shop-2", KEY + JSON, json))
                .isEqualTo("404 unknown-sale");
        assertThat(refused(method, "/v1/sales/nowhere" + call, "Bearer all", KEY + JSON, json))
                .isEqualTo("404 unknown-sale");
        assertThat(operators.isQuiet()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"confirm | {\"paymentRef\":\"p\"}", "cancel |", "refund |"})
    void knowsNoOrderOfAnIdThatItNeverGaveOut(String act, String body) throws IOException {
        assertThat(refused("POST", "/v1/orders/0123456789abcdef/" + act, "Bearer all", KEY + JSON,
                body == null ? "" : body)).isEqualTo("404 unknown-order");
    }

    @Test
    void isNotReadyWhileTheJournalIsReplayed() throws IOException {
        try (ParkedOperators starting = new ParkedOperators(); Wire early = starting.connect()) {
            wire = early;

            assertThat(refused("POST", "/v1/sales/demo/pause", "Bearer wrong", "", "")).isEqualTo("401 unauthenticated");
            assertThat(refused("POST", "/v1/sales/demo/pause", "Bearer all", "", "")).isEqualTo("503 not-ready");
        }
    }

    private Command entered(String method, String path, String headers, String body) throws IOException {
        send(method, path, "Bearer shop-1", headers + (body.isEmpty() ? "" : JSON), body);
        return operators.taken();
    }

    private String refused(String method, String path, String who, String headers, String body) throws IOException {
        send(method, path, who, headers, body);
        Reply reply = wire.read();
        return reply.status() + " " + reply.code();
    }

    private void send(String method, String path, String who, String headers, String body) throws IOException {
        wire.send(method + " " + path + " HTTP/1.1\r\nHost: a\r\nAuthorization: " + who + "\r\n" + headers
                + "Content-Length: " + body.length() + "\r\n\r\n" + body);
    }
}
