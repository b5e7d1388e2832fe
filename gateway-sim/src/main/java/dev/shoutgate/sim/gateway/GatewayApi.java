package dev.shoutgate.sim.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * The calls that a run makes besides its presses: defining and opening a sale, its views, its audit.
 *
 * <p>Threading: any thread; all but {@link #saleAsync} block for at most ten seconds a call.
 * Errors: {@link GatewayException} when no answer comes or another status than the call is for.
 */
public final class GatewayApi {
    static final ObjectMapper JSON = new ObjectMapper()
            .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(3)).build();
    private final Target target;

    public GatewayApi(Target target) {
        this.target = target;
    }

    /** Defines a sale; {@code definition} is the JSON body. */
    public void define(String saleId, String definition) {
        HttpRequest request = operators("/v1/sales/" + saleId).header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(definition)).build();
        expect(send(request), 201, 200);
    }

    /** Opens a sale. Repeating it with the same key does no more. */
    public void open(String saleId, String idempotencyKey) {
        HttpRequest request = operators("/v1/sales/" + saleId + "/open").header("Idempotency-Key", idempotencyKey)
                .POST(BodyPublishers.noBody()).build();
        expect(send(request), 200);
    }

    /** An operator's act on a sale, such as {@code pause}, with a JSON body or null. Repeating its key does no more. */
    public void act(String saleId, String act, String idempotencyKey, String body) {
        HttpRequest.Builder request = operators("/v1/sales/" + saleId + "/" + act)
                .header("Idempotency-Key", idempotencyKey);
        if (body == null) {
            request.POST(BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
        }
        expect(send(request.build()), 200, 201);
    }

    /** Changes an item of a sale, such as its price. */
    public void change(String saleId, String sku, String body) {
        HttpRequest request = operators("/v1/sales/" + saleId + "/items/" + sku)
                .header("Content-Type", "application/json").PUT(BodyPublishers.ofString(body)).build();
        expect(send(request), 200);
    }

    /** What operators did to the sale, as the gateway lists it. */
    public HistoryView history(String saleId) {
        return parse(expect(send(operators("/v1/sales/" + saleId + "/history").build()), 200), HistoryView.class);
    }

    /** The sale as operators see it. */
    public SaleView saleForOperators(String saleId) {
        return parse(expect(send(operators("/v1/sales/" + saleId).build()), 200), SaleView.class);
    }

    /** The sale as anyone may see it. */
    public SaleView saleForBuyers(String saleId) {
        return parse(expect(send(buyers(saleId)), 200), SaleView.class);
    }

    /** The same without waiting; completes exceptionally when no view comes. */
    public CompletableFuture<SaleView> saleAsync(String saleId) {
        return client.sendAsync(buyers(saleId), BodyHandlers.ofString())
                .thenApply(response -> parse(expect(response, 200), SaleView.class));
    }

    /** The gateway's own recount of the sale. */
    public AuditView audit(String saleId) {
        String body = expect(send(operators("/v1/sales/" + saleId + "/audit").build()), 200);
        return new AuditView(parse(body, JsonNode.class).path("ok").asBoolean(false), body);
    }

    /** The work that a pass costs a buyer, who comes from that address. */
    JsonNode challenge(String saleId, String buyerId, String address) {
        return parse(patiently(pass(saleId, buyerId, address).GET().build()), JsonNode.class);
    }

    /** The pass that the work gives. */
    String pass(String saleId, String buyerId, String address, String challenge, String solution) {
        String body = JSON.createObjectNode().put("challenge", challenge).put("solution", solution).toString();
        HttpRequest request = pass(saleId, buyerId, address).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)).build();
        return parse(patiently(request), JsonNode.class).get("pass").asText();
    }

    private HttpRequest.Builder pass(String saleId, String buyerId, String address) {
        return HttpRequest.newBuilder(target.buyers().resolve("/v1/sales/" + saleId + "/pass")).timeout(PATIENCE)
                .header("X-Buyer-Id", buyerId).header("X-Forwarded-For", address);
    }

    /** Asks again for as long as it is told to come back later. */
    private String patiently(HttpRequest request) {
        HttpResponse<String> response = send(request);
        while (response.statusCode() == 429) {
            pause(Duration.ofSeconds(response.headers().firstValueAsLong("Retry-After").orElse(1)));
            response = send(request);
        }
        return expect(response, 200);
    }

    private static void pause(Duration wait) {
        try {
            Thread.sleep(wait.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GatewayException("interrupted while waiting for a pass", 0, e);
        }
    }

    private HttpRequest buyers(String saleId) {
        return HttpRequest.newBuilder(target.buyers().resolve("/v1/sales/" + saleId)).timeout(PATIENCE).build();
    }

    private HttpRequest.Builder operators(String path) {
        URI uri = target.operators().resolve(path);
        return HttpRequest.newBuilder(uri).timeout(PATIENCE).header("Authorization", "Bearer " + target.token());
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            String said = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new GatewayException("no answer from " + request.uri() + " (" + said + ")", 0, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GatewayException("interrupted while waiting for " + request.uri(), 0, e);
        }
    }

    private static String expect(HttpResponse<String> response, int... wanted) {
        for (int status : wanted) {
            if (response.statusCode() == status) {
                return response.body();
            }
        }
        HttpRequest request = response.request();
        throw new GatewayException(request.method() + " " + request.uri() + ": wanted " + wanted[0] + ", came "
                + response.statusCode() + " " + response.body().strip(), response.statusCode(), null);
    }

    private static <T> T parse(String body, Class<T> type) {
        try {
            return JSON.readValue(body, type);
        } catch (JsonProcessingException e) {
            throw new GatewayException("wanted a " + type.getSimpleName() + ", came " + body, 200, e);
        }
    }
}
