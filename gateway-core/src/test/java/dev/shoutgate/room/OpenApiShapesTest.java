package dev.shoutgate.room;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The schemas of the OpenAPI description: the contract's fields, and examples that fit them. */
class OpenApiShapesTest {

    private static final JsonNode API = RoomFiles.json("openapi.json");
    private static final JsonNode SCHEMAS = API.path("components").path("schemas");

    @ParameterizedTest
    @CsvSource({
        "BuyRequest, items channel",
        "Order, orderId saleId buyerId status items currency total channel paymentRef createdAt expiresAt sequence "
                + "durability",
        "SaleView, saleId merchant title currency status opensAt closesAt holdSeconds version now items",
        "ItemView, sku title price total available held sold limitPerBuyer status",
        "SaleDefinition, merchant title currency opensAt closesAt holdSeconds latePayment items",
        "ItemDefinition, sku title price stock limitPerBuyer status",
        "ItemChange, price limitPerBuyer status", "Restock, quantity", "Payment, paymentRef", "GiveBack, restock",
        "PastAct, sequence at by act sku quantity price limitPerBuyer stock idempotencyKey",
        "Problem, type title status detail code retryable limit bought orderId opensAt errors"})
    void hasTheFieldsOfTheContract(String schema, String fields) {
        List<String> found = new ArrayList<>();
        SCHEMAS.path(schema).path("properties").fieldNames().forEachRemaining(found::add);

        assertThat(found).containsExactlyInAnyOrder(fields.split(" "));
    }

    @ParameterizedTest
    @CsvSource({"buyRequest, BuyRequest", "order, Order", "cancelledOrder, Order", "sale, SaleView",
        "closedSale, SaleView", "pausedSale, SaleView", "confirmedOrder, Order", "refundedOrder, Order",
        "newItem, ItemDefinition", "itemChange, ItemChange", "restock, Restock", "payment, Payment",
        "giveBack, GiveBack", "history, History", "sales, SaleList", "saleDefinition, SaleDefinition", "audit, Audit", "time, Time",
        "limit-reached, Problem", "sale-not-open, Problem", "invalid-order, Problem"})
    void showsExamplesThatFit(String example, String schema) {
        List<String> misfits = new ArrayList<>();
        JsonNode value = API.path("components").path("examples").path(example).path("value");
        fit(value, SCHEMAS.path(schema), example, misfits);

        assertThat(misfits).isEmpty();
    }

    @Test
    void bindsTheNumbersOfAnOrder() {
        JsonNode lines = SCHEMAS.path("BuyRequest").path("properties").path("items");
        JsonNode quantity = SCHEMAS.path("OrderedUnits");

        assertThat(lines.path("minItems").intValue()).isEqualTo(1);
        assertThat(lines.path("maxItems").intValue()).isEqualTo(16);
        assertThat(quantity.path("minimum").intValue()).isEqualTo(1);
        assertThat(quantity.path("maximum").intValue()).isEqualTo(99);
    }

    /** As much of JSON Schema as this description uses for its answers. */
    private static void fit(JsonNode value, JsonNode schemaOrReference, String where, List<String> misfits) {
        JsonNode schema = schemaOrReference.has("$ref")
                ? API.at(schemaOrReference.path("$ref").textValue().substring(1)) : schemaOrReference;
        if (schema.has("type") && !types(schema).contains(typeOf(value))) {
            misfits.add(where + " is " + typeOf(value) + ", not " + schema.path("type"));
        }
        schema.path("required").forEach(name -> {
            if (!value.has(name.textValue())) {
                misfits.add(where + " lacks " + name);
            }
        });
        if (schema.has("enum") && !new TreeSet<>(texts(schema.path("enum"))).contains(value.asText())) {
            misfits.add(where + " is none of " + schema.path("enum"));
        }
        if (schema.has("pattern") && !value.asText().matches(schema.path("pattern").textValue())) {
            misfits.add(where + " does not match " + schema.path("pattern"));
        }
        value.properties().forEach(member -> {
            JsonNode property = schema.path("properties").path(member.getKey());
            if (property.isMissingNode()) {
                misfits.add(where + " has an unknown " + member.getKey());
            }
            fit(member.getValue(), property, where + "." + member.getKey(), misfits);
        });
        if (value.isArray()) {
            value.forEach(element -> fit(element, schema.path("items"), where + "[]", misfits));
        }
    }

    private static List<String> types(JsonNode schema) {
        JsonNode type = schema.path("type");
        return type.isArray() ? texts(type) : List.of(type.textValue());
    }

    private static List<String> texts(JsonNode array) {
        List<String> found = new ArrayList<>();
        array.forEach(element -> found.add(element.textValue()));
        return found;
    }

    private static String typeOf(JsonNode value) {
        return value.isIntegralNumber() ? "integer" : value.getNodeType().name().toLowerCase();
    }
}
