package dev.shoutgate.blackbox.restart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.RawHttp;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** Buyers who press without pause until the gateway goes away, and a record of what each of them was told. */
final class Load {
    private final int port;
    private final String sale;
    private final List<Thread> people = new ArrayList<>();
    private final AtomicInteger count = new AtomicInteger();

    final Queue<Press.Promise> promises = new ConcurrentLinkedQueue<>();
    /** Presses without an answer: only a repeat tells what became of them. */
    final Queue<Press> unanswered = new ConcurrentLinkedQueue<>();
    /** Presses answered 503, of which nothing may have been recorded. */
    final Queue<Press> turnedAway = new ConcurrentLinkedQueue<>();
    /** Anything that a buyer should never see. */
    final Queue<String> surprises = new ConcurrentLinkedQueue<>();

    private Load(int port, String sale) {
        this.port = port;
        this.sale = sale;
    }

    static Load start(int port, String sale, int connections) {
        Load load = new Load(port, sale);
        for (int c = 0; c < connections; c++) {
            Thread person = new Thread(load::pressUntilTheEnd, "buyer-" + c);
            person.setDaemon(true);
            load.people.add(person);
            person.start();
        }
        return load;
    }

    void awaitPromises(int wanted) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(5))
                .until(() -> promises.size() >= wanted || !surprises.isEmpty());
        assertThat(surprises).as("after %s promises", promises.size()).isEmpty();
    }

    /** Returns when every buyer has lost the connection. */
    void awaitEnd() throws InterruptedException {
        for (Thread person : people) {
            person.join(30_000);
            if (person.isAlive()) {
                surprises.add(person.getName() + " still has a connection to a gateway that is gone");
            }
        }
    }

    private void pressUntilTheEnd() {
        try (RawHttp connection = RawHttp.connect(port)) {
            for (boolean connected = true; connected;) {
                connected = pressOnce(connection);
            }
        } catch (UncheckedIOException | AssertionError e) {
            surprises.add(e.toString());
        }
    }

    private boolean pressOnce(RawHttp connection) {
        Press press = new Press(Fresh.buyer(), Fresh.key(), count.incrementAndGet() % 10 == 0 ? "scarce" : "plenty");
        connection.sendAsFarAsItGoes(press.in(sale).bytes());
        Optional<Answer> answer = connection.readUnlessClosed(Duration.ofSeconds(20));
        answer.ifPresentOrElse(a -> record(press, a), () -> unanswered.add(press));
        return answer.isPresent();
    }

    private void record(Press press, Answer answer) {
        switch (answer.status()) {
            case 201 -> promises.add(new Press.Promise(press, answer.orderId()));
            case 503 -> turnedAway.add(press);
            case 409 -> {
                if (!"409 sold-out".equals(answer.outcome())) {
                    surprises.add(answer.toString());
                }
            }
            default -> surprises.add(answer.toString());
        }
    }
}
