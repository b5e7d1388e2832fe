package dev.shoutgate.blackbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A stream of events as a browser reads it; one thread. A read that waits longer than ten seconds fails. */
public final class EventStream implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader in;
    private final List<String> head = new ArrayList<>();
    private int retryMs;

    /** One event; {@code id} is null where it has none, {@code data} is null of a comment. */
    public record Event(String name, String id, JsonNode data) {}

    private EventStream(Socket socket) throws IOException {
        this.socket = socket;
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Opens it and reads its head; {@code headers} are whole lines. */
    public static EventStream open(int port, String path, String... headers) throws IOException {
        return send("", "HTTP/1.1", port, path, headers);
    }

    /** As a client or a proxy of 1996 does. */
    public static EventStream asHttp10(int port, String path) throws IOException {
        return send("", "HTTP/1.0", port, path);
    }

    /** Behind another request in the same write; the head is that of the other's answer, the body is skipped. */
    public static EventStream after(String request, int port, String path) throws IOException {
        return send(request, "HTTP/1.1", port, path);
    }

    private static EventStream send(String before, String protocol, int port, String path, String... headers)
            throws IOException {
        Socket socket = new Socket();
        // Little, so that whoever does not read is soon behind.
        socket.setReceiveBufferSize(8 * 1024);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.setSoTimeout(10_000);
        String lines = before + "GET " + path + " " + protocol + "\r\nHost: room\r\n";
        for (String header : headers) {
            lines += header + "\r\n";
        }
        socket.getOutputStream().write((lines + "\r\n").getBytes(StandardCharsets.US_ASCII));
        EventStream stream = new EventStream(socket);
        for (String line = stream.in.readLine(); line != null && !line.isEmpty(); line = stream.in.readLine()) {
            stream.head.add(line);
        }
        return stream;
    }

    public List<String> head() {
        return head;
    }

    /** The next event; null where the stream has ended. Comments and retry lines are skipped. */
    public Event next() throws IOException {
        String name = null;
        String id = null;
        String data = null;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.isEmpty() && data != null) {
                return new Event(name, id, Answer.JSON.readTree(data));
            } else if (line.startsWith("retry: ")) {
                retryMs = Integer.parseInt(line.substring(7));
            } else if (line.startsWith("event: ")) {
                name = line.substring(7);
            } else if (line.startsWith("id: ")) {
                id = line.substring(4);
            } else if (line.startsWith("data: ")) {
                data = line.substring(6);
            }
        }
        return null;
    }

    /** After how long it asks to be opened anew; 0 before it has said so. */
    public int retryMs() {
        return retryMs;
    }

    public Socket socket() {
        return socket;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
