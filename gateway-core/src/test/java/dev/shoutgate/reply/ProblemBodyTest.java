package dev.shoutgate.reply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shoutgate.OrderId;
import dev.shoutgate.OrderStatus;
import dev.shoutgate.Outcome;
import dev.shoutgate.Outcome.FieldError;
import dev.shoutgate.PassFault;
import dev.shoutgate.Problem;
import dev.shoutgate.SaleDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every refusal as JSON, read back, and against the data that its page is made from. */
class ProblemBodyTest {

    private static final JsonMapper JSON = JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private static final Set<Problem> SAID_BY_ENDPOINTS = EnumSet.of(Problem.MALFORMED_REQUEST, Problem.UNAUTHENTICATED,
            Problem.UNKNOWN_SALE, Problem.NOT_FOUND, Problem.METHOD_NOT_ALLOWED, Problem.REQUEST_TIMEOUT,
            Problem.ALREADY_CONFIRMED, Problem.CONTENT_TOO_LARGE, Problem.URI_TOO_LONG, Problem.UNSUPPORTED_MEDIA_TYPE,
            Problem.RATE_LIMITED, Problem.HEADER_FIELDS_TOO_LARGE, Problem.HTTP_VERSION_NOT_SUPPORTED);

    private final Outcome outcome = new Outcome(ignored -> { });

    @ParameterizedTest
    @EnumSource(Problem.class)
    void saysTheSameAsThePageOfItsProblem(Problem problem) throws IOException {
        JsonNode page = pages().path(problem.code());
        outcome.refuse(problem);
        outcome.opensAtMs = SaleDefinition.NEVER;
        JsonNode body = written();

        assertThat(page.isObject()).as("a page for %s", problem.code()).isTrue();
        for (String field : List.of("title", "status", "retryable")) {
            assertThat(body.get(field)).as(field).isEqualTo(page.get(field));
        }
        assertThat(body.get("type").textValue()).isEqualTo("/problems/" + problem.code());
        assertThat(body.get("code").textValue()).isEqualTo(problem.code());
        if (problem != Problem.SALE_NOT_OPEN) {
            assertThat(body.get("detail").textValue()).isEqualTo(problem.detail()).isNotBlank();
        }
        assertThat(problem.saysWhenToRetry()).isEqualTo(Set.of(429, 503).contains(problem.status()));
    }

    @Test
    void hasAPageForEveryProblemAndAProblemForEveryPage() throws IOException {
        Set<String> codes = new HashSet<>();
        for (Problem problem : Problem.values()) {
            codes.add(problem.code());
        }
        Set<String> pages = new HashSet<>();
        pages().fieldNames().forEachRemaining(pages::add);

        assertThat(codes).isEqualTo(pages);
    }

    @ParameterizedTest
    @EnumSource(value = Problem.class, names = "SALE_NOT_OPEN", mode = EnumSource.Mode.EXCLUDE)
    void hasNoFieldsButTheSixThatAllHaveWhereNoFigureIsKnown(Problem problem) throws IOException {
        outcome.refuse(problem);

        assertThat(written().properties()).extracting(Map.Entry::getKey)
                .containsExactly("type", "title", "status", "code", "retryable", "detail");
    }

    @Test
    void saysWhatIsSpecialAboutACaseWhateverItHolds() throws IOException {
        outcome.refuse(Problem.MALFORMED_REQUEST, "a \"quote\", a \\, a \u0001 and 主播");

        assertThat(written().get("detail").textValue()).isEqualTo("a \"quote\", a \\, a \u0001 and 主播");
    }

    @Test
    void saysWhichLimitWasReachedAndByWhichHold() throws IOException {
        outcome.refuse(Problem.LIMIT_REACHED);
        outcome.tellLimit("phone", 2, 2, 1);
        ObjectNode without = (ObjectNode) written();
        assertThat(without.get("limit").intValue()).isEqualTo(2);
        assertThat(without.get("bought").intValue()).isEqualTo(1);
        assertThat(without.has("orderId")).isFalse();

        OrderId.encode(1, 7, 99, outcome.orderId, 0);
        outcome.hasOrder = true;
        assertThat(written().get("orderId").textValue()).isEqualTo(Replies.orderId());
    }

    /** Each page shows what is really said: members, their order, and the sentence. */
    @ParameterizedTest
    @EnumSource(Problem.class)
    void saysInACaseWhatItsPageShowsAsTheExample(Problem problem) throws IOException {
        JsonNode example = pages().path(problem.code()).path("example");
        OrderId.encode(0, 375_312, 0, outcome.orderId, 0);
        outcome.hasOrder = true;
        outcome.expiresAtMs = 1_795_349_700_000L;
        switch (problem) {
            case SALE_NOT_OPEN -> outcome.tellOpening("phone", 1_795_348_800_000L);
            case SOLD_OUT -> outcome.tellStock("phone", 1, 0, 3);
            case LIMIT_REACHED -> outcome.tellLimit("phone", 1, 2, 2);
            case INSUFFICIENT_STOCK -> outcome.tellStock("phone", 100, 40, 3);
            case NOT_ELIGIBLE -> outcome.passFault = PassFault.USED;
            case UNKNOWN_ITEM -> outcome.sku = "tablet";
            case ORDER_NOT_HELD -> outcome.status = OrderStatus.CONFIRMED;
            case ORDER_NOT_CONFIRMED, ORDER_EXPIRED -> outcome.status = OrderStatus.HELD;
            case ALREADY_EXTENDED -> outcome.status = OrderStatus.HELD;
            case ALREADY_CONFIRMED -> {
                outcome.status = OrderStatus.CONFIRMED;
                outcome.paymentRef = "pay-1001";
                outcome.orphanedPaymentRef = "pay-1002";
            }
            case INVALID_ORDER -> outcome.errors = List.of(
                    new FieldError("/items/0/quantity", "a whole number from 1 to 99, not 100"));
            case INVALID_REQUEST -> outcome.errors = List.of(
                    new FieldError("/items/0/price", "a whole number from 0 to 1000000000000, not -1"));
            default -> { }
        }
        // What only the endpoint knows is the endpoint's to say; its own tests hold that.
        outcome.refuse(problem, SAID_BY_ENDPOINTS.contains(problem) ? example.path("detail").textValue() : null);

        assertThat(written()).isEqualTo(example);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a \"b\"", "手机", "a\\b\u0001"})
    void namesAnItemThatThereIsNotHoweverItIsCalled(String sku) throws IOException {
        outcome.refuse(Problem.UNKNOWN_ITEM);
        outcome.sku = sku;

        assertThat(written().get("sku").textValue()).isEqualTo(sku);
        assertThat(written().get("detail").textValue()).isEqualTo("The sale has no item " + sku + ".");
    }

    @Test
    void saysWhenASaleOpensAndNullWhereNobodyKnows() throws IOException {
        outcome.refuse(Problem.SALE_NOT_OPEN);
        outcome.opensAtMs = 1_795_348_800_000L;
        assertThat(written().get("opensAt").textValue()).isEqualTo("2026-11-22T12:00:00.000Z");
        assertThat(written().get("detail").textValue()).isEqualTo("The sale opens at 2026-11-22T12:00:00.000Z.");
        assertThat(written().has("sku")).isFalse();

        outcome.opensAtMs = SaleDefinition.NEVER;
        assertThat(written().get("opensAt").isNull()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(value = Problem.class, names = {"INVALID_ORDER", "INVALID_REQUEST"})
    void pointsAtEverythingThatIsWrong(Problem problem) throws IOException {
        outcome.refuse(problem);
        outcome.errors = List.of(new FieldError("/items/0/quantity", "not \"7\""), new FieldError("/a~1b", "nothing"));

        assertThat(written().get("errors").toString()).isEqualTo("[{\"pointer\":\"/items/0/quantity\","
                + "\"detail\":\"not \\\"7\\\"\"},{\"pointer\":\"/a~1b\",\"detail\":\"nothing\"}]");
    }

    private JsonNode written() throws IOException {
        JsonBytes body = new JsonBytes();
        ProblemBody.write(outcome, body);
        return JSON.readTree(body.toString());
    }

    private static JsonNode pages() throws IOException {
        try (InputStream in = Problem.class.getResourceAsStream("room/problems/problems.json")) {
            return JSON.readTree(in);
        }
    }
}
