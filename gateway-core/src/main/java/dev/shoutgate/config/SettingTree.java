package dev.shoutgate.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a settings file says, before anyone has asked whether it makes sense. Lines count from 1. */
public sealed interface SettingTree {
    /** Line of the name, or of the value where it has no name. */
    int line();

    /** The value as an error message shows it. */
    String shown();

    /** What YAML takes an unquoted word for, and {@code TEXT} for a quoted one. */
    enum Kind { TEXT, WHOLE, FRACTION, BOOLEAN, NOTHING }

    /** One value, with its text as it was written. */
    record Scalar(int line, Kind kind, String text) implements SettingTree {
        /** The text, where it is words and nothing that YAML takes for a number or the like. */
        Optional<String> words() {
            return kind == Kind.TEXT ? Optional.of(text) : Optional.empty();
        }

        boolean says(String word) {
            return words().filter(word::equals).isPresent();
        }

        @Override
        public String shown() {
            return switch (kind) {
                case TEXT -> '"' + printable(text) + '"';
                case WHOLE, FRACTION, BOOLEAN -> printable(text);
                case NOTHING -> "nothing";
            };
        }
    }

    /** Settings by name. */
    record Section(int line, Map<String, SettingTree> fields) implements SettingTree {
        @Override
        public String shown() {
            return "a section";
        }
    }

    /** A list. */
    record Entries(int line, List<SettingTree> items) implements SettingTree {
        @Override
        public String shown() {
            return "a list";
        }
    }

    /** The text for a terminal: not endless, no password in an address, and with nothing that a terminal would obey. */
    static String printable(String original) {
        int maxLength = 60;
        String text = original.replaceAll("(?i)(password=)[^&]*", "$1***").replaceAll("(//[^/]*):[^/]*@", "$1:***@");
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(maxLength).forEach(codePoint -> {
            if (isObeyedByTerminals(codePoint)) {
                shown.append("\\u%04x".formatted(codePoint));
            } else {
                shown.appendCodePoint(codePoint);
            }
        });
        return text.codePointCount(0, text.length()) > maxLength ? shown + "…" : shown.toString();
    }

    private static boolean isObeyedByTerminals(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR;
    }
}
