package dev.shoutgate.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How people write an amount with a unit: {@code 500ms}, {@code 2s}, {@code 64MiB}, or a plain number. */
enum UnitScale {
    /** In milliseconds; a plain number is seconds. */
    DURATION("s", "ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L),
    /** In bytes, and so is a plain number. */
    SIZE("", "", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30);

    private static final Pattern AMOUNT = Pattern.compile("([0-9]{1,18})([A-Za-z]*)");

    private final String plainUnit;
    private final Map<String, Long> units = new LinkedHashMap<>();

    UnitScale(String plainUnit, Object... unitsFromSmallToLarge) {
        this.plainUnit = plainUnit;
        for (int i = 0; i < unitsFromSmallToLarge.length; i += 2) {
            units.put((String) unitsFromSmallToLarge[i], (Long) unitsFromSmallToLarge[i + 1]);
        }
    }

    /** The amount in the smallest unit, capped at the largest long; empty where the text is no amount. */
    OptionalLong parse(String text) {
        Matcher amount = AMOUNT.matcher(text);
        if (!amount.matches()) {
            return OptionalLong.empty();
        }
        Long unit = units.get(amount.group(2).isEmpty() ? plainUnit : amount.group(2));
        return unit == null ? OptionalLong.empty() : OptionalLong.of(product(Long.parseLong(amount.group(1)), unit));
    }

    /** The shortest text that {@link #parse} reads as this amount. */
    String format(long amount) {
        String text = null;
        for (Map.Entry<String, Long> unit : units.entrySet()) {
            boolean zeroInAnotherUnit = amount == 0 && !unit.getKey().equals(plainUnit);
            if (amount % unit.getValue() == 0 && !zeroInAnotherUnit) {
                text = amount / unit.getValue() + unit.getKey();
            }
        }
        return text;
    }

    private static long product(long number, long unit) {
        return number > Long.MAX_VALUE / unit ? Long.MAX_VALUE : number * unit;
    }
}
