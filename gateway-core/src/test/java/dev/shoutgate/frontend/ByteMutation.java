package dev.shoutgate.frontend;

import dev.shoutgate.property.Draws;
import dev.shoutgate.property.Odds;

/** A change to bytes on the wire: something put in, taken out, replaced or said twice. */
record ByteMutation(Kind kind, int place, String piece) {

    enum Kind { PUT_INTO_HEAD, PUT_IN, REPLACE, TAKE_OUT, SAY_TWICE }

    /** Lines that have a say in where a request ends, or what becomes of its connection. */
    private static final Odds<String> LINES = new Odds<String>()
            .draw(6, draws -> draws.of("Content-Length: ", "content-length:", "Content_Length: ", "CONTENT-LENGTH:  ")
                    + draws.of("4", "0", "+4", "04", "4 ", "4, 4", "4,4", "-0", "", "0x4", "38", "9001", "99999999")
                            + "\r\n")
            .draw(6, draws -> draws.of("Transfer-Encoding: ", "transfer-encoding:", "Transfer_Encoding: ", "TE: ")
                    + draws.of("chunked", "Chunked", " chunked ", "identity", "chunked, identity", "xchunked",
                            "gzip, chunked",
                            "\u000bchunked", "") + "\r\n")
            .draw(3, draws -> "Connection: " + draws.of("close", "Close", "keep-alive", "KEEP-ALIVE",
                    "keep-alive, close",
                    "close, TE", "Upgrade", "keep-alive ", "", "keep-alive\t") + "\r\n")
            .give(2, "Host: b\r\n").give(1, "host:\r\n").give(1, "Host : b\r\n")
            .give(2, "Expect: 100-continue\r\n").give(1, "Expect: 200-ok\r\n")
            .give(2, "Sec-WebSocket-Key1: 4 @1\r\nSec-WebSocket-Key2: 12998\r\n").give(1, "Sec-WebSocket-Key1: 1\r\n")
            .give(1, "Upgrade: websocket\r\n").give(1, " folded: a\r\n").give(1, "\tfolded\r\n").give(1, "No colon\r\n")
            .give(1, ": no name\r\n").give(1, "X(y): z\r\n").give(1, "X!~: z\r\n")
            .give(1, "X: a\rContent-Length: 4\r\n")
            .give(1, "X: a\nContent-Length: 4\r\n").give(1, "X:\r\n").give(1, "X:   \r\n").give(1, "\r\n");
    private static final Odds<String> PIECES = new Odds<String>()
            .draw(6, draws -> draws.of("\r", "\n", "\r\n", "\0", "\t", " ", ":", "\u007f", "\u0080", "\u00ff",
                    "\u000b"))
            .draw(2, draws -> draws.of("%", "%2f", "?", "#", "//", "http://b", "HTTP/1.1", "GET ", "POST ", "get "))
            .draw(2, draws -> String.valueOf((char) draws.evenly(0, 0xff)))
            .give(1, "GET /now/hidden HTTP/1.1\r\nHost: a\r\n\r\n");

    static ByteMutation one(Draws draws) {
        Kind kind = draws.of(Kind.values());
        return new ByteMutation(kind, draws.evenly(0, 4_000),
                (kind == Kind.PUT_INTO_HEAD ? LINES : PIECES).apply(draws));
    }

    String of(String bytes) {
        int at = kind == Kind.PUT_INTO_HEAD ? behindLine(bytes) : place % (bytes.length() + 1);
        int behind = Math.min(bytes.length(), at + 1 + place % 7);
        return switch (kind) {
            case PUT_INTO_HEAD, PUT_IN -> bytes.substring(0, at) + piece + bytes.substring(at);
            case REPLACE -> bytes.substring(0, at) + piece + bytes.substring(Math.min(bytes.length(), at + 1));
            case TAKE_OUT -> bytes.substring(0, at) + bytes.substring(behind);
            case SAY_TWICE -> bytes.substring(0, behind) + bytes.substring(at);
        };
    }

    /** Behind the end of a line, from the place on, or from the beginning where there is none. */
    private int behindLine(String bytes) {
        int end = bytes.indexOf("\r\n", place % (bytes.length() + 1));
        end = end < 0 ? bytes.indexOf("\r\n") : end;
        return end < 0 ? 0 : end + 2;
    }
}
