package dev.shoutgate.blackbox.restart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.RawHttp;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.awaitility.Awaitility;

/** Buyers who press without pause, a bundle at a time, until the gateway goes; {@link Told} keeps what they heard. */
final class Load {
    private static final int BUNDLE = 8;

    private final int port;
    private final String sale;
    private final Told told;
    private final Basket basket;
    private final List<Thread> people = new ArrayList<>();

    private Load(int port, String sale, Told told, Basket basket) {
        this.port = port;
        this.sale = sale;
        this.told = told;
        this.basket = basket;
    }

    static Load start(int port, String sale, Told told, int connections, Basket basket, long seed) {
        Load load = new Load(port, sale, told, basket);
        for (int c = 0; c < connections; c++) {
            Random random = new Random(seed + c);
            Thread person = new Thread(() -> load.pressUntilTheEnd(random), "buyer-" + c);
            person.setDaemon(true);
            load.people.add(person);
            person.start();
        }
        return load;
    }

    /** Returns when so many more promises than before were given. */
    void awaitPromises(int wanted, int before) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(2))
                .until(() -> told.promises() >= before + wanted || !told.surprises.isEmpty());
        assertThat(told.surprises).as("after %s promises", told.promises()).isEmpty();
    }

    /** Returns when every buyer has lost the connection. */
    void awaitEnd() throws InterruptedException {
        for (Thread person : people) {
            person.join(30_000);
            if (person.isAlive()) {
                told.surprises.add(person.getName() + " still has a connection to a gateway that is gone");
            }
        }
        assertThat(told.surprises).as("what a buyer should never see").isEmpty();
    }

    private void pressUntilTheEnd(Random random) {
        try (RawHttp connection = RawHttp.connect(port)) {
            for (boolean connected = true; connected;) {
                List<Press> bundle = bundle(random);
                connected = press(connection, bundle) && cancelOne(connection, bundle, random);
            }
        } catch (UncheckedIOException | AssertionError e) {
            told.surprises.add(e.toString());
        }
    }

    /** Some buyers press twice, as people do who are in a hurry: one key, two requests on their way. */
    private List<Press> bundle(Random random) {
        List<Press> bundle = new ArrayList<>(BUNDLE);
        while (bundle.size() < BUNDLE) {
            Press press = new Press(Fresh.buyer(), Fresh.key(), basket.pick(random));
            bundle.add(press);
            if (random.nextInt(10) == 0) {
                bundle.add(press);
            }
        }
        return bundle;
    }

    private boolean press(RawHttp connection, List<Press> bundle) {
        connection.sendAsFarAsItGoes(Pipeline.bytes(bundle, press -> press.in(sale).bytes()));
        for (int i = 0; i < bundle.size(); i++) {
            Optional<Answer> answer = connection.readUnlessClosed(Duration.ofSeconds(20));
            if (answer.isEmpty()) {
                told.unanswered.addAll(bundle.subList(i, bundle.size()));
                return false;
            }
            told.answered(bundle.get(i), answer.get());
        }
        return true;
    }

    private boolean cancelOne(RawHttp connection, List<Press> bundle, Random random) {
        Press.Promise promise = told.of(bundle.get(random.nextInt(bundle.size())));
        if (promise == null || random.nextInt(4) > 0) {
            return true;
        }
        connection.sendAsFarAsItGoes(cancel(promise));
        Optional<Answer> answer = connection.readUnlessClosed(Duration.ofSeconds(20));
        answer.ifPresentOrElse(a -> told.cancelAnswered(promise, a), () -> told.cancelsUnanswered.add(promise));
        return answer.isPresent();
    }

    static byte[] cancel(Press.Promise promise) {
        return ("POST /v1/orders/" + promise.orderId() + "/cancel HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\n"
                + "X-Buyer-Id: " + promise.press().buyer() + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    }
}
