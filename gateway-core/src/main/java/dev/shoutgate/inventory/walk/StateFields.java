package dev.shoutgate.inventory.walk;

import dev.shoutgate.ByteText;
import java.nio.charset.StandardCharsets;

/**
 * Takes the things of a walk apart into entries, and these into fields in one order. Names are for people: a field is
 * what its place in its entry says.
 *
 * <p>Threading: the thread that walks.
 */
public interface StateFields {

    /**
     * Begins an entry.
     *
     * @param of   what it says something of; its text names it, and is asked for by whoever wants words only
     * @param part the part of it that the entry is about, with its place from 1; empty for the whole
     */
    StateFields begin(char kind, Object of, String part, int place);

    /** {@code word}: what the number stands for; null if it is a number. */
    StateFields with(String name, long number, Object word);

    StateFields with(String name, byte[] utf8, int length);

    /** Ends the entry. */
    void end();

    default StateFields with(String name, long value) {
        return with(name, value, null);
    }

    default StateFields with(String name, boolean value) {
        return with(name, value ? 1 : 0, value);
    }

    default StateFields with(String name, Enum<?> value) {
        return with(name, value.ordinal(), value);
    }

    default StateFields with(String name, String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        return with(name, utf8, utf8.length);
    }

    default StateFields with(String name, ByteText value) {
        return with(name, value.bytes(), value.length());
    }
}
