package dev.shoutgate.frontend;

import static dev.shoutgate.frontend.TwoReaders.LIMITS;
import static dev.shoutgate.property.Property.forAll;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.property.Draws;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The reader of plain requests in front of Netty's decoder: nobody can tell that it is there. */
class TwoReadersTest {

    private static final int TRIES = Integer.getInteger("shoutgate.tries", 3_000);

    private final AtomicInteger wholes = new AtomicInteger();
    private final AtomicInteger heads = new AtomicInteger();

    @Test
    void readWhatClientsSendAlike() {
        forAll(TRIES, draws -> oneConnection(draws, draws.one(each -> stream(each, 6, 0))));

        assertThat(wholes.get()).as("of %d requests, taken whole", wholes.get() + heads.get())
                .isGreaterThan((wholes.get() + heads.get()) / 4);
    }

    @Test
    void readWhatNobodyShouldSendAlike() {
        forAll(TRIES, draws -> oneConnection(draws, draws.one(each -> stream(each, 4, 4))));

        assertThat(wholes.get()).as("taken whole").isGreaterThan(TRIES / 4);
    }

    @Test
    void readTheConnectionsOfOneEventLoopAlike() {
        forAll(TRIES / 3, draws -> {
            TwoReaders readers = new TwoReaders(3);
            int reads = draws.evenly(1, 12);
            for (int i = 0; i < reads; i++) {
                int connection = draws.evenly(0, 2);
                readers.read(connection, draws.one(each -> stream(each, 2, 1)).getBytes(ISO_8859_1));
                if (draws.flip()) {
                    readers.complete(draws.flip(), draws.chance(1, 8));
                }
            }
            end(readers);
        });
    }

    @Test
    void takeNothingMoreWhileTheConnectionIsPaused() {
        TwoReaders readers = new TwoReaders(1);
        byte[] later = "GET /later/x HTTP/1.1\r\nHost: a\r\n\r\n".repeat(LIMITS.maxInFlight()).getBytes(ISO_8859_1);
        readers.read(0, later);
        // One that was under way, with a request and a part of the next.
        readers.read(0, Arrays.copyOf(later, later.length - 7));

        assertThat(readers.wholes() + readers.heads()).isEqualTo(LIMITS.maxInFlight());
        readers.complete(true, false);
        assertThat(readers.wholes() + readers.heads()).isEqualTo(LIMITS.maxInFlight() + 1);
        readers.complete(true, false);
        readers.complete(true, false);
        readers.complete(true, false);
        assertThat(readers.wholes() + readers.heads()).isEqualTo(2 * LIMITS.maxInFlight() - 1);
        end(readers);
    }

    /** The end of a client's half comes behind what it asked for, though that waits. */
    @Test
    void takeWhatWasHeldBackBeforeTheClientEndedItsHalf() {
        TwoReaders readers = new TwoReaders(1);
        readers.read(0, "GET /later/x HTTP/1.1\r\nHost: a\r\n\r\n".repeat(3 * LIMITS.maxInFlight())
                .getBytes(ISO_8859_1));
        readers.endInput(0);
        while (readers.fast.isWaitedFor()) {
            readers.complete(true, false);
        }

        assertThat(readers.wholes() + readers.heads()).isEqualTo(3 * LIMITS.maxInFlight());
        end(readers);
    }

    @Test
    void leaveTheClockOfARequestThatIsNotWholeRunning() {
        Witness witness = new Witness();
        WitnessedConnection connection =
                new WitnessedConnection(witness.routes, LIMITS, new RequestReader(witness.routes, LIMITS));
        connection.read("GET /now/x HTTP/1.1\r\nHost: a\r\n\r\nGET /now/y".getBytes(ISO_8859_1));
        assertThat(connection.wholes).isOne();
        assertThat(connection.state()).startsWith("open, is read, has a rest").contains("HTTP/1.1 200 OK");
        connection.sweep(15);

        assertThat(connection.state()).contains("HTTP/1.1 408 Request Timeout").contains("says no more");
        assertThat(connection.close()).isZero();
    }

    /** Requests one behind the other, changed in up to so many places. */
    private static String stream(Draws draws, int mostRequests, int mostMutations) {
        String stream = draws.text(1, mostRequests, ClientRequests::one);
        for (ByteMutation mutation : draws.list(0, mostMutations, ByteMutation::one)) {
            stream = mutation.of(stream);
        }
        return stream;
    }

    private void oneConnection(Draws draws, String stream) {
        TwoReaders readers = new TwoReaders(1);
        byte[] bytes = stream.getBytes(ISO_8859_1);
        int at = 0;
        for (int cut : cuts(draws, bytes.length)) {
            readers.read(0, Arrays.copyOfRange(bytes, at, cut));
            at = cut;
            if (draws.chance(1, 3)) {
                readers.complete(draws.flip(), draws.chance(1, 8));
            }
            if (!draws.chance(1, 8)) {
                readers.resume(0);
            }
        }
        if (draws.chance(1, 3)) {
            readers.endInput(0);
        }
        if (draws.flip()) {
            readers.sweep(0, draws.of(1, 5, 15, 40));
        }
        end(readers);
    }

    private static List<Integer> cuts(Draws draws, int length) {
        List<Integer> cuts = draws.list(0, draws.of(0, 4), each -> each.evenly(0, length));
        cuts.add(length);
        return cuts.stream().sorted().toList();
    }

    private void end(TwoReaders readers) {
        readers.close();
        wholes.addAndGet(readers.wholes());
        heads.addAndGet(readers.heads());
    }
}
