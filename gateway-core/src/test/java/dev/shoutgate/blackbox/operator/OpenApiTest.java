package dev.shoutgate.blackbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.ApiClient;
import dev.shoutgate.blackbox.GatewayUnderTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenApiTest {
    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small();

    @RegisterExtension
    static final GatewayUnderTest everywhere = GatewayUnderTest.small().with("operators.bind", "0.0.0.0:0");

    private static Answer description(String port) {
        return client(port).get("/openapi.json");
    }

    private static ApiClient client(String port) {
        return port.equals("buyers") ? gateway.buyers().api() : gateway.operators().api();
    }

    @ParameterizedTest
    @ValueSource(strings = {"buyers", "operators"})
    void isServedAsOpenApi31(String port) {
        Answer answer = description(port);
        assertThat(answer.contentType()).startsWith("application/json");
        assertThat(answer.field("openapi")).startsWith("3.1");
        assertThat(answer.json().path("info").path("title").asText()).isNotBlank();
        assertThat(answer.json().path("info").path("version").asText()).isNotBlank();
    }

    @Test
    void namesThePortThatWasBoundAsTheServerOfItsCalls() {
        assertThat(description("buyers").json().path("servers").findValuesAsText("url"))
                .isEqualTo(List.of("http://127.0.0.1:" + gateway.buyersPort()));
        assertThat(description("operators").json().path("servers").findValuesAsText("url"))
                .isEqualTo(List.of("http://127.0.0.1:" + gateway.operatorsPort()));
    }

    @Test
    void namesTheAddressThatWasAskedWhereEveryOneIsBound() {
        assertThat(everywhere.operators().api().get("/openapi.json").json().at("/servers/0/url").textValue())
                .isEqualTo("http://127.0.0.1:" + everywhere.operatorsPort());
    }

    /** Something there answers, if only that the sale is unknown or nobody is known to ask: the address exists. */
    @ParameterizedTest
    @ValueSource(strings = {"buyers", "operators"})
    void describesOnlyCallsThatItsOwnPortAnswers(String port) {
        description(port).json().path("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(method -> !method.getKey().equals("parameters"))
                .forEach(method -> assertAnswered(port, method.getKey().toUpperCase(), path.getKey())));
    }

    private static void assertAnswered(String port, String method, String path) {
        String filled = path.replace("{name}", "live.css").replace("{code}", "sold-out").replaceAll("\\{\\w+}", "x");
        Answer answer = client(port).send(method, filled, null);
        assertThat(answer.status()).as("%s %s on the %s' port", method, filled, port).isNotEqualTo(405);
        if (answer.contentType().equals("application/problem+json")) {
            assertThat(answer.field("code")).as("%s %s on the %s' port", method, filled, port).isNotEqualTo("not-found");
        }
    }

    @ParameterizedTest
    @CsvSource({"buyers,/v1/sales/{saleId}/orders,post", "buyers,/v1/orders/{orderId},get",
        "buyers,/v1/orders/{orderId}/cancel,post", "buyers,/v1/sales/{saleId},get", "buyers,/v1/time,get",
        "operators,/v1/sales/{saleId},put", "operators,/v1/sales/{saleId}/open,post",
        "operators,/v1/sales/{saleId}/close,post", "operators,/v1/sales/{saleId}/pause,post",
        "operators,/v1/sales/{saleId}/resume,post", "operators,/v1/sales/{saleId}/items,post",
        "operators,/v1/sales/{saleId}/items/{sku},put", "operators,/v1/sales/{saleId}/items/{sku}/restock,post",
        "operators,/v1/orders/{orderId}/confirm,post", "operators,/v1/orders/{orderId}/cancel,post",
        "operators,/v1/orders/{orderId}/refund,post", "operators,/v1/sales/{saleId}/history,get",
        "operators,/v1/sales,get", "operators,/v1/sales/{saleId},get", "operators,/v1/orders/{orderId},get",
        "operators,/v1/sales/{saleId}/audit,get"})
    void describesTheCallsOfTheContract(String port, String path, String method) {
        JsonNode call = description(port).json().path("paths").path(path).path(method);
        assertThat(call.path("responses").isObject()).as("%s %s", method, path).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"buyers", "operators"})
    void refersOnlyToPartsThatItHas(String port) {
        JsonNode document = description(port).json();
        for (String reference : document.findValuesAsText("$ref")) {
            assertThat(reference).startsWith("#/");
            assertThat(document.at(reference.substring(1)).isMissingNode()).as(reference).isFalse();
        }
    }
}
