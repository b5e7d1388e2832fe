package dev.shoutgate.frontend;

import dev.shoutgate.property.Draws;
import dev.shoutgate.property.Odds;
import java.util.function.Function;

/** Requests as clients of real life write them: wrk, curl, Java's own, browsers, and proxies in front of us. */
final class ClientRequests {

    private static final String PLACES = "abcxyz019-_.~";
    private static final Odds<String> GETS = new Odds<String>()
            .draw(3, draws -> "/now/" + name(draws)).draw(2, draws -> "/later/" + name(draws))
            .draw(2, draws -> "/v1/sales/" + name(draws)).give(1, "/v1/sales/demo/events")
            .draw(1, draws -> "/v1/sales/demo/orders/" + name(draws)).give(1, "/v1/sales/demo/orders?limit=3&a=%20")
            .draw(1, draws -> "/now/a%20b?" + name(draws))
            .draw(1, draws -> "/now/" + "n".repeat(draws.evenly(160, 200)))
            .give(1, "/nowhere").give(1, "/");
    private static final Odds<String> POSTS = new Odds<String>()
            .draw(6, draws -> "/v1/sales/" + name(draws) + "/orders").draw(2, draws -> "/now/" + name(draws))
            .draw(2, draws -> "/later/" + name(draws)).give(1, "/v1/sales/demo");
    private static final Odds<String> BODIES = new Odds<String>()
            .give(4, "{\"items\":[{\"sku\":\"phone\",\"quantity\":1}],\"channel\":\"host-42\"}")
            .give(2, "").draw(2, draws -> draws.text(0, 12)).draw(1, draws -> "b".repeat(draws.between(0, 9_100)))
            .give(1, "GET /now/hidden HTTP/1.1\r\nHost: a\r\n\r\n");
    private static final Odds<String> REQUESTS = new Odds<String>()
            .draw(4, draws -> get(draws, "Host: 127.0.0.1:8080\r\n"))
            .draw(2, draws -> get(draws, "Host: shop\r\nUser-Agent: curl/8.14.1\r\nAccept: */*\r\n"))
            .draw(3, draws -> post(draws, "Host: shop\r\nUser-Agent: curl/8.14.1\r\nAccept: */*\r\n"
                    + "X-Buyer-Id: b1\r\nIdempotency-Key: \"press-1\"\r\n"))
            .draw(4, ClientRequests::browser)
            .draw(2, draws -> post(draws, "Host: 127.0.0.1:8080\r\nUser-Agent: Java-http-client/17.0.13\r\n"))
            .draw(1, draws -> get(draws,
                    "Connection: Upgrade, HTTP2-Settings\r\nHost: shop\r\nHTTP2-Settings: AAEAAE\r\n"
                    + "Upgrade: h2c\r\nUser-Agent: Java-http-client/17.0.13\r\n"))
            .draw(2, draws -> post(draws,
                    "X-Forwarded-For: 10.0.0.7, 10.0.0.8\r\nHost: up\r\nConnection: Keep-Alive\r\n"))
            .draw(1, draws -> get(draws, "Host: a\r\nX: " + "h".repeat(draws.evenly(1_100, 1_200)) + "\r\n"))
            .draw(1, ClientRequests::chunked)
            .draw(1, draws -> "HEAD " + GETS.apply(draws) + " HTTP/1.1\r\nHost: a\r\n\r\n")
            .draw(1, draws -> get(draws, "Host: a\r\n").replace("1.1", draws.of("1.0", "1.1", "2.0")));

    private ClientRequests() {}

    /** One whole request. Bytes as ISO 8859-1. */
    static String one(Draws draws) {
        return REQUESTS.apply(draws);
    }

    private static String name(Draws draws) {
        return draws.text(1, 6, PLACES);
    }

    private static String get(Draws draws, String fields) {
        return "GET " + GETS.apply(draws) + " HTTP/1.1\r\n" + fields + "\r\n";
    }

    private static String post(Draws draws, String fields) {
        String body = BODIES.apply(draws);
        return "POST " + POSTS.apply(draws) + " HTTP/1.1\r\n" + fields
                + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static String browser(Draws draws) {
        Function<String, String> request = fields -> draws.flip() ? get(draws, fields) : post(draws, fields);
        return request.apply("Host: shop.example\r\nConnection: keep-alive\r\n"
                + "sec-ch-ua: \"Chromium\";v=\"142\", \"Not_A Brand\";v=\"99\"\r\nsec-ch-ua-mobile: ?1\r\n"
                + "User-Agent: Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko)\r\n"
                + "Origin: https://shop.example\r\nSec-Fetch-Mode: cors\r\nReferer: https://shop.example/live/demo\r\n"
                + "Accept-Encoding: gzip, deflate, br, zstd\r\nAccept-Language: zh-CN,zh;q=0.9\r\n"
                + "Cookie: session=" + name(draws) + "; theme=\"dark\"\r\n");
    }

    private static String chunked(Draws draws) {
        return "POST " + POSTS.apply(draws) + " HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                + draws.of("", "3\r\nabc\r\n", "1;x=y\r\na\r\n") + "0\r\n" + draws.of("", "Trailer: t\r\n") + "\r\n";
    }
}
