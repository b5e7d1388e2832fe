package dev.shoutgate.frontend.http2;

import static io.netty.handler.codec.http2.Http2Error.PROTOCOL_ERROR;
import static io.netty.handler.codec.http2.Http2Exception.streamError;

import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Headers.PseudoHeaderName;
import io.netty.util.AsciiString;
import java.util.Map;

/**
 * The head of a request of HTTP/2 as the handlers know it from HTTP/1.1. What Netty's decoder lets pass and RFC 9113
 * calls malformed ends here.
 */
final class RequestHead {

    /** What HTTP/1.1 writes for each field besides name and value. */
    private static final int FIELD_BYTES = 4;

    private RequestHead() {
    }

    /**
     * One that has more than so many bytes of fields fails as HTTP/1.1's do.
     *
     * @throws Http2Exception if the stream must end for it (RFC 9113, 8.1.1)
     */
    static HttpRequest read(int stream, Http2Headers fields, int maxFieldBytes) throws Http2Exception {
        if (fields.contains(PseudoHeaderName.PROTOCOL.value())) {
            throw streamError(stream, PROTOCOL_ERROR, "An extended CONNECT, which was not offered");
        }
        CharSequence target = fields.path() == null ? fields.authority() : fields.path();
        require(stream, isVisible(fields.method()) && isVisible(target), "A method or target that is none");
        HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, methodOf(stream, fields.method()),
                target.toString(), headersOf(stream, fields));
        if (sizeOf(request.headers()) > maxFieldBytes) {
            request.setDecoderResult(DecoderResult.failure(
                    new TooLongHttpHeaderException("more than " + maxFieldBytes + " bytes")));
        }
        return request;
    }

    private static HttpMethod methodOf(int stream, CharSequence name) throws Http2Exception {
        try {
            return HttpMethod.valueOf(name.toString());
        } catch (IllegalArgumentException e) {
            throw streamError(stream, PROTOCOL_ERROR, e, "A method that is no token");
        }
    }

    private static HttpHeaders headersOf(int stream, Http2Headers fields) throws Http2Exception {
        // Netty's HTTP/2 has looked at every name and value already.
        HttpHeaders headers = DefaultHttpHeadersFactory.headersFactory().withValidation(false).newHeaders();
        CharSequence authority = fields.authority();
        if (authority != null) {
            require(stream, AsciiString.indexOf(authority, '@', 0) < 0, "An authority with a user");
            headers.add(HttpHeaderNames.HOST, authority);
        }
        for (Map.Entry<CharSequence, CharSequence> field : fields) {
            CharSequence name = field.getKey();
            CharSequence value = field.getValue();
            if (name.charAt(0) == ':') {
                continue;
            }
            require(stream, isTrimmed(value), "A value with a space at its end");
            if (authority == null || !HttpHeaderNames.HOST.contentEquals(name)) {
                headers.add(name, value);
            } else {
                require(stream, AsciiString.contentEqualsIgnoreCase(authority, value), "A host beside another");
            }
        }
        return headers;
    }

    private static boolean isTrimmed(CharSequence value) {
        int last = value.length() - 1;
        return last < 0 || !isSpace(value.charAt(0)) && !isSpace(value.charAt(last));
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t';
    }

    private static boolean isVisible(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) == 0x7f) {
                return false;
            }
        }
        return true;
    }

    private static int sizeOf(HttpHeaders headers) {
        int size = 0;
        for (var all = headers.iteratorCharSequence(); all.hasNext();) {
            Map.Entry<CharSequence, CharSequence> field = all.next();
            size += field.getKey().length() + field.getValue().length() + FIELD_BYTES;
        }
        return size;
    }

    private static void require(int stream, boolean is, String otherwise) throws Http2Exception {
        if (!is) {
            throw streamError(stream, PROTOCOL_ERROR, otherwise);
        }
    }
}
