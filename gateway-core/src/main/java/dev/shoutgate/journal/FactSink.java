package dev.shoutgate.journal;

import java.util.List;

/**
 * Takes the fields of a fact, one after the other, under the names that outsiders know.
 *
 * <p>Threading: the caller's.
 */
public interface FactSink {

    void number(String name, long value);

    /** {@link Long#MIN_VALUE} if the fact has no such number. */
    void optional(String name, long value);

    /** Empty if the fact has no such text. */
    void text(String name, String value);

    /** Milliseconds since 1970 UTC; 0 or less if the fact has no such time. */
    void time(String name, long timeMs);

    void flag(String name, boolean value);

    /** A number that stands for a word. A newer version may have written one that is not among the words. */
    void word(String name, List<String> words, int code);

    /** Begins the next entry of a list, and returns where its fields go. */
    FactSink entry(String list);
}
