package dev.shoutgate.sim.press;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A server that answers the n-th request with the n-th piece of text, whatever it says, on plain sockets: for answers
 * that no proper server would give. Requests without bodies only. An empty piece closes the connection in place of an
 * answer.
 */
final class ScriptedServer implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<String> script;
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final int pieceBytes;
    private int connections;

    private ScriptedServer(int pieceBytes, String... script) throws IOException {
        this.pieceBytes = pieceBytes;
        this.script = List.of(script);
        Thread thread = new Thread(this::serve, "scripted-server");
        thread.setDaemon(true);
        thread.start();
    }

    static ScriptedServer of(String... script) throws IOException {
        return new ScriptedServer(Integer.MAX_VALUE, script);
    }

    /** Sends its answers in pieces of so many bytes, each in a packet of its own. */
    static ScriptedServer inPieces(int pieceBytes, String... script) throws IOException {
        return new ScriptedServer(pieceBytes, script);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    List<String> requests() {
        return List.copyOf(requests);
    }

    synchronized int connections() {
        return connections;
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                socket.setTcpNoDelay(true);
                countConnection();
                while (answer(socket)) {
                    // One request after the other, until a piece of the script closes the connection.
                }
            } catch (IOException closedByTheOtherSide) {
                // The next connection goes on with the script.
            }
        }
    }

    private synchronized void countConnection() {
        connections++;
    }

    private boolean answer(Socket socket) throws IOException {
        String request = head(socket.getInputStream());
        if (request.isEmpty() || requests.size() >= script.size()) {
            return false;
        }
        String answer = script.get(requests.size());
        requests.add(request);
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        OutputStream out = socket.getOutputStream();
        for (int at = 0; at < bytes.length; at += Math.min(pieceBytes, bytes.length)) {
            out.write(bytes, at, Math.min(pieceBytes, bytes.length - at));
            out.flush();
        }
        return !answer.isEmpty();
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
