package dev.shoutgate.room;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shoutgate.blackbox.Schemas;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The schemas of the OpenAPI description: the contract's fields, and examples that fit them. */
class OpenApiShapesTest {

    @ParameterizedTest
    @CsvSource({
        "buyers, BuyRequest, items channel", "buyers, BuyLine, sku quantity",
        "buyers, Order, orderId saleId buyerId status items currency total channel createdAt expiresAt sequence "
                + "durability",
        "operators, Order, orderId saleId buyerId status items currency total channel paymentRef createdAt expiresAt "
                + "sequence durability",
        "buyers, OrderLine, sku quantity unitPrice",
        "buyers, SaleView, saleId merchant title currency status opensAt closesAt holdSeconds version now items",
        "operators, SaleView, saleId merchant title currency status opensAt closesAt holdSeconds latePayment version "
                + "now items",
        "buyers, ItemView, sku title price total available held sold limitPerBuyer status",
        "operators, SaleDefinition, merchant title currency opensAt closesAt holdSeconds latePayment items",
        "operators, ItemDefinition, sku title price stock limitPerBuyer status",
        "operators, ItemChange, price limitPerBuyer status", "operators, Restock, quantity",
        "operators, Payment, paymentRef", "operators, GiveBack, restock",
        "operators, PastAct, sequence at by act sku quantity price limitPerBuyer stock idempotencyKey",
        "operators, Audit, ok saleId items",
        "operators, AuditItem, sku ok total available held sold heldByOrders soldByOrders",
        "operators, Health, status detail",
        "buyers, Problem, type title status detail code retryable limit bought orderId opensAt errors",
        "buyers, ProblemError, pointer detail"})
    void hasTheFieldsOfTheContract(String port, String schema, String fields) {
        List<String> found = new ArrayList<>();
        schema(port, schema).path("properties").fieldNames().forEachRemaining(found::add);

        assertThat(found).containsExactlyInAnyOrder(fields.split(" "));
    }

    private static JsonNode schema(String port, String name) {
        return RoomFiles.openApi(port).path("components").path("schemas").path(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"buyers", "operators"})
    void showsExamplesThatFit(String port) {
        JsonNode api = RoomFiles.openApi(port);
        Schemas schemas = Schemas.strict(api);
        List<String> misfits = new ArrayList<>();
        List<String> shown = new ArrayList<>();
        bodies("", api, body -> api.at(body).path("examples").forEach(example -> {
            String name = example.path("$ref").textValue().substring(1);
            shown.add(name);
            schemas.misfits(api.at(body).path("schema"), api.at(name).path("value")).forEach(misfit ->
                    misfits.add(body + " shows " + name + ": " + misfit));
        }));

        assertThat(misfits).isEmpty();
        assertThat(shown).hasSizeGreaterThan(30);
    }

    /** The places of all bodies: whatever has a schema beside examples. */
    private static void bodies(String place, JsonNode node, Consumer<String> each) {
        if (node.has("schema") && node.has("examples")) {
            each.accept(place);
        }
        node.properties().forEach(part ->
                bodies(place + "/" + part.getKey().replace("~", "~0").replace("/", "~1"), part.getValue(), each));
    }

    @Test
    void bindsTheNumbersOfAnOrder() {
        JsonNode lines = schema("buyers", "BuyRequest").path("properties").path("items");
        JsonNode quantity = schema("buyers", "Quantity");

        assertThat(lines.path("minItems").intValue()).isEqualTo(1);
        assertThat(lines.path("maxItems").intValue()).isEqualTo(16);
        assertThat(quantity.path("minimum").intValue()).isEqualTo(1);
        assertThat(quantity.path("maximum").intValue()).isEqualTo(99);
    }
}
