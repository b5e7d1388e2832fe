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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * Presses at the times of a schedule, whether answers come or not: a server that pauses finds the presses of its pause
 * waiting, and their waiting is counted. Every press is of another buyer.
 *
 * <p>Threading: a thread for all sending, one for the answers of each connection; {@link #run} blocks until all have
 * ended.
 */
public final class OpenLoop {

    /** So long for the last answers, once everything is sent. */
    private static final int GRACE_SECONDS = 60;

    private final URI address;
    private final BuyRequest request;
    private final int connections;

    /** {@code address}: such as {@code http://127.0.0.1:8080}. */
    public OpenLoop(String address, BuyRequest request, int connections) {
        this.address = URI.create(address);
        this.request = request;
        this.connections = connections;
    }

    /**
     * Sends every press of the schedule and notes when its answer was there.
     *
     * @param name sets these buyers apart from all others
     * @throws IOException where an answer is not 201, or none comes
     */
    public void run(TimedAnswers schedule, String name) throws IOException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        List<Socket> sockets = new ArrayList<>();
        try {
            List<Future<?>> readers = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                Socket socket = new Socket(InetAddress.getByName(address.getHost()), address.getPort());
                socket.setTcpNoDelay(true);
                sockets.add(socket);
                int first = i;
                readers.add(threads.submit(() -> {
                    read(socket, schedule, first);
                    return null;
                }));
            }
            send(sockets, schedule, name);
            await(readers);
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
            threads.shutdownNow();
        }
    }

    private void send(List<Socket> sockets, TimedAnswers schedule, String name) throws IOException {
        for (int press = 0; press < schedule.count(); press++) {
            String buyer = name + press;
            byte[] bytes = request.text(buyer, buyer).getBytes(StandardCharsets.US_ASCII);
            for (long leftNs = schedule.intendedNs(press) - System.nanoTime(); leftNs > 0;
                    leftNs = schedule.intendedNs(press) - System.nanoTime()) {
                LockSupport.parkNanos(leftNs);
            }
            sockets.get(press % connections).getOutputStream().write(bytes);
        }
    }

    /** The answers of one connection, which come in the order of its presses. */
    private void read(Socket socket, TimedAnswers schedule, int first) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
        for (int press = first; press < schedule.count(); press += connections) {
            readAnswer(in);
            schedule.answered(press, System.nanoTime());
        }
    }

    private static void readAnswer(DataInputStream in) throws IOException {
        HttpAnswer answer = HttpAnswer.read(in);
        if (answer.status() != 201) {
            throw new IOException("wanted 201, got " + answer.status() + " " + answer.body());
        }
    }

    private static void await(List<Future<?>> readers) throws IOException, InterruptedException {
        for (Future<?> reader : readers) {
            try {
                reader.get(GRACE_SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                throw new IOException(e.getCause().getMessage(), e.getCause());
            } catch (TimeoutException e) {
                throw new IOException("presses without an answer after " + GRACE_SECONDS + " s", e);
            }
        }
    }
}
