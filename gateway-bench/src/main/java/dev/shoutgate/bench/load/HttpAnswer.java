package dev.shoutgate.bench.load;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * An answer as our own clients read it off a connection: of HTTP/1.1, its length in a header.
 *
 * @param bytes head and body together
 */
public record HttpAnswer(int status, String body, int bytes) {

    private static final String LENGTH = "content-length:";

    /** The next answer; waits until all of it is there. */
    public static HttpAnswer read(DataInputStream in) throws IOException {
        String statusLine = line(in);
        int bytes = statusLine.length() + 2;
        int bodyBytes = 0;
        String header = line(in);
        for (; !header.isEmpty(); header = line(in)) {
            bytes += header.length() + 2;
            if (header.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
                bodyBytes = Integer.parseInt(header.substring(LENGTH.length()).strip());
            }
        }
        byte[] body = in.readNBytes(bodyBytes);
        if (!statusLine.matches("HTTP/1.1 \\d{3} .*")) {
            throw new IOException("wanted an answer of HTTP/1.1, got " + statusLine);
        }
        return new HttpAnswer(Integer.parseInt(statusLine.substring(9, 12)), new String(body, StandardCharsets.UTF_8),
                bytes + 2 + bodyBytes);
    }

    private static String line(DataInputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the server closed a connection");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
