package dev.shoutgate.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTableTest {

    private final RouteTable routes = new RouteTable()
            .on("GET", "/", named("front door"))
            .on("GET", "/v1/sales", named("all sales"))
            .on("GET", "/v1/sales/{}", named("sale"))
            .on("PUT", "/v1/sales/{}", named("define"))
            .on("POST", "/v1/sales/{}/orders", named("buy"))
            .on("PUT", "/v1/sales/{}/items/{}", named("item"))
            .on("POST", "/v1/sales/{}/items/{}/restock", named("restock"));

    @ParameterizedTest
    @CsvSource({
        "GET, /, front door, , ",
        "GET, /v1/sales, all sales, , ",
        "GET, /v1/sales/demo, sale, demo, ",
        "HEAD, /v1/sales/demo, sale, demo, ",
        "PUT, /v1/sales/demo, define, demo, ",
        "POST, /v1/sales/demo/orders, buy, demo, ",
        "GET, /v1/sales/orders, sale, orders, ",
        "PUT, /v1/sales/demo/items/phone, item, demo, phone",
        "POST, /v1/sales/demo/items/restock/restock, restock, demo, restock",
        "GET, /v1/sales/a.b:c-d_e, sale, a.b:c-d_e, "})
    void findsWhoAnswers(String method, String path, String who, String first, String second) {
        RequestTarget target = routes.resolve(method, path);

        assertThat(target.route().endpoint()).hasToString(who);
        assertThat(target.arguments()).containsExactly(first, second);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/v1", "/v1/sales/", "/v1/sales/demo/", "/v1/sales//orders", "/v1/sales/demo/orders/",
        "/v1/sales/demo/x/orders", "/v1/sales/demo/ordersx", "/v1/sales/demo/items/", "/v1/salesx", "//", "/V1/SALES",
        "/v1/sales/demo/items/a/b/restock"})
    void findsNobodyAtOtherPaths(String path) {
        RequestTarget target = routes.resolve("GET", path);

        assertThat(target.route()).isNull();
        assertThat(target.allow()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, /v1/sales/demo, 'GET, HEAD, PUT'",
        "POST, /v1/sales/demo, 'GET, HEAD, PUT'",
        "GET, /v1/sales/demo/orders, POST",
        "HEAD, /v1/sales/demo/orders, POST",
        "put, /v1/sales/demo, 'GET, HEAD, PUT'",
        "OPTIONS, /, 'GET, HEAD'"})
    void namesTheMethodsOfAPathThatTakesOthers(String method, String path, String allow) {
        RequestTarget target = routes.resolve(method, path);

        assertThat(target.route()).isNull();
        assertThat(target.allow()).isEqualTo(allow);
    }

    private static Endpoint named(String name) {
        return new Endpoint() {
            @Override
            public void handle(Request request, dev.shoutgate.reply.Exchange exchange) {
                throw new IllegalStateException("only its name is asked for");
            }

            @Override
            public String toString() {
                return name;
            }
        };
    }
}
