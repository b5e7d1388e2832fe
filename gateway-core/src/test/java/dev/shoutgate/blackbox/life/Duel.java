package dev.shoutgate.blackbox.life;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.RawHttp;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Sides that send at the same moments over sockets of their own, a window of pipelined requests at a time.
 *
 * <p>Every other side goes through its window backwards: whoever is first with a window is not first with all of it.
 */
final class Duel {
    private static final int WINDOW = 50;
    private static final int LIMIT_SECONDS = 90;

    private final List<Side> sides = new ArrayList<>();

    private record Side(int port, List<byte[]> requests, boolean backwards) { }

    /** Adds a side; all of a duel have the same number of requests. */
    Duel side(int port, List<byte[]> requests) {
        sides.add(new Side(port, requests, sides.size() % 2 == 1));
        return this;
    }

    /** The answers of each side in the order of its requests. */
    List<List<Answer>> fight() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(sides.size());
        CyclicBarrier together = new CyclicBarrier(sides.size());
        try {
            List<Callable<List<Answer>>> fighters = new ArrayList<>();
            sides.forEach(side -> fighters.add(() -> fight(side, together)));
            List<List<Answer>> answers = new ArrayList<>();
            for (Future<List<Answer>> fighter : threads.invokeAll(fighters, LIMIT_SECONDS, TimeUnit.SECONDS)) {
                answers.add(fighter.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<Answer> fight(Side side, CyclicBarrier together) throws Exception {
        List<Answer> answers = new ArrayList<>(side.requests.size());
        try (RawHttp connection = RawHttp.connect(side.port)) {
            for (int from = 0; from < side.requests.size(); from += WINDOW) {
                int to = Math.min(from + WINDOW, side.requests.size());
                List<byte[]> window = new ArrayList<>(side.requests.subList(from, to));
                if (side.backwards) {
                    Collections.reverse(window);
                }
                together.await(LIMIT_SECONDS, TimeUnit.SECONDS);
                List<Answer> came = exchange(connection, window);
                if (side.backwards) {
                    Collections.reverse(came);
                }
                answers.addAll(came);
            }
        }
        return answers;
    }

    /** Sends requests one after the other, pipelined in windows, with nobody against them. */
    static List<Answer> alone(int port, List<byte[]> requests) throws Exception {
        return new Duel().side(port, requests).fight().get(0);
    }

    /** Sends all of them at once and reads as many answers; no more than a connection may have in flight. */
    static List<Answer> exchange(RawHttp connection, List<byte[]> window) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        window.forEach(bytes::writeBytes);
        connection.send(bytes.toByteArray());
        List<Answer> came = new ArrayList<>(window.size());
        for (int i = 0; i < window.size(); i++) {
            came.add(connection.read());
        }
        return came;
    }
}
