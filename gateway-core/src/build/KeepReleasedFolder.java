import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Part of the build, not of the product: makes the data folder that a release leaves behind, with every kind of fact
 * and of snapshot record in it, and what that release says of it. Later builds must open it ({@code OldReleaseTest}).
 *
 * <p>Run by the JDK from this source file: {@code java gateway-core/src/build/KeepReleasedFolder.java GATEWAY_JAR ZIP}.
 * Takes about twenty seconds, uses loopback only, and ends with an exception if the gateway answers otherwise than
 * expected; its own folder with the log is left behind then. A new kind of fact is told of in {@link #tellEveryStory}: a
 * test is red for a folder without one.
 *
 * <p>The zip has {@code data} (the folder, stopped in good order, its {@code orders.db} complete), {@code
 * behind/orders.db} (the same database as it was before the second half), and {@code said}: {@code journal.jsonl},
 * {@code audit.txt}, and the operators' {@code sales.jsonl}, {@code orders.jsonl} and {@code histories.jsonl}, one
 * answer a line. Holds are short, so that any later opening finds that they ran out.
 */
public final class KeepReleasedFolder {
    private static final Pattern READY = Pattern.compile("ready buyers=\\S+:(\\d+) operators=\\S+:(\\d+) .*");
    private static final Pattern ORDER_ID = Pattern.compile("\"orderId\":\"([^\"]+)\"");
    private static final Pattern SALE_ID = Pattern.compile("\"saleId\":\"([^\"]+)\"");

    private static final int CROWD = 120;
    private static final int MOST_PRICE_CHANGES = 3_000;
    private static final long PATIENCE_MS = 60_000;

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String jar;
    private final Path base;
    private final Path data;
    private Process gateway;
    private int buyers;
    private int operators;
    private int keys;

    private KeepReleasedFolder(String jar, Path base) {
        this.jar = jar;
        this.base = base;
        data = base.resolve("data");
    }

    public static void main(String[] arguments) throws Exception {
        Path base = Files.createTempDirectory("shoutgate-release-");
        KeepReleasedFolder release = new KeepReleasedFolder(arguments[0], base);
        try {
            release.make();
            zip(base, Path.of(arguments[1]));
            deleteAll(base);
        } finally {
            release.end();
        }
    }

    private void make() throws Exception {
        serve("1s");
        retireASale();
        stop();
        serve("3650d");
        tellEveryStory("first");
        stop();
        Files.createDirectories(base.resolve("behind"));
        Files.copy(data.resolve("orders.db"), base.resolve("behind/orders.db"));
        serve("3650d");
        fillUntilThereIsASnapshot();
        tellEveryStory("second");
        tellWhatIsThere();
        stop();
        say("audit.txt", run("audit", "--data", data.toString()).replace(data.toString(), "DATA"));
        say("journal.jsonl", run("journal", "--data", data.toString(), "--json"));
    }

    private void serve(String retention) throws Exception {
        Path settings = base.resolve("gateway.yaml");
        Files.writeString(settings, """
                data: %s
                shards: 1
                buyers: {bind: "127.0.0.1:0"}
                operators:
                  bind: "127.0.0.1:0"
                  tokens:
                    - {name: platform, sha256: %s}
                    - {name: desk-2, sha256: %s, merchant: shop-2}
                capacity: {orders: 2000, items: 500}
                journal: {segment-bytes: 4MiB}
                snapshot: {every-facts: 1000}
                retention: %s
                """.formatted(data, sha256("platform"), sha256("desk-2"), retention));
        gateway = new ProcessBuilder("java", "-Xmx256m", "-jar", jar, "serve", "--config", settings.toString())
                .redirectError(base.resolve("log.txt").toFile()).start();
        String line = gateway.inputReader().lines().filter(each -> each.startsWith("ready ")).findFirst()
                .orElseThrow(() -> new IllegalStateException("the gateway did not start, its log is in " + base));
        Matcher ready = READY.matcher(line);
        ready.matches();
        buyers = Integer.parseInt(ready.group(1));
        operators = Integer.parseInt(ready.group(2));
    }

    private void stop() throws InterruptedException {
        gateway.destroy();
        if (gateway.waitFor() != 0) {
            throw new IllegalStateException("the gateway stopped with " + gateway.exitValue());
        }
    }

    private void end() {
        if (gateway != null) {
            gateway.destroyForcibly();
        }
    }

    private void retireASale() throws InterruptedException {
        define("gone", "platform", "shop-1", 60, "reclaim", "");
        act("gone", "open");
        String order = buy("gone", "b-gone", line("phone", 1), null);
        cancel(order, "b-gone");
        act("gone", "close");
        await(() -> send("GET", operators, "/v1/orders/" + order, null, "Authorization", "Bearer platform")
                .statusCode() == 404);
    }

    /** Every kind of fact but the first of a shard and the retirement, in sales that end with the given name. */
    private void tellEveryStory(String name) throws InterruptedException {
        tellOfItems("items-" + name);
        tellOfOrders("orders-" + name);
        tellOfLatePayments("reclaim-" + name, "reclaim");
        tellOfLatePayments("refund-" + name, "refund");
        tellOfNoHolds("at-once-" + name);
        tellOfAWindow("window-" + name);
        define("scheduled-" + name, "desk-2", "shop-2", 120, "refund", "");
    }

    private void tellOfItems(String sale) {
        define(sale, "platform", "shop-1", 60, "refund", "");
        define(sale, "platform", "shop-2", 120, "reclaim", "");
        act(sale, "open");
        act(sale, "open");
        post("desk-2", "/v1/sales/" + sale + "/items/phone/restock", "{\"quantity\":50}", 200);
        post("desk-2", "/v1/sales/" + sale + "/items/phone/restock", "{\"quantity\":-7}", 200);
        put("platform", "/v1/sales/" + sale + "/items/phone", "{\"price\":149900}", 200);
        put("platform", "/v1/sales/" + sale + "/items/phone", "{\"limitPerBuyer\":4}", 200);
        put("desk-2", "/v1/sales/" + sale + "/items/lipstick", "{\"status\":\"OFF\"}", 200);
        put("desk-2", "/v1/sales/" + sale + "/items/lipstick", "{\"status\":\"ON\"}", 200);
        put("desk-2", "/v1/sales/" + sale + "/items/gift", "{\"status\":\"OFF\"}", 200);
        put("platform", "/v1/sales/" + sale + "/items/phone", "{\"image\":\"/1.png\",\"listPrice\":249900}", 200);
        expect(200, "PATCH", operators, "/v1/sales/" + sale, "{\"notice\":\"Soon\",\"featured\":\"phone\"}",
                "Authorization", "Bearer platform");
        post("platform", "/v1/sales/" + sale + "/items", item("case", 2_900, 30, 3), 201);
        buy(sale, "b-items", line("case", 2) + "," + line("phone", 4), "assistant");
        act(sale, "pause");
    }

    private void tellOfOrders(String sale) {
        define(sale, "platform", "shop-1", 120, "reclaim", "");
        act(sale, "open");
        act(sale, "pause");
        act(sale, "resume");
        buy(sale, "b-held", line("phone", 1), null);
        buy(sale, "b-held-2", line("phone", 2) + "," + line("lipstick", 3) + "," + line("gift", 1), "host-42");
        buy(sale, "b-free", line("gift", 1), "\\u76f4\\u64ad \\\"7\\\"");
        confirm(buy(sale, "b-paid", line("phone", 1), "host-42"), "pay-1", 200);
        cancel(buy(sale, "b-cancelled", line("phone", 1), "host-42"), "b-cancelled");
        undo("cancel", buy(sale, "b-back", line("phone", 2), null), true);
        undo("cancel", buy(sale, "b-broken", line("phone", 2), null), false);
        for (boolean restock : new boolean[] {true, false}) {
            String order = buy(sale, "b-refund-" + restock, line("lipstick", 5), "host-42");
            confirm(order, "pay-2-" + restock, 200);
            undo("refund", order, restock);
        }
        String part = buy(sale, "b-part", line("lipstick", 5), "host-42");
        confirm(part, "pay-7", 200);
        post("platform", "/v1/orders/" + part + "/refund", "{\"items\":[" + line("lipstick", 2) + "]}", 200);
        post("platform", "/v1/orders/" + buy(sale, "b-slow", line("phone", 1), null) + "/extend", "{}", 200);
    }

    private void tellOfLatePayments(String sale, String latePayment) throws InterruptedException {
        define(sale, "platform", "shop-1", 1, latePayment, "");
        act(sale, "open");
        String late = buy(sale, "b-late", line("phone", 2), "host-7");
        String unpaid = buy(sale, "b-unpaid", line("lipstick", 1), null);
        await(() -> get("/v1/orders/" + unpaid).contains("\"EXPIRED\""));
        confirm(late, "pay-3", latePayment.equals("reclaim") ? 200 : 409);
        String cancelled = buy(sale, "b-cancelled", line("lipstick", 1), null);
        cancel(cancelled, "b-cancelled");
        confirm(cancelled, "pay-4", 409);
        act(sale, "close");
    }

    private void tellOfNoHolds(String sale) {
        define(sale, "desk-2", "shop-2", 0, "refund", "");
        act(sale, "open");
        buy(sale, "b-1", line("phone", 1), "referral");
        confirm(buy(sale, "b-2", line("phone", 1), null), "pay-5", 200);
        String refunded = buy(sale, "b-3", line("phone", 1), null);
        undo("refund", refunded, true);
        confirm(refunded, "pay-6", 409);
    }

    private void tellOfAWindow(String sale) throws InterruptedException {
        Instant opensAt = Instant.now().plusMillis(300).truncatedTo(ChronoUnit.MILLIS);
        define(sale, "platform", "shop-1", 120, "reclaim",
                ",\"opensAt\":\"%s\",\"closesAt\":\"%s\"".formatted(opensAt, opensAt.plusMillis(1_500)));
        await(() -> get("/v1/sales/" + sale).contains("\"OPEN\""));
        buy(sale, "b-quick", line("phone", 1), null);
        await(() -> get("/v1/sales/" + sale).contains("\"CLOSED\""));
    }

    private void fillUntilThereIsASnapshot() throws Exception {
        define("crowd", "platform", "shop-1", 120, "reclaim", "");
        act("crowd", "open");
        IntStream.range(0, CROWD).parallel()
                .forEach(i -> buy("crowd", "b-" + i, line("phone", 1), i % 3 == 0 ? "host-" + i % 5 : null));
        for (int i = 0; i < MOST_PRICE_CHANGES && !hasSnapshot(); i++) {
            put("platform", "/v1/sales/crowd/items/phone", "{\"price\":" + (199_900 - i % 2) + "}", 200);
        }
        await(this::hasSnapshot);
    }

    private boolean hasSnapshot() {
        try (Stream<Path> files = Files.list(data.resolve("shard-0/snapshots"))) {
            return files.anyMatch(file -> file.toString().endsWith(".snap"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void tellWhatIsThere() throws Exception {
        List<String> sales = all(SALE_ID, get("/v1/sales"));
        say("sales.jsonl", answers(sales, "/v1/sales/%s"));
        say("histories.jsonl", answers(sales, "/v1/sales/%s/history"));
        String taken = run("journal", "--data", data.toString(), "--json").lines()
                .filter(fact -> fact.contains("\"OrderTaken\"") && !fact.contains("\"gone\""))
                .collect(Collectors.joining("\n"));
        say("orders.jsonl", answers(all(ORDER_ID, taken), "/v1/orders/%s"));
    }

    private String answers(List<String> ids, String path) {
        return ids.stream().map(id -> get(path.formatted(id)) + "\n").collect(Collectors.joining());
    }

    private static List<String> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group(1)).distinct().toList();
    }

    private void say(String name, String text) throws IOException {
        Files.writeString(Files.createDirectories(base.resolve("said")).resolve(name), text);
    }

    private String run(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("java", "-jar", jar));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectError(base.resolve("log.txt").toFile()).start();
        String output = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IllegalStateException(command + " ended with " + process.exitValue() + ": " + output);
        }
        return output;
    }

    private void define(String sale, String token, String merchant, int holdSeconds, String latePayment, String more) {
        put(token, "/v1/sales/" + sale, """
                {"merchant":"%s","title":"\\u53cc\\u5341\\u4e00 \\"%s\\"","currency":"CNY","holdSeconds":%d,\
                "latePayment":"%s"%s,"items":[%s,%s,%s]}"""
                .formatted(merchant, sale, holdSeconds, latePayment, more, item("phone", 199_900, 1_000, 2),
                        item("lipstick", 9_900, 5_000, 5), item("gift", 0, 100, 1)), 201);
    }

    private static String item(String sku, long price, long stock, int limit) {
        return """
                {"sku":"%s","title":"The %s","price":%d,"stock":%d,"limitPerBuyer":%d,"status":"ON"}"""
                .formatted(sku, sku, price, stock, limit);
    }

    private static String line(String sku, int quantity) {
        return "{\"sku\":\"" + sku + "\",\"quantity\":" + quantity + "}";
    }

    private String buy(String sale, String buyer, String lines, String channel) {
        String body = "{\"items\":[" + lines + "]" + (channel == null ? "" : ",\"channel\":\"" + channel + "\"") + "}";
        String order = expect(201, "POST", buyers, "/v1/sales/" + sale + "/orders", body, "X-Buyer-Id", buyer,
                "Idempotency-Key", "press-of-" + buyer);
        return all(ORDER_ID, order).get(0);
    }

    private void cancel(String order, String buyer) {
        expect(200, "POST", buyers, "/v1/orders/" + order + "/cancel", null, "X-Buyer-Id", buyer);
    }

    private void confirm(String order, String payment, int status) {
        post("platform", "/v1/orders/" + order + "/confirm", "{\"paymentRef\":\"" + payment + "\"}", status);
    }

    private void undo(String how, String order, boolean restock) {
        post("platform", "/v1/orders/" + order + "/" + how, "{\"restock\":" + restock + "}", 200);
    }

    private void act(String sale, String act) {
        post("platform", "/v1/sales/" + sale + "/" + act, null, 200);
    }

    private void post(String token, String path, String body, int status) {
        expect(status, "POST", operators, path, body, "Authorization", "Bearer " + token,
                "Idempotency-Key", "act-" + ++keys);
    }

    private void put(String token, String path, String body, int status) {
        expect(status, "PUT", operators, path, body, "Authorization", "Bearer " + token);
    }

    private String get(String path) {
        return expect(200, "GET", operators, path, null, "Authorization", "Bearer platform");
    }

    private String expect(int status, String method, int port, String path, String body, String... headers) {
        HttpResponse<String> answer = send(method, port, path, body, headers);
        if (answer.statusCode() != status) {
            throw new IllegalStateException(answer + " " + answer.body());
        }
        return answer.body();
    }

    private HttpResponse<String> send(String method, int port, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .headers(headers).header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.currentTimeMillis() + PATIENCE_MS;
        while (!condition.getAsBoolean()) {
            if (System.currentTimeMillis() > end) {
                throw new IllegalStateException("waited for " + PATIENCE_MS + " ms in vain");
            }
            Thread.sleep(20);
        }
    }

    private static String sha256(String token) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes()));
    }

    /** Without the lock, the live figures and SQLite's side files, which every start makes anew. */
    private static void zip(Path base, Path file) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Path each : files(base)) {
                String name = base.relativize(each).toString();
                if (name.matches("(data|behind|said)/.*") && !name.matches("data/(lock|live/.*|orders.db-.*)")) {
                    out.putNextEntry(new ZipEntry(name));
                    Files.copy(each, out);
                }
            }
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static void deleteAll(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
