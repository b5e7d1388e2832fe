package dev.shoutgate.frontend;

import dev.shoutgate.Limits;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads what a call asks for after the question mark of its target. Parameters that the call does not know are nobody's
 * business; of those that it knows each may come once.
 *
 * <p>Threading: one call, one instance.
 */
final class QueryReader {

    /** A parameter that cannot be used; its message says which, and what was wanted. */
    static final class BadQueryException extends Exception {

        private static final long serialVersionUID = 1L;

        BadQueryException(String message) {
            super(message);
        }
    }

    private final Map<String, List<String>> parameters;

    /** @throws BadQueryException where it is not percent-encoded as it should be */
    QueryReader(String target) throws BadQueryException {
        try {
            int query = target.indexOf('?');
            parameters = query < 0 ? Map.of() : new QueryStringDecoder(target.substring(query)).parameters();
        } catch (IllegalArgumentException e) {
            throw new BadQueryException("The query of the address is not percent-encoded as it should be.");
        }
    }

    /** A whole number in the range; {@code otherwise} where it is left out. */
    int whole(String name, int least, int most, int otherwise) throws BadQueryException {
        String value = value(name);
        boolean fits = value == null || value.matches("[0-9]{1,9}") && Integer.parseInt(value) >= least
                && Integer.parseInt(value) <= most;
        check(fits, name, "a whole number from " + least + " to " + most, value);
        return value == null ? otherwise : Integer.parseInt(value);
    }

    /** An id; null where it is left out. */
    String id(String name) throws BadQueryException {
        return read(name, FieldReader.ID_RULE, value -> FieldReader.isId(value) ? value : null);
    }

    /** What a reader makes of a value: null where it is not as {@code wanted}, as where the value is left out. */
    <T> T read(String name, String wanted, Function<String, T> reader) throws BadQueryException {
        String value = value(name);
        T read = value == null ? null : reader.apply(value);
        check(value == null || read != null, name, wanted, value);
        return read;
    }

    /** One of the constants of an enum, by its name; null where it is left out. */
    <E extends Enum<E>> E oneOf(String name, List<E> all) throws BadQueryException {
        return read(name, "one of " + String.join(", ", all.stream().map(Enum::name).toList()),
                value -> all.stream().filter(one -> one.name().equals(value)).findFirst().orElse(null));
    }

    private String value(String name) throws BadQueryException {
        List<String> values = parameters.getOrDefault(name, List.of());
        check(values.size() < 2, name, "one value", String.join(", ", values));
        return values.isEmpty() ? null : values.get(0);
    }

    private static void check(boolean fits, String name, String wanted, String came) throws BadQueryException {
        if (!fits) {
            throw new BadQueryException("The parameter " + name + " is " + wanted + ", not "
                    + (came.length() <= Limits.ID_BYTES ? came : came.substring(0, Limits.ID_BYTES) + "...") + ".");
        }
    }
}
