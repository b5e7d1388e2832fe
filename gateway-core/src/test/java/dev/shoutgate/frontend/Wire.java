package dev.shoutgate.frontend;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client that sends exactly what it is told and reads replies one by one. One thread at a time. */
final class Wire implements Closeable {

    private static final int PATIENCE_MS = 20_000;

    private final Socket socket = new Socket();
    private final InputStream in;

    /** A reply: its head with all lines, and as many bytes of body as it promised. */
    record Reply(String head, String body) {

        int status() {
            return Integer.parseInt(head.substring(9, 12));
        }

        /** The code of a problem; empty for good replies. */
        String code() {
            return body.replaceAll("(?s).*\"code\":\"([^\"]*)\".*|.*", "$1");
        }
    }

    Wire(int port) throws IOException {
        this(port, 0);
    }

    /** With so small a window for what it has not read yet; 0 for the system's. */
    Wire(int port, int receiveBytes) throws IOException {
        if (receiveBytes > 0) {
            socket.setReceiveBufferSize(receiveBytes);
        }
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MS);
        socket.setSoTimeout(PATIENCE_MS);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    Wire send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    Wire get(String path) throws IOException {
        return send("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n");
    }

    /** Ends this half: nothing more will be sent. */
    Wire endSending() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** The next reply to a request that was no HEAD. */
    Reply read() throws IOException {
        String head = readHead();
        int at = head.indexOf("Content-Length: ");
        int length = at < 0 ? 0 : Integer.parseInt(head.substring(at + 16, head.indexOf('\r', at)));
        return new Reply(head, new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }

    /** Everything up to the empty line. */
    String readHead() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int b = in.read();
            if (b < 0) {
                throw new IOException("ended after: " + head.toString(StandardCharsets.ISO_8859_1));
            }
            head.write(b);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    /** Waits for the end of the connection; false when more comes first. */
    boolean isAtEnd() {
        try {
            return in.read() < 0;
        } catch (IOException reset) {
            return true;
        }
    }

    /** Whether a byte has come in already. */
    boolean hasMore() throws IOException {
        return in.available() > 0;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
