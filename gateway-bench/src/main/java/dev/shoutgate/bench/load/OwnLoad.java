package dev.shoutgate.bench.load;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * What takes wrk's place where it is not installed: a thread for each connection, which waits for an answer before it
 * presses again. It spends several times what wrk spends, so figures with it are those of a machine that has less left
 * for the server.
 *
 * <p>Threading: one owner; {@link #run} blocks until all its threads have ended.
 */
record OwnLoad(int connections) implements Load {

    private static final long LONGEST_US = 60_000_000;

    /** What all connections of a run count together. */
    private record Counts(AtomicLong presses, AtomicLong bytes, AtomicLong refused, Histogram us) {}

    @Override
    public String describe() {
        return "own client -c" + connections;
    }

    @Override
    public String aboutLatencies() {
        return "p50, p99 and p99.9 are of the requests that were sent, not corrected for coordinated omission.";
    }

    @Override
    public LoadResult run(String address, BuyRequest request, int buyers, int seconds, String runName)
            throws IOException, InterruptedException {
        URI server = URI.create(address);
        Counts counts = new Counts(new AtomicLong(), new AtomicLong(), new AtomicLong(),
                new ConcurrentHistogram(LONGEST_US, 3));
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        long startNs = System.nanoTime();
        long endNs = startNs + seconds * 1_000_000_000L;
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                all.add(threads.submit(() -> {
                    press(server, request, buyers, runName, endNs, counts);
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e.getCause());
        } finally {
            threads.shutdownNow();
        }
        Histogram us = counts.us;
        return new LoadResult(us.getTotalCount(), (System.nanoTime() - startNs) / 1_000, counts.bytes.get(),
                counts.refused.get(), 0, us.getValueAtPercentile(50), us.getValueAtPercentile(99),
                us.getValueAtPercentile(99.9));
    }

    private static void press(URI server, BuyRequest request, int buyers, String runName, long endNs, Counts counts)
            throws IOException {
        try (Socket socket = new Socket(InetAddress.getByName(server.getHost()), server.getPort())) {
            socket.setTcpNoDelay(true);
            DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            for (long nowNs = System.nanoTime(); nowNs < endNs;) {
                long press = counts.presses.getAndIncrement();
                String name = runName + '-' + press % buyers;
                String text = request.text(request.buyer(press, name), name);
                socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
                HttpAnswer answer = HttpAnswer.read(in);
                long answeredNs = System.nanoTime();
                counts.us.recordValue(Math.min(LONGEST_US, (answeredNs - nowNs) / 1_000));
                counts.bytes.addAndGet(answer.bytes());
                counts.refused.addAndGet(answer.status() >= 400 ? 1 : 0);
                nowNs = answeredNs;
            }
        }
    }
}
