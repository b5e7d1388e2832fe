package dev.shoutgate.property;

import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Finds a simpler row of choices on which a property fails too: takes elements out of lists, the largest parts
 * first, and then lowers each choice that is left, until neither gets any further or the time is over.
 *
 * <p>Threading: the test's own.
 */
final class Shrinker {

    private final Property.Body body;
    private final long untilNs;
    private Try best;
    private int steps;

    Shrinker(Property.Body body, Try failed, long mostSeconds) {
        this.body = body;
        best = failed;
        untilNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(mostSeconds);
    }

    /** Returns the simplest failure that it found; it is of the same class as the first. */
    Try simplest() {
        int before;
        do {
            before = steps;
            dropElements();
            lowerChoices();
        } while (steps > before && isTimeLeft());
        return best;
    }

    /** How often it found something simpler. */
    int steps() {
        return steps;
    }

    boolean isTimeLeft() {
        return untilNs - System.nanoTime() > 0;
    }

    private void dropElements() {
        for (int list = 0; list < best.choices().lists().size(); list++) {
            for (int part = Integer.highestOneBit(elements(list).size()); part > 0; part /= 2) {
                for (int end = elements(list).size(); end > 0; end = Math.min(end - part, elements(list).size())) {
                    drop(elements(list).subList(Math.max(0, end - part), end));
                }
            }
        }
    }

    /** Of the best try; empty if it has no such list any more. */
    private List<Choices.Element> elements(int list) {
        List<List<Choices.Element>> lists = best.choices().lists();
        return list < lists.size() ? lists.get(list) : List.of();
    }

    private void drop(List<Choices.Element> elements) {
        long[] row = best.choices().row();
        int begin = elements.get(0).begin();
        int end = elements.get(elements.size() - 1).end();
        long[] rest = new long[row.length - (end - begin)];
        System.arraycopy(row, 0, rest, 0, begin);
        System.arraycopy(row, end, rest, begin, row.length - end);
        failsToo(rest);
    }

    private void lowerChoices() {
        for (int place = 0; place < best.choices().length(); place++) {
            long enough = best.choices().row()[place];
            if (enough != 0 && !failsWith(place, 0)) {
                lower(place, enough);
            }
        }
    }

    /** By halves, between 0, with which it holds, and what is enough for it to fail. */
    private void lower(int place, long enough) {
        long tooLow = 0;
        while (enough - tooLow != 1) {
            long middle = tooLow + ((enough - tooLow) >>> 1);
            if (failsWith(place, middle)) {
                enough = middle;
            } else {
                tooLow = middle;
            }
        }
    }

    private boolean failsWith(int place, long choice) {
        long[] row = best.choices().row();
        row[place] = choice;
        return failsToo(row);
    }

    private boolean failsToo(long[] row) {
        if (!isTimeLeft()) {
            return false;
        }
        Try one = Try.of(body, Choices.asGiven(row));
        boolean better = one.failed() && one.failure().getClass() == best.failure().getClass()
                && one.isSimplerThan(best);
        if (better) {
            best = one;
            steps++;
        }
        return better;
    }
}
