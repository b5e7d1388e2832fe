package dev.shoutgate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.shoutgate.inventory.memory.Hashing;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A million made-up ids in a minute of simulated time, beside buyers who are real. */
class RateFloodTest {

    private static final int FLOOD = 1_000_000;
    private static final long MINUTE_US = 60_000_000;
    private static final long STEP_US = MINUTE_US / FLOOD;
    private static final int RATE = 2;
    private static final int BURST = 5;

    private final Hashing hashing = new Hashing(11, 12);
    private final RateLimiter limiter = new RateLimiter(RATE, BURST);
    private final byte[] id = new byte[Long.BYTES];
    private final ByteBuffer idBytes = ByteBuffer.wrap(id);

    /** A real buyer's number is negative, a made-up one's positive. */
    private long hash(long number) {
        idBytes.putLong(0, number);
        return hashing.bytes(id);
    }

    private boolean passes(long number, long nowUs) {
        return limiter.tryPass(hash(number), nowUs) == 0;
    }

    /** One of the flood at a time, each id new. */
    private void flood(int i) {
        limiter.tryPass(hash(i + 1L), i * STEP_US);
    }

    @BeforeEach
    void warmUp() {
        for (int i = 0; i < 20_000; i++) {
            new RateLimiter(1, 1).tryPass(hash(i), i);
        }
    }

    @Test
    void refusesNoHonestBuyer() {
        int honest = 1_000;
        int presses = 0;
        for (int i = 0; i < FLOOD; i++) {
            flood(i);
            // One after the other, each every 540 ms.
            if (i % 9 == 0) {
                assertThat(passes(-1 - presses % honest, i * STEP_US)).as("press %d", presses).isTrue();
                presses++;
            }
        }
        assertThat(presses).isGreaterThan(100_000);
    }

    /** Whoever is known stays known: a press a millisecond gets the burst, and then what the rate pays for. */
    @Test
    void hidesNobodyWhoPressesTooOften() {
        int passed = 0;
        for (int i = 0; i < FLOOD; i++) {
            if (i * STEP_US % 1_000 < STEP_US) {
                passed += passes(-1, i * STEP_US) ? 1 : 0;
            }
            flood(i);
        }
        assertThat(passed).isBetween(60 * RATE, 60 * RATE + BURST);
    }

    /** Whoever comes in the midst of it may find all places busy, and passes. That is rare at this rate. */
    @Test
    void letsFewNewcomersPassWhoShouldNot() {
        int newcomers = 2_000;
        int unknown = 0;
        for (int i = 0; i < FLOOD; i++) {
            flood(i);
            if (i >= FLOOD / 2 && i < FLOOD / 2 + newcomers) {
                int passed = 0;
                for (int press = 0; press < BURST + 1; press++) {
                    passed += passes(-1 - i, i * STEP_US) ? 1 : 0;
                }
                unknown += passed > BURST ? 1 : 0;
            }
        }
        assertThat(unknown).isLessThan(newcomers / 50);
    }

    @Test
    void takesNoMemory() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        flood(0);
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < FLOOD; i++) {
            flood(i);
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(FLOOD / 10);
    }
}
