package dev.shoutgate.bench.pause;

import dev.shoutgate.bench.peer.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** How many units buyers hold, by the word of a server beside the gateway: its answer to a GET of {@link #PATH}. */
public final class HeldUnits {

    public static final String PATH = "/held";

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private HeldUnits() {}

    public static long of(ServerProcess server) throws IOException, InterruptedException {
        HttpRequest ask = HttpRequest.newBuilder(URI.create(server.address("buyers") + PATH)).timeout(TIMEOUT).build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(ask, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("GET " + PATH + ": " + answer.statusCode() + " " + answer.body());
        }
        return Long.parseLong(answer.body());
    }
}
