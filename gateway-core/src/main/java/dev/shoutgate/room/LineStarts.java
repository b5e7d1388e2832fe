package dev.shoutgate.room;

import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds patterns where lines begin. A pattern that is searched for is tried at every character, by code that nothing
 * has warmed up yet at a start; this tries it only where its first word stands.
 *
 * <p>Threading: any; stateless.
 */
final class LineStarts {

    private LineStarts() {}

    /** Replaces the pattern wherever a line begins with the word and the pattern fits there. */
    static String replace(String text, String word, Pattern pattern, Function<MatchResult, String> replacement) {
        StringBuilder replaced = new StringBuilder(text.length());
        Matcher matcher = pattern.matcher(text);
        int done = 0;
        for (int at = next(text, word, 0); at >= 0; at = next(text, word, at + 1)) {
            if (at >= done && matcher.region(at, text.length()).lookingAt()) {
                replaced.append(text, done, at).append(replacement.apply(matcher));
                done = matcher.end();
            }
        }
        return replaced.append(text, done, text.length()).toString();
    }

    private static int next(String text, String word, int from) {
        if (from == 0 && text.startsWith(word)) {
            return 0;
        }
        int before = text.indexOf("\n" + word, Math.max(0, from - 1));
        return before < 0 ? -1 : before + 1;
    }
}
