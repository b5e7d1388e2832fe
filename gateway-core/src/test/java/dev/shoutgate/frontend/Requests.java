package dev.shoutgate.frontend;

import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetAddress;

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
            headers.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        Request request = new Request(peer);
        request.begin("GET", "/", "/", headers);
        return request;
    }

    static Request of(String method, String path) {
        Request request = with();
        request.begin(method, path, path, request.headers);
        return request;
    }
}
