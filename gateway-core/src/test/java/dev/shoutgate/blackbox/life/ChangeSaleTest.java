package dev.shoutgate.blackbox.life;

import static dev.shoutgate.blackbox.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.SaleDefinition;
import dev.shoutgate.blackbox.Tokens;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A host changes a sale that stands: its title, its window, what it says to its buyers. */
class ChangeSaleTest {
    private static final String LATER = "2098-11-22T12:00:00.000Z";

    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small();

    private static SaleDefinition phones() {
        return SaleDefinition.of(Item.of("phone", 10), Item.of("case", 5));
    }

    private static Answer change(String sale, String json) {
        return gateway.operators().change(sale, json);
    }

    @Test
    void changesWhatIsNamedAndTakesAwayWhatIsNull() {
        String sale = gateway.shop().open(phones());
        Answer said = Held.done(change(sale, "{\"title\":\"Tonight\",\"closesAt\":\"" + LATER + "\",\"featured\":\"case\","
                + "\"notice\":\"Back in <b>5</b> min\",\"checkoutUrl\":\"https://pay.example/?order={orderId}\"}"));
        for (Answer view : new Answer[] {said, gateway.buyers().sale(sale), gateway.operators().sale(sale)}) {
            assertThat(view.field("title")).isEqualTo("Tonight");
            assertThat(view.field("closesAt")).isEqualTo(LATER);
            assertThat(view.field("featured")).isEqualTo("case");
            assertThat(view.field("notice")).isEqualTo("Back in <b>5</b> min");
            assertThat(view.field("checkoutUrl")).isEqualTo("https://pay.example/?order={orderId}");
        }
        Answer less = Held.done(change(sale, "{\"closesAt\":null,\"notice\":null}"));
        assertThat(less.json().path("closesAt").isNull()).isTrue();
        assertThat(less.json().path("notice").isNull()).isTrue();
        assertThat(less.field("featured")).isEqualTo("case");
        Held.done(change(sale, "{\"featured\":null,\"checkoutUrl\":null}"));
        assertThat(gateway.buyers().sale(sale).json().path("featured").isNull()).isTrue();
        assertThat(gateway.buyers().sale(sale).json().path("checkoutUrl").isNull()).isTrue();
        assertThat(gateway.buyers().buy(sale, "b1", "phone", 1).status()).isEqualTo(201);
        gateway.shop().assertAuditOk(sale);
    }

    @Test
    void growsTheVersionWithEachChangeAndIsHarmlessTwice() {
        String sale = gateway.shop().define(phones());
        long version = gateway.buyers().sale(sale).json().path("version").longValue();
        for (String change : new String[] {"{\"title\":\"B\"}", "{\"opensAt\":\"2098-01-01T00:00:00Z\"}",
            "{\"closesAt\":\"" + LATER + "\"}", "{\"featured\":\"phone\"}", "{\"notice\":\"Hi\"}",
            "{\"checkoutUrl\":\"/pay\"}", "{\"opensAt\":null}"}) {
            long next = Held.done(change(sale, change)).json().path("version").longValue();
            assertThat(next).as(change).isGreaterThan(version);
            version = Held.done(change(sale, change)).json().path("version").longValue();
            assertThat(version).as("again " + change).isEqualTo(next);
        }
        assertThat(Desk.of(gateway).acts(sale)).hasSize(8)
                .element(3).satisfies(act -> {
                    assertThat(act.path("act").textValue()).isEqualTo("change");
                    assertThat(act.path("fields")).hasToString("[\"closesAt\"]");
                });
    }

    @Test
    void doesNotNameToBuyersAnItemThatIsOff() {
        String sale = gateway.shop().open(phones());
        Held.done(change(sale, "{\"featured\":\"case\"}"));
        Held.done(Desk.of(gateway).change(sale, "case", "{\"status\":\"OFF\"}"));
        assertThat(gateway.buyers().sale(sale).json().path("featured").isNull()).isTrue();
        assertThat(gateway.operators().sale(sale).field("featured")).isEqualTo("case");
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPEN", "PAUSED", "SCHEDULED"})
    void mayBeDoneUntilTheSaleIsClosed(String status) {
        String sale = status.equals("SCHEDULED") ? gateway.shop().define(phones()) : gateway.shop().open(phones());
        if (status.equals("PAUSED")) {
            Held.done(Desk.of(gateway).move(sale, "pause"));
        }
        Answer changed = Held.done(change(sale, "{\"notice\":\"Hi\"}"));
        assertThat(changed.field("status")).isEqualTo(status);
        gateway.shop().close(sale);
        assertProblem(change(sale, "{\"notice\":\"Bye\"}")).is(409, "sale-closed").hasItsPageAt(gateway.operators().api());
        assertThat(gateway.buyers().sale(sale).field("notice")).isEqualTo("Hi");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"featured | \"tablet\"", "closesAt | \"2020-01-01T00:00:00Z\"", "title | null",
        "title | \"\"", "notice | \"\"", "checkoutUrl | \"https://\"", "checkoutUrl | \"javascript:pay()\"",
        "opensAt | \"soon\"", "price | 5", "currency | \"CNY\""})
    void refusesWhatMakesNoSenseAndPointsAtIt(String field, String value) {
        String sale = gateway.shop().open(phones());
        long version = gateway.buyers().sale(sale).json().path("version").longValue();
        String other = field.equals("notice") ? "" : "\"notice\":\"Hi\",";
        assertProblem(change(sale, "{" + other + "\"" + field + "\":" + value + "}")).is(422, "invalid-request")
                .pointsAt("/" + field);
        assertThat(gateway.buyers().sale(sale).json().path("version").longValue()).isEqualTo(version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "", "[]", "null", "{\"notice\":\"a\",\"notice\":\"b\"}"})
    void refusesABodyThatIsNoChange(String body) {
        String sale = gateway.shop().open(phones());
        assertProblem(change(sale, body)).isOneOf("400 malformed-request", "422 invalid-request");
    }

    @Test
    void refusesAWindowThatEndsBeforeItStartsAndAnotherOpeningOfAnOpenSale() {
        String sale = gateway.shop().define(phones().with("opensAt", LATER));
        assertProblem(change(sale, "{\"closesAt\":\"2098-01-01T00:00:00Z\"}")).is(422, "invalid-request")
                .pointsAt("/closesAt");
        Held.done(change(sale, "{\"closesAt\":\"2098-02-01T00:00:00Z\",\"opensAt\":\"2098-01-01T00:00:00Z\"}"));
        assertThat(gateway.operators().open(sale).status()).isEqualTo(200);
        assertProblem(change(sale, "{\"opensAt\":\"2098-01-02T00:00:00Z\"}")).is(422, "invalid-request")
                .pointsAt("/opensAt");
        assertProblem(change(sale, "{\"opensAt\":null}")).is(422, "invalid-request").pointsAt("/opensAt");
        // As it is, whoever sends the whole form; and the end may be before a beginning that did not wait for it.
        Held.done(change(sale, "{\"opensAt\":\"2098-01-01T00:00:00Z\",\"closesAt\":\"2097-12-01T00:00:00Z\"}"));
    }

    @Test
    void movesWhatTheClockDoes() {
        String sale = gateway.shop().define(phones().with("opensAt", LATER));
        assertProblem(gateway.buyers().buy(sale, "b1", "phone", 1)).is(409, "sale-not-open").with("opensAt", LATER);
        Instant soon = Instant.now().plusMillis(600);
        Held.done(change(sale, "{\"opensAt\":\"" + soon + "\"}"));
        awaitStatus(sale, "OPEN");
        assertThat(Instant.now()).isAfterOrEqualTo(soon);
        assertThat(gateway.buyers().buy(sale, "b1", "phone", 1).status()).isEqualTo(201);

        Instant end = Instant.now().plusMillis(600);
        Held.done(change(sale, "{\"closesAt\":\"" + end + "\"}"));
        Held.done(change(sale, "{\"closesAt\":\"" + end.plusMillis(400) + "\"}"));
        awaitStatus(sale, "CLOSED");
        assertThat(Instant.now()).isAfterOrEqualTo(end.plusMillis(400));
        assertProblem(gateway.buyers().buy(sale, "b2", "phone", 1)).is(409, "sale-closed");
    }

    @Test
    void opensAtOnceWhereItsTimeWasMovedToThePast() {
        String sale = gateway.shop().define(phones().with("opensAt", LATER));
        Held.done(change(sale, "{\"opensAt\":\"2020-01-01T00:00:00Z\"}"));
        assertThat(gateway.buyers().buy(sale, "b1", "phone", 1).status()).isEqualTo(201);
    }

    @Test
    void leavesTheDefinitionAsItWasSent() {
        String sale = gateway.shop().define(phones());
        Held.done(change(sale, "{\"title\":\"Tonight\",\"notice\":\"Hi\"}"));
        assertThat(gateway.operators().define(sale, phones()).status()).as("the same definition").isEqualTo(200);
        assertThat(gateway.buyers().sale(sale).field("title")).isEqualTo("Tonight");
        assertThat(gateway.operators().define(sale, phones().with("title", "Anew")).status()).isEqualTo(201);
        assertThat(gateway.buyers().sale(sale).field("title")).isEqualTo("Anew");
        assertThat(gateway.buyers().sale(sale).json().path("notice").isNull()).isTrue();
    }

    @Test
    void needsAnOwnSaleAndNoKey() {
        String sale = gateway.shop().open(phones());
        assertProblem(gateway.operators().as(Tokens.SHOP_2).change(sale, "{\"notice\":\"Hi\"}")).is(404, "unknown-sale");
        assertProblem(gateway.operators().as("wrong").change(sale, "{\"notice\":\"Hi\"}")).is(401, "unauthenticated");
        assertProblem(change("no-such-sale", "{\"notice\":\"Hi\"}")).is(404, "unknown-sale");
        Held.done(gateway.operators().as(Tokens.SHOP_1).change(sale, "{\"notice\":\"Hi\"}"));
        Answer refused = gateway.operators().api().send("DELETE", "/v1/sales/" + sale, null);
        assertProblem(refused).is(405, "method-not-allowed");
        assertThat(refused.header("Allow").orElseThrow().split(", ")).contains("PATCH", "PUT", "GET");
    }

    private static void awaitStatus(String sale, String status) {
        await().atMost(Duration.ofSeconds(5)).pollInterval(Duration.ofMillis(20))
                .until(() -> status.equals(gateway.buyers().sale(sale).field("status")));
    }
}
