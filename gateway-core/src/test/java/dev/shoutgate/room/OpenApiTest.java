package dev.shoutgate.room;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.junit.jupiter.params.provider.ValueSource;

/** The OpenAPI descriptions of both ports against the tables of the contract, and against themselves. */
class OpenApiTest {

    private static final Map<String, JsonNode> APIS =
            Map.of("buyers", RoomFiles.openApi("buyers"), "operators", RoomFiles.openApi("operators"));

    /** What any request may be answered besides the statuses of its call. */
    private static final String ALWAYS = " 400 405 408 413 414 431 500 505";

    static Stream<String> calls() {
        return Stream.of(
                "buyers POST /v1/sales/{saleId}/orders: 201 401 403 404 409 415 422 429 503",
                "buyers GET /v1/orders/{orderId}: 200 401 404 503",
                "buyers POST /v1/orders/{orderId}/cancel: 200 401 404 409 503",
                "buyers GET /v1/sales/{saleId}: 200 404 503",
                "buyers GET /v1/sales/{saleId}/orders: 200 401 404 503",
                "buyers GET /v1/sales/{saleId}/pass: 200 401 404 409 429 503",
                "buyers POST /v1/sales/{saleId}/pass: 200 401 403 404 409 415 429 503",
                "buyers GET /v1/sales/{saleId}/events: 200 404 503",
                "buyers GET /v1/time: 200 503",
                "buyers GET /: 200",
                "buyers GET /live/{saleId}: 200 404",
                "buyers GET /live/{saleId}/: 308",
                "buyers GET /assets/{name}: 200 404",
                "buyers GET /problems: 200",
                "buyers GET /problems/: 308",
                "buyers GET /problems/{code}: 200 404",
                "buyers GET /problems/{code}/: 308",
                "buyers GET /schemas/events.json: 200",
                "buyers GET /openapi.json: 200",
                "operators PUT /v1/sales/{saleId}: 200 201 401 404 409 415 422 503",
                "operators PATCH /v1/sales/{saleId}: 200 401 404 409 415 422 503",
                "operators POST /v1/sales/{saleId}/open: 200 401 404 409 422 503",
                "operators POST /v1/sales/{saleId}/close: 200 401 404 409 422 503",
                "operators POST /v1/sales/{saleId}/pause: 200 401 404 409 422 503",
                "operators POST /v1/sales/{saleId}/resume: 200 401 404 409 422 503",
                "operators POST /v1/sales/{saleId}/items: 200 201 401 404 409 415 422 503",
                "operators PUT /v1/sales/{saleId}/items/{sku}: 200 401 404 409 415 422 503",
                "operators POST /v1/sales/{saleId}/items/{sku}/restock: 200 401 404 409 415 422 503",
                "operators POST /v1/orders/{orderId}/confirm: 200 401 404 409 415 422 503",
                "operators POST /v1/orders/{orderId}/cancel: 200 401 404 409 415 422 503",
                "operators POST /v1/orders/{orderId}/refund: 200 401 404 409 415 422 503",
                "operators POST /v1/orders/{orderId}/extend: 200 401 404 409 415 422 503",
                "operators GET /v1/orders/{orderId}: 200 401 404 503",
                "operators GET /v1/sales/{saleId}: 200 401 404 503",
                "operators GET /v1/sales/{saleId}/events: 200 401 404 503",
                "operators GET /v1/sales/{saleId}/orders: 200 401 404 503",
                "operators GET /v1/sales/{saleId}/history: 200 401 404 503",
                "operators GET /v1/sales: 200 401 503",
                "operators GET /v1/sales/{saleId}/audit: 200 401 404 503",
                "operators GET /v1/cluster: 200 401 404 503",
                "operators GET /livez: 200",
                "operators GET /readyz: 200 503",
                "operators GET /metrics: 200",
                "operators GET /assets/{name}: 200 404",
                "operators GET /: 308",
                "operators GET /host: 200",
                "operators GET /host/: 308",
                "operators GET /host/{saleId}: 200",
                "operators GET /host/{saleId}/: 308",
                "operators GET /problems: 200",
                "operators GET /problems/: 308",
                "operators GET /problems/{code}: 200 404",
                "operators GET /problems/{code}/: 308",
                "operators GET /schemas/events.json: 200",
                "operators GET /openapi.json: 200");
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

    /** Both ports' operations, by port, method and path. */
    private static Map<String, JsonNode> operations() {
        Map<String, JsonNode> found = new TreeMap<>();
        APIS.forEach((port, api) -> operations(api).forEach((call, operation) ->
                found.put(port + " " + call, operation)));
        return found;
    }

    private static JsonNode apiOf(String call) {
        return APIS.get(call.split(" ")[0]);
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

    @ParameterizedTest
    @ValueSource(strings = {"buyers", "operators"})
    void isOpenApiThreeOneWithoutWordsOfOurOwn(String port) {
        assertThat(APIS.get(port).path("openapi").textValue()).isEqualTo("3.1.0");
        assertThat(APIS.get(port).toString()).doesNotContain("\"x-");
    }

    @Test
    void hasTheVersionOfTheProject() throws IOException {
        assertThat(Files.readString(Path.of("pom.xml")))
                .contains("<version>" + APIS.get("buyers").at("/info/version").textValue() + "</version>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"buyers", "operators"})
    void resolvesEveryReferenceAndKeepsNothingThatNobodyRefersTo(String port) {
        JsonNode api = APIS.get(port);
        Set<String> references = new TreeSet<>(api.findValuesAsText("$ref"));
        Set<String> parts = new TreeSet<>();
        api.path("components").properties().forEach(kind -> kind.getValue().fieldNames().forEachRemaining(
                name -> parts.add("#/components/" + kind.getKey() + "/" + name)));
        parts.removeIf(part -> part.startsWith("#/components/securitySchemes/"));

        assertThat(references).hasSizeGreaterThan(40).isEqualTo(parts);
    }

    @Test
    void describesEveryCallThatIsServedAndNoOther() {
        assertThat(operations().keySet())
                .containsExactlyInAnyOrderElementsOf(calls().map(call -> call.split(": ")[0]).toList());
    }

    @ParameterizedTest
    @MethodSource("calls")
    void namesEveryStatusOfTheCall(String call) {
        String[] parts = call.split(": ");
        Set<String> statuses = new TreeSet<>();
        operations().get(parts[0]).path("responses").fieldNames().forEachRemaining(statuses::add);

        assertThat(statuses).isEqualTo(new TreeSet<>(Arrays.asList((parts[1] + ALWAYS).split(" "))));
    }

    /** Generators make a class of each tag and a method of each operation: two tags would make the method twice. */
    @ParameterizedTest
    @ValueSource(strings = {"buyers", "operators"})
    void givesEveryOperationOneTagOfThoseListedAndANameOfItsOwn(String port) {
        Map<String, JsonNode> operations = operations(APIS.get(port));
        Set<String> tags = new TreeSet<>();
        operations.values().forEach(operation -> {
            assertThat(operation.path("tags").size()).isOne();
            tags.add(operation.path("tags").path(0).textValue());
        });

        assertThat(APIS.get(port).path("tags").findValuesAsText("name")).containsExactlyInAnyOrderElementsOf(tags);
        assertThat(operations.values().stream().map(operation -> operation.path("operationId").textValue()))
                .doesNotHaveDuplicates().doesNotContainNull();
    }

    @ParameterizedTest
    @CsvSource({"buyers, buyerId buyerToken", "operators, operatorToken"})
    void knowsTheWaysInOfItsPort(String port, String schemes) {
        assertThat(APIS.get(port).at("/components/securitySchemes").fieldNames()).toIterable()
                .containsExactly(schemes.split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "buyers POST /v1/sales/{saleId}/orders, 400, malformed-request idempotency-key-missing",
        "buyers POST /v1/sales/{saleId}/orders, 404, unknown-sale unknown-item",
        "buyers POST /v1/sales/{saleId}/orders, 409, sold-out limit-reached sale-not-open sale-paused sale-closed",
        "buyers POST /v1/sales/{saleId}/orders, 422, invalid-order idempotency-key-reused",
        "buyers POST /v1/sales/{saleId}/orders, 503, overloaded storage-unavailable not-ready",
        "buyers GET /v1/orders/{orderId}, 404, unknown-order",
        "buyers POST /v1/orders/{orderId}/cancel, 400, malformed-request",
        "buyers POST /v1/orders/{orderId}/cancel, 409, order-not-held order-expired",
        "buyers GET /v1/sales/{saleId}, 404, unknown-sale",
        "buyers GET /v1/sales/{saleId}/orders, 404, unknown-sale",
        "buyers GET /problems/{code}, 404, not-found",
        "operators PUT /v1/sales/{saleId}, 409, sale-has-orders",
        "operators PUT /v1/sales/{saleId}, 422, invalid-request",
        "operators PATCH /v1/sales/{saleId}, 409, sale-closed",
        "operators POST /v1/sales/{saleId}/open, 400, malformed-request idempotency-key-missing",
        "operators POST /v1/sales/{saleId}/open, 409, sale-closed",
        "operators POST /v1/orders/{orderId}/cancel, 400, malformed-request idempotency-key-missing",
        "operators POST /v1/orders/{orderId}/confirm, 409, order-expired already-confirmed order-not-held",
        "operators POST /v1/orders/{orderId}/confirm, 404, unknown-order",
        "operators POST /v1/orders/{orderId}/refund, 409, order-not-confirmed order-expired",
        "operators POST /v1/orders/{orderId}/refund, 422, invalid-request idempotency-key-reused",
        "operators POST /v1/orders/{orderId}/extend, 409, order-not-held already-extended",
        "operators POST /v1/sales/{saleId}/items, 422, invalid-request idempotency-key-reused",
        "operators PUT /v1/sales/{saleId}/items/{sku}, 404, unknown-sale unknown-item",
        "operators POST /v1/sales/{saleId}/items/{sku}/restock, 404, unknown-sale unknown-item",
        "operators POST /v1/sales/{saleId}/items/{sku}/restock, 409, insufficient-stock sale-closed"})
    void namesTheCodesOfTheStatus(String call, String status, String codes) {
        JsonNode response = operations().get(call).path("responses").path(status);

        assertThat(codesOfResponse(apiOf(call), response)).isEqualTo(new TreeSet<>(Arrays.asList(codes.split(" "))));
    }

    @Test
    void putsEveryCodeAtItsStatus() {
        operations().forEach((call, operation) -> operation.path("responses").properties().forEach(response ->
                assertThat(codesOfResponse(apiOf(call), response.getValue())).as(call).allSatisfy(code ->
                        assertThat(ProblemPagesTest.errorTable().get(code)).hasToString(response.getKey()))));
    }

    @Test
    void knowsEveryCode() {
        Set<String> expected = new TreeSet<>(ProblemPagesTest.errorTable().keySet());
        Set<String> codes = new TreeSet<>();
        operations().forEach((call, operation) -> codes.addAll(codesOf(apiOf(call), operation)));

        assertThat(codes).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"405, Allow", "429, Retry-After", "429, RateLimit", "429, RateLimit-Policy", "503, Retry-After"})
    void givesTheHeaderWithTheStatusEverywhere(String status, String header) {
        operations().forEach((call, operation) -> {
            JsonNode response = operation.path("responses").path(status);
            if (!response.isMissingNode()) {
                assertThat(resolve(apiOf(call), response).path("headers").has(header)).as(call).isTrue();
            }
        });
    }

    @Test
    void saysWhereTheOrderIsAndWhetherItIsAnOldOne() {
        JsonNode created = operations().get("buyers POST /v1/sales/{saleId}/orders").path("responses").path("201");

        assertThat(created.path("headers").has("Location")).isTrue();
        assertThat(created.path("headers").has("Idempotent-Replayed")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"buyers POST /v1/sales/{saleId}/orders, buyerId buyerToken",
        "operators POST /v1/sales/{saleId}/open, operatorToken",
        "operators POST /v1/sales/{saleId}/close, operatorToken",
        "operators POST /v1/sales/{saleId}/pause, operatorToken",
        "operators POST /v1/sales/{saleId}/resume, operatorToken",
        "operators POST /v1/sales/{saleId}/items, operatorToken",
        "operators POST /v1/sales/{saleId}/items/{sku}/restock, operatorToken",
        "operators POST /v1/orders/{orderId}/cancel, operatorToken",
        "operators POST /v1/orders/{orderId}/confirm, operatorToken",
        "operators POST /v1/orders/{orderId}/refund, operatorToken",
        "operators POST /v1/orders/{orderId}/extend, operatorToken"})
    void asksForAKeyAndForWhoSendsIt(String call, String schemes) {
        JsonNode operation = operations().get(call);

        assertThat(operation.path("parameters").findValuesAsText("$ref"))
                .contains("#/components/parameters/IdempotencyKey");
        assertThat(operation.path("security").toString()).isEqualTo("[{\"" + String.join("\":[]},{\"", schemes.split(" "))
                + "\":[]}]");
    }
}
