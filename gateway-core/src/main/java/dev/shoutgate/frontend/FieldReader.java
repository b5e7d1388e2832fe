package dev.shoutgate.frontend;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shoutgate.Currencies;
import dev.shoutgate.Limits;
import dev.shoutgate.Outcome.FieldError;
import dev.shoutgate.SaleDefinition;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/**
 * Reads the fields of an operator's JSON, each with what is allowed, and collects what is not.
 *
 * <p>Pointers are JSON pointers into the body; the last part is the field's name. A wrong field reads as something
 * harmless, which nobody uses.
 *
 * <p>Threading: one call, one instance.
 */
final class FieldReader {

    private static final Pattern ID = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._:-]{1," + Limits.ID_BYTES + "}");
    /** The two that are no ids mean something in a path, so no browser would ask for them. */
    static final String ID_RULE = "1 to " + Limits.ID_BYTES + " of A-Z a-z 0-9 . _ : - and neither . nor ..";
    private static final Pattern PAYMENT_REF = Pattern.compile("[!-~]{1," + Limits.PAYMENT_REF_BYTES + "}");
    private static final String PAYMENT_REF_RULE = "1 to " + Limits.PAYMENT_REF_BYTES + " visible ASCII characters";
    /** The year 9999 is the last that RFC 3339 can say. */
    private static final long LAST_SECOND = 253_402_300_799L;

    private final List<FieldError> errors = new ArrayList<>();

    List<FieldError> errors() {
        return errors;
    }

    void wrong(String pointer, String wanted) {
        errors.add(new FieldError(pointer, wanted));
    }

    private void wrong(String pointer, String wanted, JsonNode came) {
        errors.add(new FieldError(pointer, came == null ? wanted + "; it is missing"
                : wanted + ", not " + TextRule.shown(came.toString())));
    }

    void onlyKnown(JsonNode object, String at, Set<String> known) {
        if (!object.isObject()) {
            wrong(at, "an object", object);
        }
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                wrong(at + "/" + escaped(name), "nothing: there is no such field");
            }
        }
    }

    /** As RFC 6901 wants it in a pointer. */
    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    void id(String id, String pointer) {
        if (!isId(id)) {
            wrong(pointer, ID_RULE);
        }
    }

    String id(JsonNode object, String pointer) {
        return matching(object, pointer, ID, ID_RULE);
    }

    String title(JsonNode object, String pointer) {
        return text(object, pointer, Limits.TITLE_BYTES);
    }

    String text(JsonNode object, String pointer, int mostBytes) {
        JsonNode value = field(object, pointer);
        boolean there = value != null && value.isTextual() && !value.textValue().isBlank();
        String wanted = there ? TextRule.wantedOf(value.textValue(), mostBytes)
                : "a text of 1 to " + mostBytes + " bytes of UTF-8";
        if (wanted != null) {
            wrong(pointer, wanted, value);
        }
        return wanted == null ? value.textValue() : "wrong";
    }

    /** The address of something on the web, as the rule wants it; empty where it is missing. */
    String link(JsonNode object, String pointer, LinkRule rule) {
        JsonNode value = field(object, pointer);
        if (value == null || value.isTextual() && rule.allows(value.textValue())) {
            return value == null ? "" : value.textValue();
        }
        wrong(pointer, rule.wanted(), value);
        return "";
    }

    /**
     * Reads a field of a change, in which null says something else than nothing: it takes away what was there. Null
     * where the field is left out, {@code none} where it is null.
     */
    static <T> T change(JsonNode object, String pointer, T none, BiFunction<JsonNode, String, T> reader) {
        String name = pointer.substring(pointer.lastIndexOf('/') + 1);
        return !object.has(name) ? null : object.get(name).isNull() ? none : reader.apply(object, pointer);
    }

    String currency(JsonNode object, String pointer) {
        JsonNode value = field(object, pointer);
        boolean known = value != null && value.isTextual() && Currencies.isMoney(value.textValue());
        if (!known) {
            wrong(pointer, "an ISO 4217 currency that is in use, such as CNY", value);
        }
        return known ? value.textValue() : "XXX";
    }

    /** A whole number in the range; {@code otherwise} where it is missing and that is not null. */
    long number(JsonNode object, String pointer, long least, long most, Long otherwise) {
        JsonNode value = field(object, pointer);
        if (value == null && otherwise != null) {
            return otherwise;
        }
        Long whole = JsonReading.whole(value);
        if (whole == null || whole < least || whole > most) {
            wrong(pointer, "a whole number from " + least + " to " + most, value);
            return least;
        }
        return whole;
    }

    String oneOf(JsonNode object, String pointer, String otherwise, String... allowed) {
        JsonNode value = field(object, pointer);
        if (value == null) {
            return otherwise;
        }
        for (String choice : allowed) {
            if (value.isTextual() && value.textValue().equals(choice)) {
                return choice;
            }
        }
        wrong(pointer, "one of " + String.join(", ", allowed), value);
        return otherwise;
    }

    /** A yes or no; {@code otherwise} where it is missing. */
    boolean flag(JsonNode object, String pointer, boolean otherwise) {
        JsonNode value = field(object, pointer);
        if (value == null) {
            return otherwise;
        }
        if (!value.isBoolean()) {
            wrong(pointer, "true or false", value);
            return otherwise;
        }
        return value.booleanValue();
    }

    String paymentRef(JsonNode object, String pointer) {
        return matching(object, pointer, PAYMENT_REF, PAYMENT_REF_RULE);
    }

    private String matching(JsonNode object, String pointer, Pattern pattern, String rule) {
        JsonNode value = field(object, pointer);
        if (value == null || !value.isTextual() || !pattern.matcher(value.textValue()).matches()) {
            wrong(pointer, rule, value);
            return "wrong";
        }
        return value.textValue();
    }

    /** A time as RFC 3339 or as whole seconds, in milliseconds; {@link SaleDefinition#NEVER} where it is missing. */
    long time(JsonNode object, String pointer) {
        JsonNode value = field(object, pointer);
        if (value == null) {
            return SaleDefinition.NEVER;
        }
        Long seconds = JsonReading.whole(value);
        if (seconds != null && seconds >= 0 && seconds <= LAST_SECOND) {
            return seconds * 1000;
        }
        try {
            long ms = value.isTextual() ? TimeReading.epochMs(value.textValue()) : -1;
            if (ms >= 0 && ms <= LAST_SECOND * 1000) {
                return ms;
            }
        } catch (DateTimeException notRfc3339) {
            // Falls through to the error, as every other wrong value does.
        }
        wrong(pointer, "a time as RFC 3339, such as 2026-11-22T20:00:00Z, or as whole seconds", value);
        return SaleDefinition.NEVER;
    }

    private static JsonNode field(JsonNode object, String pointer) {
        return JsonReading.member(object, pointer.substring(pointer.lastIndexOf('/') + 1));
    }
}
