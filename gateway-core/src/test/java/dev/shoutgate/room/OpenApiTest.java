package dev.shoutgate.room;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The OpenAPI description against the tables of the contract, and against itself. */
class OpenApiTest {

    private static final JsonNode API = RoomFiles.json("openapi.json");

    /** What every call under /v1 may answer besides its own statuses. */
    private static final String ALWAYS = " 405 408 414 431 500 503";

    static Stream<String> calls() {
        return Stream.of(
                "POST /v1/sales/{saleId}/orders: 201 400 401 404 409 413 415 422 429" + ALWAYS,
                "GET /v1/orders/{orderId}: 200 400 401 404 429" + ALWAYS,
                "POST /v1/orders/{orderId}/cancel: 200 400 401 404 409 413 415 422 429" + ALWAYS,
                "GET /v1/sales/{saleId}: 200 400 401 404 429" + ALWAYS,
                "GET /v1/time: 200 429" + ALWAYS,
                "GET /: 200 405",
                "GET /live/{saleId}: 200 405",
                "GET /problems: 200 405",
                "GET /problems/{code}: 200 404 405",
                "PUT /v1/sales/{saleId}: 200 201 400 401 404 409 413 415 422" + ALWAYS,
                "POST /v1/sales/{saleId}/open: 200 400 401 404 409 422" + ALWAYS,
                "POST /v1/sales/{saleId}/close: 200 400 401 404 409 422" + ALWAYS,
                "POST /v1/sales/{saleId}/pause: 200 400 401 404 409 422" + ALWAYS,
                "POST /v1/sales/{saleId}/resume: 200 400 401 404 409 422" + ALWAYS,
                "POST /v1/sales/{saleId}/items: 200 201 400 401 404 409 413 415 422" + ALWAYS,
                "PUT /v1/sales/{saleId}/items/{sku}: 200 400 401 404 409 413 415 422" + ALWAYS,
                "POST /v1/sales/{saleId}/items/{sku}/restock: 200 400 401 404 409 413 415 422" + ALWAYS,
                "POST /v1/orders/{orderId}/confirm: 200 400 401 404 409 413 415 422" + ALWAYS,
                "POST /v1/orders/{orderId}/refund: 200 400 401 404 409 413 415 422" + ALWAYS,
                "GET /v1/sales/{saleId}/history: 200 400 401 404" + ALWAYS,
                "GET /v1/sales: 200 401" + ALWAYS,
                "GET /v1/sales/{saleId}/audit: 200 400 401 404" + ALWAYS,
                "GET /livez: 200 405",
                "GET /readyz: 200 405 503",
                "GET /metrics: 200 405",
                "GET /openapi.json: 200 405");
    }

    static Map<String, JsonNode> operations(JsonNode api) {
        Map<String, JsonNode> found = new TreeMap<>();
        api.path("paths").properties().forEach(path -> path.getValue().properties().forEach(method -> {
            if (!method.getKey().equals("parameters")) {
                found.put(method.getKey().toUpperCase() + " " + path.getKey(), method.getValue());
            }
        }));
        return found;
    }

    static Set<String> codesOf(JsonNode api, JsonNode operation) {
        Set<String> codes = new TreeSet<>();
        operation.path("responses").forEach(response -> codes.addAll(codesOfResponse(api, response)));
        return codes;
    }

    private static Set<String> codesOfResponse(JsonNode api, JsonNode response) {
        JsonNode examples = resolve(api, response).path("content").path("application/problem+json").path("examples");
        Set<String> codes = new TreeSet<>();
        examples.forEach(example -> codes.add(resolve(api, example).path("value").path("code").textValue()));
        return codes;
    }

    private static JsonNode resolve(JsonNode api, JsonNode node) {
        return node.has("$ref") ? api.at(node.path("$ref").textValue().substring(1)) : node;
    }

    @Test
    void isOpenApiThreeOne() {
        assertThat(API.path("openapi").textValue()).isEqualTo("3.1.0");
    }

    @Test
    void resolvesEveryReference() {
        assertThat(API.findValuesAsText("$ref")).hasSizeGreaterThan(100).allSatisfy(reference -> {
            assertThat(reference).startsWith("#/");
            assertThat(API.at(reference.substring(1)).isMissingNode()).isFalse();
        });
    }

    @Test
    void describesEveryCallThatIsServedAndNoOther() {
        assertThat(operations(API).keySet())
                .containsExactlyInAnyOrderElementsOf(calls().map(call -> call.split(": ")[0]).toList());
    }

    @ParameterizedTest
    @MethodSource("calls")
    void namesEveryStatusOfTheCall(String call) {
        String[] parts = call.split(": ");
        Set<String> statuses = new TreeSet<>();
        operations(API).get(parts[0]).path("responses").fieldNames().forEachRemaining(statuses::add);

        assertThat(statuses).isEqualTo(new TreeSet<>(Arrays.asList(parts[1].split(" "))));
    }

    @ParameterizedTest
    @CsvSource({
        "POST /v1/sales/{saleId}/orders, 400, malformed-request idempotency-key-missing",
        "POST /v1/sales/{saleId}/orders, 404, unknown-sale unknown-item",
        "POST /v1/sales/{saleId}/orders, 409, sold-out limit-reached sale-not-open sale-paused sale-closed",
        "POST /v1/sales/{saleId}/orders, 422, invalid-order idempotency-key-reused",
        "POST /v1/sales/{saleId}/orders, 503, overloaded storage-unavailable not-ready",
        "GET /v1/orders/{orderId}, 404, unknown-order",
        "POST /v1/orders/{orderId}/cancel, 409, order-not-held order-expired",
        "GET /v1/sales/{saleId}, 404, unknown-sale",
        "GET /problems/{code}, 404, not-found",
        "PUT /v1/sales/{saleId}, 409, sale-has-orders",
        "PUT /v1/sales/{saleId}, 422, invalid-request",
        "POST /v1/sales/{saleId}/open, 400, malformed-request idempotency-key-missing",
        "POST /v1/sales/{saleId}/open, 409, sale-closed",
        "POST /v1/orders/{orderId}/cancel, 400, malformed-request idempotency-key-missing",
        "POST /v1/orders/{orderId}/confirm, 409, order-expired already-confirmed order-not-held",
        "POST /v1/orders/{orderId}/confirm, 404, unknown-order",
        "POST /v1/orders/{orderId}/refund, 409, order-not-confirmed",
        "POST /v1/sales/{saleId}/items, 422, invalid-request idempotency-key-reused",
        "PUT /v1/sales/{saleId}/items/{sku}, 404, unknown-sale unknown-item",
        "POST /v1/sales/{saleId}/items/{sku}/restock, 404, unknown-sale unknown-item",
        "POST /v1/sales/{saleId}/items/{sku}/restock, 409, insufficient-stock sale-closed"})
    void namesTheCodesOfTheStatus(String call, String status, String codes) {
        JsonNode response = operations(API).get(call).path("responses").path(status);

        assertThat(codesOfResponse(API, response)).isEqualTo(new TreeSet<>(Arrays.asList(codes.split(" "))));
    }

    @Test
    void putsEveryCodeAtItsStatus() {
        operations(API).forEach((call, operation) -> operation.path("responses").properties().forEach(response ->
                assertThat(codesOfResponse(API, response.getValue())).as(call).allSatisfy(code ->
                        assertThat(ProblemPagesTest.errorTable().get(code)).hasToString(response.getKey()))));
    }

    @Test
    void knowsEveryCodeButThoseOfCallsThatAreNotServedYet() {
        Set<String> expected = new TreeSet<>(ProblemPagesTest.errorTable().keySet());
        expected.remove("not-eligible");
        Set<String> codes = new TreeSet<>();
        operations(API).values().forEach(operation -> codes.addAll(codesOf(API, operation)));

        assertThat(codes).isEqualTo(expected);
    }

    @Test
    void showsTheSameProblemsAsTheirPages() {
        RoomFiles.json("problems/problems.json").properties().forEach(problem -> {
            JsonNode example = API.path("components").path("examples").path(problem.getKey());
            if (!example.isMissingNode()) {
                assertThat(example.path("value")).isEqualTo(problem.getValue().path("example"));
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"405, Allow", "429, Retry-After", "429, RateLimit", "429, RateLimit-Policy", "503, Retry-After"})
    void givesTheHeaderWithTheStatusEverywhere(String status, String header) {
        operations(API).forEach((call, operation) -> {
            JsonNode response = operation.path("responses").path(status);
            if (!response.isMissingNode()) {
                assertThat(resolve(API, response).path("headers").has(header)).as(call).isTrue();
            }
        });
    }

    @Test
    void saysWhereTheOrderIsAndWhetherItIsAnOldOne() {
        JsonNode created = operations(API).get("POST /v1/sales/{saleId}/orders").path("responses").path("201");

        assertThat(created.path("headers").has("Location")).isTrue();
        assertThat(created.path("headers").has("Idempotent-Replayed")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"POST /v1/sales/{saleId}/orders, buyerId", "POST /v1/sales/{saleId}/open, operatorToken",
        "POST /v1/sales/{saleId}/close, operatorToken", "POST /v1/sales/{saleId}/pause, operatorToken",
        "POST /v1/sales/{saleId}/resume, operatorToken", "POST /v1/sales/{saleId}/items, operatorToken",
        "POST /v1/sales/{saleId}/items/{sku}/restock, operatorToken",
        "POST /v1/orders/{orderId}/confirm, operatorToken", "POST /v1/orders/{orderId}/refund, operatorToken"})
    void asksForAKeyAndForWhoSendsIt(String call, String scheme) {
        JsonNode operation = operations(API).get(call);

        assertThat(operation.path("parameters").findValuesAsText("$ref"))
                .contains("#/components/parameters/IdempotencyKey");
        assertThat(operation.path("security").toString()).isEqualTo("[{\"" + scheme + "\":[]}]");
    }
}
