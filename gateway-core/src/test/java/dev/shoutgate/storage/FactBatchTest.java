package dev.shoutgate.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteOrder;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class FactBatchTest {

    private final FactBatch batch = new FactBatch(0);

    @Test
    void refusesAFactThatDoesNotFollow() {
        batch.restartAfter(4);
        give(5, Facts.orderExpired("o1"));

        assertThatThrownBy(() -> give(7, Facts.orderExpired("o1")))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("fact 7 came where 6 was due");
        assertThatThrownBy(() -> give(5, Facts.orderExpired("o1"))).isInstanceOf(IllegalStateException.class);
        assertThat(batch.lastSequence()).isEqualTo(5);
    }

    @Test
    void refusesAFactOfAKindItDoesNotKnowInsteadOfLosingIt() {
        byte[] fact = Facts.orderExpired("o1");
        new UnsafeBuffer(fact).putShort(2, (short) 999, ByteOrder.LITTLE_ENDIAN);

        assertThatThrownBy(() -> give(1, fact))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("fact 1").hasMessageContaining("999");
        assertThat(batch.isEmpty()).isTrue();
    }

    @Test
    void refusesAFactOfAnotherSchema() {
        byte[] fact = Facts.orderExpired("o1");
        new UnsafeBuffer(fact).putShort(4, (short) 8, ByteOrder.LITTLE_ENDIAN);

        assertThatThrownBy(() -> give(1, fact))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("schema 8");
    }

    @Test
    void isFullByFactsOrByBytes() {
        for (int n = 1; n < FactBatch.FULL_FACTS; n++) {
            give(n, Facts.orderExpired("o1"));
        }
        assertThat(batch.isFull()).isFalse();
        give(FactBatch.FULL_FACTS, Facts.orderExpired("o1"));
        assertThat(batch.isFull()).isTrue();

        batch.restartAfter(0);
        assertThat(batch.isFull()).isFalse();
        // As long as a sale of hundreds of items; what comes after the message is nobody's business.
        byte[] large = Arrays.copyOf(Facts.saleDefined("demo", "m", "t", 0, ""), 100_000);
        int needed = (FactBatch.FULL_BYTES + large.length - 1) / large.length;
        for (int n = 1; n <= needed; n++) {
            assertThat(batch.isFull()).isFalse();
            give(n, large);
        }
        assertThat(batch.isFull()).as("after %d large facts", needed).isTrue();
    }

    @Test
    void knowsItsOldestFact() {
        assertThat(batch.oldestMs()).isZero();
        give(1, Facts.orderExpired("o1"));
        give(2, Facts.orderExpired("o1"));
        assertThat(batch.oldestMs()).isEqualTo(FactList.timeMs(1));
    }

    private void give(long sequence, byte[] fact) {
        batch.onFact(sequence, FactList.timeMs(sequence), new UnsafeBuffer(fact), 0, fact.length);
    }
}
