package dev.shoutgate.bench.pause;

import dev.shoutgate.bench.peer.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The gateway's own metrics.
 *
 * <p>Threading: one owner; a scrape blocks.
 */
public record GatewayFigures(String text) {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    public static GatewayFigures scrape(ServerProcess gateway) throws IOException, InterruptedException {
        URI address = URI.create(gateway.address("operators") + "/metrics");
        HttpRequest request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(30)).build();
        return new GatewayFigures(CLIENT.send(request, BodyHandlers.ofString()).body());
    }

    /** The sum of a metric over its labels; 0 where there is none. */
    public double sum(String name) {
        Matcher samples = Pattern.compile("(?m)^" + name + "(?:\\{[^}]*})? (\\S+)$").matcher(text);
        double sum = 0;
        while (samples.find()) {
            sum += Double.parseDouble(samples.group(1));
        }
        return sum;
    }

    /**
     * What a part of the samples of a histogram since an earlier scrape lie at or under, as far as its buckets can
     * tell: the bound of the first bucket that holds so many. 0 where there are none. For a gateway of one shard:
     * buckets of several do not add up.
     */
    public double bound(String histogram, double part, GatewayFigures before) {
        Map<String, Double> earlier = before.buckets(histogram);
        double wanted = part * (sum(histogram + "_count") - before.sum(histogram + "_count"));
        for (Map.Entry<String, Double> bucket : buckets(histogram).entrySet()) {
            if (wanted > 0 && bucket.getValue() - earlier.getOrDefault(bucket.getKey(), 0.0) >= wanted) {
                return bucket.getKey().equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(bucket.getKey());
            }
        }
        return 0;
    }

    /** Counts by bound, in the order of the bounds. */
    private Map<String, Double> buckets(String histogram) {
        Matcher lines = Pattern.compile("(?m)^" + histogram + "_bucket\\{(?:[^}]*,)?le=\"([^\"]+)\"[^}]*} (\\S+)$")
                .matcher(text);
        Map<String, Double> buckets = new LinkedHashMap<>();
        while (lines.find()) {
            buckets.put(lines.group(1), Double.parseDouble(lines.group(2)));
        }
        return buckets;
    }
}
