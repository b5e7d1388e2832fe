package dev.shoutgate.frontend;

import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;

/** Requests as the handler would have put them together. */
final class Requests {

    private Requests() {}

    /** With headers, name by value; unchecked, as the decoder leaves them. */
    static Request with(String... namesAndValues) {
        return from(InetAddress.getLoopbackAddress(), namesAndValues);
    }

    static Request from(InetAddress peer, String... namesAndValues) {
        HttpHeaders headers = DefaultHttpHeadersFactory.headersFactory().withValidation(false).newHeaders();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.add(namesAndValues[i], received(namesAndValues[i + 1]));
        }
        Request request = new Request();
        request.peer = Peer.at(peer);
        request.headers.set(headers);
        return request;
    }

    /** A character for each byte, as the decoder makes them. */
    private static String received(String value) {
        boolean isLatin = value.chars().allMatch(c -> c <= 0xff);
        return isLatin ? value : new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
