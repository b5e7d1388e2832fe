package dev.shoutgate.blackbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Well-formed calls to one port by the JDK's client, each held against the port's description; any thread. */
public final class ApiClient {
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final URI base;
    private final int port;

    public ApiClient(int port) {
        this.port = port;
        base = URI.create("http://127.0.0.1:" + port);
    }

    public Answer get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    /** Sends a call; a null body sends none, and headers come as name, value, name, value. */
    public Answer send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(15))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpRequest whole = request.build();
        Answer answer = answer(whole);
        judge(whole, body, answer);
        return answer;
    }

    private void judge(HttpRequest request, String body, Answer answer) {
        Description description = Description.at(port);
        Description.Call call = description.call(request.method(), request.uri().getRawPath());
        description.judge(List.of(call), answer);
        if (answer.status() < 300) {
            description.judgeTaken(call, body == null ? null : body.getBytes(StandardCharsets.UTF_8),
                    (in, name) -> in.equals("header") ? request.headers().firstValue(name).orElse(null)
                            : ofQuery(request.uri(), name));
        }
    }

    private static String ofQuery(URI uri, String name) {
        String query = uri.getQuery() == null ? "" : uri.getQuery();
        return Stream.of(query.split("&")).filter(pair -> pair.startsWith(name + "=")).findFirst()
                .map(pair -> pair.substring(name.length() + 1)).orElse(null);
    }

    private static Answer answer(HttpRequest request) {
        try {
            HttpResponse<byte[]> response = HTTP.send(request, BodyHandlers.ofByteArray());
            return Answer.of(response.statusCode(), response.headers().map(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(request.toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(request.toString(), e);
        }
    }
}
