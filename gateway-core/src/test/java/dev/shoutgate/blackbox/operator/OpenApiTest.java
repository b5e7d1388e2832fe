package dev.shoutgate.blackbox.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.GatewayUnderTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenApiTest {
    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small();

    @Test
    void isServedAsOpenApi31() {
        Answer answer = gateway.operators().api().get("/openapi.json");
        assertThat(answer.contentType()).startsWith("application/json");
        assertThat(answer.field("openapi")).startsWith("3.1");
        assertThat(answer.json().path("info").path("title").asText()).isNotBlank();
        assertThat(answer.json().path("info").path("version").asText()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({"/v1/sales/{saleId}/orders,post", "/v1/orders/{orderId},get", "/v1/orders/{orderId}/cancel,post",
        "/v1/sales/{saleId},get", "/v1/sales/{saleId},put", "/v1/time,get", "/v1/sales/{saleId}/open,post",
        "/v1/sales/{saleId}/close,post", "/v1/sales/{saleId}/pause,post", "/v1/sales/{saleId}/resume,post",
        "/v1/sales/{saleId}/items,post", "/v1/sales/{saleId}/items/{sku},put",
        "/v1/sales/{saleId}/items/{sku}/restock,post", "/v1/orders/{orderId}/confirm,post",
        "/v1/orders/{orderId}/refund,post", "/v1/sales/{saleId}/history,get", "/v1/sales,get", "/v1/sales/{saleId}/audit,get"})
    void describesTheCallsOfTheContract(String path, String method) {
        JsonNode call = gateway.operators().api().get("/openapi.json").json().path("paths").path(path).path(method);
        assertThat(call.path("responses").isObject()).as("%s %s", method, path).isTrue();
    }

    @Test
    void refersOnlyToPartsThatItHas() {
        JsonNode document = gateway.operators().api().get("/openapi.json").json();
        for (String reference : document.findValuesAsText("$ref")) {
            assertThat(reference).startsWith("#/");
            assertThat(document.at(reference.substring(1)).isMissingNode()).as(reference).isFalse();
        }
    }
}
