package dev.shoutgate.bench.pause;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.shoutgate.bench.peer.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What an operator does before and after a run, over the gateway's HTTP API.
 *
 * <p>Threading: one owner; every call blocks.
 */
public final class SaleDesk {

    private static final String TOKEN = "bench";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newHttpClient();
    private final String operators;

    public SaleDesk(ServerProcess gateway) {
        this.operators = gateway.address("operators");
    }

    /** For the settings of the gateway, which knows no more of the token than this. */
    public static String tokenSha256() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(TOKEN.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Defines and opens a sale of one item. */
    public void open(String saleId, String sku, long stock) throws IOException, InterruptedException {
        open(saleId, List.of(sku), stock);
    }

    /** Defines and opens a sale of one item, of a merchant of that name. */
    public void openOf(String merchant, String saleId, String sku, long stock)
            throws IOException, InterruptedException {
        open(merchant, saleId, List.of(sku), stock);
    }

    /** Defines and opens a sale of several items, whose holds outlast any run. */
    public void open(String saleId, List<String> skus, long stock) throws IOException, InterruptedException {
        open("bench", saleId, skus, stock);
    }

    private void open(String merchant, String saleId, List<String> skus, long stock)
            throws IOException, InterruptedException {
        String items = skus.stream().map(sku -> "{\"sku\":\"" + sku + "\",\"title\":\"Phone\",\"price\":199900,"
                + "\"stock\":" + stock + ",\"limitPerBuyer\":2,\"status\":\"ON\"}").collect(Collectors.joining(","));
        String definition = "{\"merchant\":\"" + merchant + "\",\"title\":\"Side by side\",\"currency\":\"CNY\","
                + "\"holdSeconds\":7200,\"latePayment\":\"reclaim\",\"items\":[" + items + "]}";
        send(to("/v1/sales/" + saleId).header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(definition)));
        send(to("/v1/sales/" + saleId + "/open").header("Idempotency-Key", "open").POST(BodyPublishers.noBody()));
    }

    /** Units of all items of a sale that buyers hold. */
    public long unitsHeld(String saleId) throws IOException, InterruptedException {
        JsonNode sale = new ObjectMapper().readTree(send(to("/v1/sales/" + saleId).GET()));
        long held = 0;
        for (JsonNode item : sale.get("items")) {
            held += item.get("held").longValue();
        }
        return held;
    }

    /** Of the newest fact that touched a sale. */
    public long version(String saleId) throws IOException, InterruptedException {
        return new ObjectMapper().readTree(send(to("/v1/sales/" + saleId).GET())).get("version").longValue();
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(operators + path)).header("Authorization", "Bearer " + TOKEN)
                .timeout(TIMEOUT);
    }

    private String send(HttpRequest.Builder builder) throws IOException, InterruptedException {
        HttpRequest request = builder.build();
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new IOException(request.method() + " " + request.uri() + ": " + response.body());
        }
        return response.body();
    }
}
