package dev.shoutgate.sim.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.shoutgate.sim.plan.ProfileReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The operator's calls, and what is made of their answers. */
class GatewayApiTest {
    private static final String VIEW = "{\"saleId\":\"s1\",\"merchant\":\"m\",\"status\":\"OPEN\",\"currency\":\"CNY\","
            + "\"holdSeconds\":900,\"new\":1,\"items\":[{\"sku\":\"phone\",\"title\":\"t\",\"price\":5,\"total\":10,"
            + "\"available\":7,\"held\":2,\"sold\":1,\"limitPerBuyer\":2,\"status\":\"ON\"}]}";
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private HttpServer server;
    private GatewayApi api;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        api = new GatewayApi(Target.of(url, url, "t0ken", Set.of()));
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    void definesASaleAsTheContractHasIt() {
        answers.put("PUT /v1/sales/s1", "201 " + VIEW);
        api.define("s1", "{\"title\":\"t\"}");

        assertThat(requests).containsExactly("PUT /v1/sales/s1 Bearer t0ken application/json null {\"title\":\"t\"}");
    }

    @Test
    void opensItWithAKey() {
        answers.put("POST /v1/sales/s1/open", "200 " + VIEW);
        api.open("s1", "k1");

        assertThat(requests).containsExactly("POST /v1/sales/s1/open Bearer t0ken null k1 ");
    }

    @Test
    void readsAViewAndStepsOverWhatItDoesNotKnow() {
        answers.put("GET /v1/sales/s1", "200 " + VIEW);

        SaleView view = api.saleForOperators("s1");
        assertThat(view.item("phone")).isEqualTo(new ItemView("phone", 5, 10, 7, 2, 1, 2, "ON"));
        assertThat(view.item("phone").taken()).isEqualTo(3);
        assertThat(view.item("phone").imbalance()).isNull();
        assertThat(view.item("lipstick")).isNull();
    }

    @Test
    void asksForTheBuyersViewWithoutTheToken() throws Exception {
        answers.put("GET /v1/sales/s1", "200 " + VIEW);

        assertThat(api.saleForBuyers("s1")).isEqualTo(api.saleAsync("s1").get(20, TimeUnit.SECONDS));
        assertThat(requests).hasSize(2).allSatisfy(request -> assertThat(request).doesNotContain("t0ken"));
    }

    @Test
    void saysWhatWasWantedAndWhatCame() {
        answers.put("GET /v1/sales/s1", "404 {\"code\":\"unknown-sale\"}");

        assertThatThrownBy(() -> api.saleForBuyers("s1")).isInstanceOf(GatewayException.class)
                .hasMessageContaining("/v1/sales/s1: wanted 200, came 404 {\"code\":\"unknown-sale\"}")
                .satisfies(e -> assertThat(((GatewayException) e).status()).isEqualTo(404));
        assertThatThrownBy(() -> api.saleAsync("s1").get(20, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(GatewayException.class);
    }

    @Test
    void refusesAViewThatIsNoJson() {
        answers.put("GET /v1/sales/s1", "200 <html>");

        assertThatThrownBy(() -> api.saleForBuyers("s1")).isInstanceOf(GatewayException.class)
                .hasMessageContaining("wanted a SaleView, came <html>");
    }

    @Test
    void anAuditIsOkOnlyWhenItSaysTrue() {
        for (String body : List.of("{\"ok\":false}", "{}", "[]", "{\"ok\":\"yes\"}")) {
            answers.put("GET /v1/sales/s1/audit", "200 " + body);
            assertThat(api.audit("s1")).isEqualTo(new AuditView(false, body));
        }
        answers.put("GET /v1/sales/s1/audit", "200 {\"ok\":true}");
        assertThat(api.audit("s1").ok()).isTrue();
    }

    @Test
    void opensASaleOfItsOwnThatIsWholeAndFresh() {
        answers.put("PUT /v1/sales/shout-r1", "201 " + VIEW);
        answers.put("POST /v1/sales/shout-r1/open", "200 " + VIEW);
        answers.put("GET /v1/sales/shout-r1", "200 " + VIEW);

        RunSale sale = new SaleOpener(api).openOwn(ProfileReader.builtIn().sale(), "r1");
        assertThat(sale.own()).isTrue();
        assertThat(sale.operators()).isTrue();
        assertThat(requests.get(0)).contains("\"latePayment\":", "\"holdSeconds\":900", "\"limitPerBuyer\":2",
                "\"stock\":1000", "\"price\":199900", "\"status\":\"ON\"", "\"merchant\":\"demo-shop\"");
    }

    @Test
    void takesTheDemoSaleWhenTheTokenMayNotDefineOne() {
        for (int status : new int[] {401, 403, 404}) {
            answers.put("PUT /v1/sales/shout-r1", status + " {}");
            answers.put("GET /v1/sales/demo", "200 " + VIEW);

            RunSale sale = new SaleOpener(api).openOwn(ProfileReader.builtIn().sale(), "r1");
            assertThat(sale.own()).isFalse();
            assertThat(sale.note()).contains("(" + status + ")");
        }
    }

    @Test
    void doesNotHideAnyOtherRefusalBehindTheDemoSale() {
        answers.put("PUT /v1/sales/shout-r1", "503 {\"code\":\"not-ready\"}");
        answers.put("GET /v1/sales/demo", "200 " + VIEW);

        assertThatThrownBy(() -> new SaleOpener(api).openOwn(ProfileReader.builtIn().sale(), "r1"))
                .isInstanceOf(GatewayException.class).hasMessageContaining("wanted 201, came 503");
    }

    private void answer(HttpExchange exchange) throws IOException {
        String call = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(call + " " + exchange.getRequestHeaders().getFirst("Authorization") + " "
                + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                + exchange.getRequestHeaders().getFirst("Idempotency-Key") + " " + body);
        String[] answer = answers.getOrDefault(call, "500 {}").split(" ", 2);
        byte[] bytes = answer[1].getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(Integer.parseInt(answer[0]), bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
