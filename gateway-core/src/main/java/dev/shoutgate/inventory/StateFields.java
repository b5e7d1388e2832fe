package dev.shoutgate.inventory;

import dev.shoutgate.ByteText;

/**
 * Takes the things of a walk apart into entries, and these into fields in one order. Names are for people: a field is
 * what its place in its entry says.
 *
 * <p>Threading: the thread that walks.
 */
interface StateFields {

    /**
     * Begins an entry.
     *
     * @param of   what it says something of; its text names it, and is asked for by whoever wants words only
     * @param part the part of it that the entry is about, with its place from 1; empty for the whole
     */
    StateFields begin(char kind, Object of, String part, int place);

    StateFields with(String name, long value);

    StateFields with(String name, boolean value);

    StateFields with(String name, Enum<?> value);

    StateFields with(String name, String value);

    StateFields with(String name, ByteText value);

    /** Ends the entry. */
    void end();
}
