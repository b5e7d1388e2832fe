package dev.shoutgate.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the setting that somebody most likely meant. */
final class NearestName {
    /** No setting's name is nearly as long, so a longer one is no misspelling. */
    private static final int MAX_LENGTH = 100;

    private NearestName() {
    }

    /** The known path next to the wrong one, where it is near enough to be a slip. */
    static Optional<String> of(String wrong, Collection<String> known) {
        if (wrong.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        int nearEnough = Math.max(1, lastPart(wrong).length() / 3);
        return known.stream()
                .min(Comparator.comparingInt(path -> distance(wrong, path)))
                .filter(path -> distance(wrong, path) <= nearEnough);
    }

    /** A right name in the wrong section counts as one slip, however long the section's name is. */
    private static int distance(String wrong, String path) {
        return Math.min(edits(folded(wrong), folded(path)), 1 + edits(folded(lastPart(wrong)), folded(lastPart(path))));
    }

    private static String lastPart(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    private static String folded(String name) {
        return name.replace('_', '-').toLowerCase(Locale.ROOT);
    }

    /** Levenshtein's distance: how many letters to add, drop or change. */
    private static int edits(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
