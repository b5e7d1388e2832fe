package dev.shoutgate.inventory.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.agrona.UnsafeApi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LinkedRecordsTest {

    private final LinkedRecords records = new LinkedRecords();

    @AfterEach
    void close() {
        records.close();
    }

    private void add(long number, long content) {
        UnsafeApi.putLong(records.pointer(records.add(number, Long.BYTES)), content);
    }

    private static List<Long> of(LinkedRecords records, long number) {
        List<Long> found = new ArrayList<>();
        for (long record = records.first(number); record != LinkedRecords.NONE; record = records.next(record)) {
            found.add(UnsafeApi.getLong(records.pointer(record)));
        }
        return found;
    }

    @Test
    void hasNoneOfANumberThatGotNone() {
        add(7, 70);
        assertThat(of(records, 6)).isEmpty();
        assertThat(of(records, 8)).isEmpty();
        assertThat(of(records, 10_000_000)).isEmpty();
    }

    @Test
    void keepsThoseOfANumberOldestFirstHoweverFarApartNumbersAre() {
        long[] numbers = {9_999_999, 0, 511, 512, 9_999_999, 513, 0};
        for (int i = 0; i < numbers.length; i++) {
            add(numbers[i], i);
        }
        assertThat(of(records, 9_999_999)).containsExactly(0L, 4L);
        assertThat(of(records, 0)).containsExactly(1L, 6L);
        assertThat(of(records, 511)).containsExactly(2L);
        assertThat(of(records, 512)).containsExactly(3L);
        assertThat(of(records, 513)).containsExactly(5L);
    }

    @Test
    void showsInAViewNothingThatCameAfterIt() {
        add(0, 1);
        try (LinkedRecords view = records.view()) {
            add(0, 2);
            add(1, 3);
            add(600, 4);
            add(9_999_999, 5);
            assertThat(of(view, 0)).containsExactly(1L);
            assertThat(of(view, 1)).as("on a page that was there").isEmpty();
            assertThat(of(view, 600)).as("on a page of its own").isEmpty();
            assertThat(of(view, 9_999_999)).as("beyond all pages").isEmpty();
        }
        assertThat(of(records, 0)).containsExactly(1L, 2L);
    }
}
