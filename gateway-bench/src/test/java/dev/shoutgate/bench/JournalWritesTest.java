package dev.shoutgate.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JournalWritesTest {

    @Test
    void seesThatASegmentUsedAgainIsNotWrittenTwice() throws Exception {
        JournalWrites.Cost fresh = JournalWrites.measure(4 << 20, 12, false);
        JournalWrites.Cost again = JournalWrites.measure(4 << 20, 12, true);

        assertThat(fresh.written()).isGreaterThan(1.5);
        assertThat(again.written()).isLessThan(fresh.written() - 0.5);
        assertThat(fresh.cpuUs()).isPositive();
    }
}
