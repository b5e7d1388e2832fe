package dev.shoutgate.bench.load;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a load generator saw of one run.
 *
 * @param requests answered, whatever the answer
 * @param us       how long the run took, microseconds
 * @param bytes    of all replies together
 * @param refused  answers with a status of 400 or more
 * @param failed   connections refused or broken, and requests without an answer in time
 * @param p50us    latency, microseconds, as a closed loop sees it; {@code p99us} and {@code p999us} likewise
 */
public record LoadResult(
        long requests, long us, long bytes, long refused, long failed, long p50us, long p99us, long p999us) {

    /** Finds the result among what wrk prints. */
    static LoadResult parse(String output) {
        String line = output.lines().filter(l -> l.startsWith(PressScript.RESULT)).findFirst()
                .orElseThrow(() -> new IllegalStateException("wrk gave no result, but said:\n" + output));
        Map<String, Long> figures = Stream.of(line.substring(PressScript.RESULT.length()).strip().split(" "))
                .map(figure -> figure.split("="))
                .collect(Collectors.toMap(figure -> figure[0], figure -> Long.parseLong(figure[1])));
        return new LoadResult(figures.get("requests"), figures.get("us"), figures.get("bytes"), figures.get("refused"),
                figures.get("failed"), figures.get("p50us"), figures.get("p99us"), figures.get("p999us"));
    }

    public double requestsPerSecond() {
        return requests * 1e6 / us;
    }

    public double bytesPerReply() {
        return (double) bytes / requests;
    }
}
