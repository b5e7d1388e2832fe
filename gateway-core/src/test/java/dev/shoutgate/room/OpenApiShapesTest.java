package dev.shoutgate.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shoutgate.LatePayment;
import dev.shoutgate.Limits;
import dev.shoutgate.OrderStatus;
import dev.shoutgate.SaleStatus;
import dev.shoutgate.SaleView;
import dev.shoutgate.blackbox.Schemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
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
        "buyers, OrderLine, sku title quantity unitPrice refunded",
        "buyers, SaleView, saleId merchant title currency currencyExponent status opensAt closesAt holdSeconds "
                + "pass passOpensSeconds passDifficulty version now items featured notice checkoutUrl",
        "operators, SaleView, saleId merchant title currency currencyExponent status opensAt closesAt holdSeconds "
                + "latePayment pass passOpensSeconds passDifficulty version now items featured notice checkoutUrl",
        "buyers, ItemView, sku title image listPrice price total available held sold limitPerBuyer onAt offAt status",
        "operators, SaleDefinition, merchant title currency opensAt closesAt holdSeconds latePayment "
                + "checkoutUrl pass passOpensSeconds passDifficulty items",
        "buyers, PassChallenge, challenge difficulty opensAt", "buyers, PassSolution, challenge solution",
        "buyers, Pass, pass expiresAt",
        "operators, SaleChange, title opensAt closesAt featured notice checkoutUrl",
        "operators, ItemDefinition, sku title price stock limitPerBuyer status image listPrice onAt offAt",
        "operators, ItemChange, price limitPerBuyer status title image listPrice onAt offAt",
        "operators, Restock, quantity",
        "operators, Payment, paymentRef", "operators, GiveBack, restock", "operators, Refund, items restock",
        "operators, RefundLine, sku quantity", "operators, Extension, seconds", "operators, SaleList, sales next",
        "operators, PastAct, sequence at by act sku quantity price limitPerBuyer stock before fields "
                + "idempotencyKey",
        "operators, Audit, ok saleId items",
        "operators, AuditItem, sku ok total available held sold heldByOrders soldByOrders",
        "operators, Health, status detail",
        "buyers, Problem, type title status detail code retryable sku asked available held limit bought orderId "
                + "reason orderStatus opensAt expiresAt errors",
        "operators, Problem, type title status detail code retryable sku asked available held limit bought orderId "
                + "orderStatus opensAt expiresAt paymentRef orphanedPaymentRef errors",
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

    /** The numbers of the description are the code's own: for each schema, its place and the limit. */
    static Stream<Arguments> limits() {
        return Stream.of(
                arguments("/BuyRequest/properties/items/maxItems", Limits.LINES_PER_ORDER),
                arguments("/Order/properties/items/maxItems", Limits.LINES_PER_ORDER),
                arguments("/Quantity/maximum", Limits.QUANTITY_PER_LINE),
                arguments("/Price/maximum", Limits.PRICE_MINOR),
                arguments("/Units/maximum", Limits.STOCK_PER_ITEM),
                arguments("/LimitPerBuyer/maximum", Limits.LIMIT_PER_BUYER),
                arguments("/Title/maxLength", Limits.TITLE_BYTES),
                arguments("/Channel/maxLength", Limits.CHANNEL_BYTES),
                arguments("/SaleDefinition/properties/holdSeconds/maximum", Limits.HOLD_SECONDS),
                arguments("/SaleDefinition/properties/items/maxItems", Limits.ITEMS_PER_SALE),
                arguments("/SaleView/properties/items/maxItems", Limits.ITEMS_PER_SALE),
                arguments("/Restock/properties/quantity/maximum", Limits.STOCK_PER_ITEM),
                arguments("/Restock/properties/quantity/minimum", -Limits.STOCK_PER_ITEM));
    }

    @ParameterizedTest
    @MethodSource("limits")
    void hasTheLimitsOfTheCode(String place, Number limit) {
        JsonNode said = RoomFiles.json("openapi.json").at("/components/schemas" + place);

        assertThat(said.isIntegralNumber()).as(place).isTrue();
        assertThat(said.longValue()).isEqualTo(limit.longValue());
    }

    @Test
    void allowsIdsKeysAndReferencesOfTheLengthsOfTheCode() {
        JsonNode parts = RoomFiles.json("openapi.json").path("components");

        assertThat(parts.at("/schemas/Id/pattern").textValue()).contains("{1," + Limits.ID_BYTES + "}");
        assertThat(parts.at("/schemas/PaymentRef/pattern").textValue()).contains("{1," + Limits.PAYMENT_REF_BYTES + "}");
        assertThat(parts.at("/parameters/IdempotencyKey/schema/pattern").textValue())
                .contains("{1," + Limits.KEY_BYTES + "}");
    }

    @Test
    void hasTheWordsOfTheCode() {
        assertThat(words("OrderStatus")).isEqualTo(Stream.of(OrderStatus.values()).map(Enum::name).toList());
        assertThat(words("SaleStatus")).isEqualTo(Stream.of(SaleStatus.values()).map(Enum::name).toList());
        assertThat(words("LatePayment")).containsExactlyInAnyOrderElementsOf(
                Stream.of(LatePayment.values()).map(word -> word.name().toLowerCase(Locale.ROOT)).toList());
        assertThat(words("Act")).containsExactlyInAnyOrderElementsOf(
                Stream.of(SaleView.Act.values()).map(SaleView.Act::word).toList());
    }

    private static List<String> words(String schema) {
        List<String> words = new ArrayList<>();
        schema("operators", schema).path("enum").forEach(word -> words.add(word.textValue()));
        return words;
    }
}
