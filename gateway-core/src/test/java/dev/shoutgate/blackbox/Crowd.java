package dev.shoutgate.blackbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** Many connections that start at one moment, each pressing again as soon as it has its answer. */
public final class Crowd {
    private final int port;
    private final int connections;
    private final int pressesEach;

    public Crowd(int port, int connections, int pressesEach) {
        this.port = port;
        this.connections = connections;
        this.pressesEach = pressesEach;
    }

    /** What one person does at each turn, given the own connection and the number of the press, from 0 up. */
    public interface Act {
        Answer on(RawHttp connection, int press);
    }

    /** All the answers to the requests made from the number of the press, from 0 up. */
    public List<Answer> press(IntFunction<BuyRequest> request) throws Exception {
        return act((connection, press) -> connection.exchange(request.apply(press)));
    }

    public List<Answer> act(Act act) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        CyclicBarrier start = new CyclicBarrier(connections);
        try {
            List<Callable<List<Answer>>> people = new ArrayList<>();
            for (int c = 0; c < connections; c++) {
                int first = c * pressesEach;
                people.add(() -> actInTurn(start, first, act));
            }
            return collect(threads.invokeAll(people, 90, TimeUnit.SECONDS));
        } finally {
            threads.shutdownNow();
        }
    }

    private List<Answer> actInTurn(CyclicBarrier start, int first, Act act) throws Exception {
        List<Answer> answers = new ArrayList<>(pressesEach);
        try (RawHttp connection = RawHttp.connect(port)) {
            start.await(30, TimeUnit.SECONDS);
            for (int press = first; press < first + pressesEach; press++) {
                answers.add(act.on(connection, press));
            }
        }
        return answers;
    }

    private static List<Answer> collect(List<Future<List<Answer>>> people) throws Exception {
        List<Answer> all = new ArrayList<>();
        for (Future<List<Answer>> person : people) {
            all.addAll(person.get());
        }
        return all;
    }

    /** How often each outcome came, such as {@code {201=1000, 409 sold-out=19000}}. */
    public static Map<String, Long> tally(List<Answer> answers) {
        return answers.stream().collect(Collectors.groupingBy(Answer::outcome, TreeMap::new, Collectors.counting()));
    }
}
