package dev.shoutgate.blackbox;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One socket to the gateway: sends exactly the bytes it is given and reads responses, each held against the port's
 * description. One thread at a time.
 */
public final class RawHttp implements Closeable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** The body of the request before may stand on the same line. */
    private static final Pattern REQUEST_LINE = Pattern.compile("([A-Z]+) (\\S+) HTTP/1\\.\\d\\s*$");

    private final Socket socket = new Socket();
    private final InputStream in;
    private final Description description;
    /** What was asked so far; which of it an answer is to, only whoever sent the bytes can know. */
    private final Set<Description.Call> calls = new LinkedHashSet<>();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    private RawHttp(int port) throws IOException {
        description = Description.at(port);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) PATIENCE.toMillis());
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    public static RawHttp connect(int port) {
        try {
            return new RawHttp(port);
        } catch (IOException e) {
            throw new UncheckedIOException("connecting to port " + port, e);
        }
    }

    public RawHttp send(String text) {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    public RawHttp send(byte[] bytes) {
        try {
            notice(bytes);
            socket.getOutputStream().write(bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Looks for request lines, wherever they are: a broken request may hide one. */
    private void notice(byte[] bytes) {
        for (byte b : bytes) {
            if (b != '\n') {
                line.write(b);
                continue;
            }
            Matcher request = REQUEST_LINE.matcher(line.toString(StandardCharsets.ISO_8859_1));
            if (request.find()) {
                calls.add(description.call(request.group(1), request.group(2)));
            }
            line.reset();
        }
    }

    /** Sends what the gateway may refuse before its end: a connection closed meanwhile is not a failure of the test. */
    public RawHttp sendAsFarAsItGoes(byte[] bytes) {
        try {
            return send(bytes);
        } catch (UncheckedIOException closedBeforeTheEnd) {
            return this;
        }
    }

    public Answer exchange(BuyRequest request) {
        Answer answer = send(request.bytes()).read();
        if (answer.status() < 300) {
            description.judgeTaken(calls.iterator().next(), request.body(),
                    (in, name) -> in.equals("header") ? request.header(name) : null);
        }
        return answer;
    }

    /** The next response; fails when the connection ends or nothing comes for ten seconds. */
    public Answer read() {
        return readUnlessClosed(PATIENCE).orElseThrow(() -> new AssertionError("closed without a response"));
    }

    /** The next response, or empty when the gateway ended the connection instead; fails after the given wait. */
    public Optional<Answer> readUnlessClosed(Duration wait) {
        try {
            socket.setSoTimeout((int) wait.toMillis());
            Optional<Answer> answer = ResponseReader.read(in);
            answer.filter(a -> a.status() >= 200)
                    .ifPresent(a -> description.judge(calls, a));
            return answer;
        } catch (SocketTimeoutException e) {
            throw new AssertionError("neither response nor end within " + wait, e);
        } catch (IOException reset) {
            return Optional.empty();
        }
    }

    /** Whether the gateway ends the connection within the given wait without sending anything more. */
    public boolean endsWithin(Duration wait) {
        return peek(wait) == Heard.END;
    }

    /** Waits that long for a byte or the end of the connection; true as soon as one of them is there. */
    public boolean hearsWithin(Duration wait) {
        return peek(wait) != Heard.NOTHING;
    }

    private enum Heard { NOTHING, BYTE, END }

    /** Looks without taking: the byte is left to be read. */
    private Heard peek(Duration wait) {
        try {
            socket.setSoTimeout((int) Math.max(1, wait.toMillis()));
            in.mark(1);
            int first = in.read();
            in.reset();
            return first < 0 ? Heard.END : Heard.BYTE;
        } catch (SocketTimeoutException quiet) {
            return Heard.NOTHING;
        } catch (IOException reset) {
            return Heard.END;
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
