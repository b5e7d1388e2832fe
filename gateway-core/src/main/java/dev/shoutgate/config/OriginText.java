package dev.shoutgate.config;

import java.util.regex.Pattern;

/**
 * Origins of pages as browsers write them in {@code Origin} (RFC 6454, 6.2). They are compared byte by byte, so one
 * that no browser would write (a path, a capital letter, the port that the scheme has anyway) is refused where it is
 * set, rather than waited for in vain. So is {@code *}: who may call is a list that somebody answers for. And so is
 * {@code null}, which all pages without an origin share.
 */
final class OriginText {

    static final String WANTS = "origins as browsers write them, such as https://shop.example.com, and no *";

    /** A host has at most 253. */
    private static final int MOST_CHARACTERS = 300;
    private static final Pattern ORIGIN = Pattern.compile(
            "[a-z][a-z0-9+.-]*://([a-z0-9._-]+|\\[[0-9a-f:]+])(:[1-9][0-9]{0,4})?");
    private static final Pattern USUAL_PORT = Pattern.compile("http:.*:80|https:.*:443");

    private OriginText() {}

    static boolean isOne(String text) {
        return text.length() <= MOST_CHARACTERS && ORIGIN.matcher(text).matches()
                && !USUAL_PORT.matcher(text).matches();
    }
}
