package dev.shoutgate.frontend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * A client of HTTP/2 in clear text that sends the frames that it is told to, right or wrong, and gives windows back only
 * when it is told to. One thread at a time.
 */
final class Http2Wire implements Closeable {

    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PING = 6;
    static final int GOAWAY = 7;
    static final int WINDOW_UPDATE = 8;
    static final int CONTINUATION = 9;
    static final int END_STREAM = 1;
    static final int END_HEADERS = 4;

    static final int NO_ERROR = 0;
    static final int PROTOCOL_ERROR = 1;
    static final int INTERNAL_ERROR = 2;
    static final int REFUSED_STREAM = 7;
    static final int ENHANCE_YOUR_CALM = 11;

    static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    private static final int PATIENCE_MS = 20_000;

    private final Socket socket = new Socket();
    private final DataInputStream in;
    private final DefaultHttp2HeadersDecoder fields = new DefaultHttp2HeadersDecoder();
    private final Map<Integer, Reply> replies = new HashMap<>();

    record Frame(int type, int flags, int stream, byte[] payload) {

        boolean has(int flag) {
            return (flags & flag) != 0;
        }

        /** Of a reset, or of a GOAWAY behind its last stream. */
        int error() {
            return ByteBuffer.wrap(payload).getInt(type == GOAWAY ? 4 : 0);
        }

        int lastStream() {
            return ByteBuffer.wrap(payload).getInt(0);
        }
    }

    /** What came of a stream so far; {@code reset}: the code that it ended with, -1 if it did not. */
    static final class Reply {

        Http2Headers head;
        final ByteArrayOutputStream body = new ByteArrayOutputStream();
        int reset = -1;
        boolean ended;

        int status() {
            return Integer.parseInt(head.status().toString());
        }

        String text() {
            return body.toString(UTF_8);
        }
    }

    private Http2Wire(int port, int receiveBytes) throws IOException {
        if (receiveBytes > 0) {
            socket.setReceiveBufferSize(receiveBytes);
        }
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MS);
        socket.setSoTimeout(PATIENCE_MS);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(socket.getInputStream());
    }

    /** Connects and says nothing. */
    static Http2Wire silent(int port) throws IOException {
        return new Http2Wire(port, 0);
    }

    /** One whose system keeps so few bytes that it has not read. */
    static Http2Wire narrow(int port) throws IOException {
        return new Http2Wire(port, 2048).raw(PREFACE).frame(SETTINGS, 0, 0);
    }

    static Http2Wire connect(int port) throws IOException {
        return silent(port).raw(PREFACE).frame(SETTINGS, 0, 0);
    }

    /** One that gives each stream so small a window at first. */
    static Http2Wire connect(int port, int window) throws IOException {
        return silent(port).raw(PREFACE)
                .frame(SETTINGS, 0, 0, ByteBuffer.allocate(6).putShort((short) 4).putInt(window).array());
    }

    Http2Wire raw(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        return this;
    }

    Http2Wire frame(int type, int flags, int stream, byte... payload) throws IOException {
        socket.getOutputStream().write(bytes(type, flags, stream, payload));
        return this;
    }

    static byte[] bytes(int type, int flags, int stream, byte... payload) {
        return ByteBuffer.allocate(9 + payload.length).put((byte) (payload.length >> 16))
                .putShort((short) payload.length).put((byte) type).put((byte) flags).putInt(stream).put(payload).array();
    }

    /** A request without a body, by names and values behind the four that each has. */
    Http2Wire get(int stream, String path, String... more) throws IOException {
        return request(stream, END_STREAM, "GET", path, more);
    }

    Http2Wire request(int stream, int flags, String method, String path, String... more) throws IOException {
        return frame(HEADERS, flags | END_HEADERS, stream, request(method, path, more));
    }

    static byte[] request(String method, String path, String... more) {
        byte[] first = block(":method", method, ":scheme", "http", ":authority", "a", ":path", path);
        byte[] rest = block(more);
        return ByteBuffer.allocate(first.length + rest.length).put(first).put(rest).array();
    }

    /** Names and values, each as it is written: without an index, and without Huffman's code. */
    static byte[] block(String... namesAndValues) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            block.write(0);
            literal(block, namesAndValues[i]);
            literal(block, namesAndValues[i + 1]);
        }
        return block.toByteArray();
    }

    private static void literal(ByteArrayOutputStream block, String text) {
        int rest = text.length() - 127;
        block.write(Math.min(text.length(), 127));
        if (rest >= 0) {
            for (; rest >= 128; rest >>= 7) {
                block.write(rest & 127 | 128);
            }
            block.write(rest);
        }
        block.writeBytes(text.getBytes(ISO_8859_1));
    }

    Http2Wire data(int stream, String text, boolean last) throws IOException {
        return frame(DATA, last ? END_STREAM : 0, stream, text.getBytes(UTF_8));
    }

    Http2Wire reset(int stream) throws IOException {
        return frame(RST_STREAM, 0, stream, (byte) 0, (byte) 0, (byte) 0, (byte) 8);
    }

    /** Lets so many more bytes of a stream come; of all of them together with 0. */
    Http2Wire give(int stream, int count) throws IOException {
        return frame(WINDOW_UPDATE, 0, stream, ByteBuffer.allocate(4).putInt(count).array());
    }

    Http2Wire endSending() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** The next frame; null at the end. */
    Frame read() throws IOException {
        int length = in.read();
        if (length < 0) {
            return null;
        }
        length = length << 16 | in.readUnsignedShort();
        Frame frame = new Frame(in.readUnsignedByte(), in.readUnsignedByte(), in.readInt(), new byte[length]);
        in.readFully(frame.payload);
        note(frame);
        return frame;
    }

    private void note(Frame frame) throws IOException {
        Reply reply = replies.computeIfAbsent(frame.stream, key -> new Reply());
        try {
            if (frame.type == HEADERS) {
                reply.head = fields.decodeHeaders(frame.stream, Unpooled.wrappedBuffer(frame.payload));
            }
        } catch (Http2Exception e) {
            throw new IOException(e);
        }
        if (frame.type == DATA) {
            reply.body.write(frame.payload);
        }
        reply.reset = frame.type == RST_STREAM ? frame.error() : reply.reset;
        reply.ended |= reply.reset >= 0 || frame.type <= HEADERS && frame.has(END_STREAM);
    }

    /** Reads until a stream has ended. */
    Reply reply(int stream) throws IOException {
        while (!soFar(stream).ended) {
            if (read() == null) {
                throw new IOException("ended before stream " + stream);
            }
        }
        return soFar(stream);
    }

    Reply soFar(int stream) {
        return replies.computeIfAbsent(stream, key -> new Reply());
    }

    /** Reads until a frame of that type. */
    Frame await(int type) throws IOException {
        Frame frame = read();
        while (frame != null && frame.type != type) {
            frame = read();
        }
        if (frame == null) {
            throw new IOException("ended before a frame of type " + type);
        }
        return frame;
    }

    /** Waits for the end of the connection, whatever comes before it. */
    boolean isAtEnd() {
        try {
            while (read() != null) {
                continue;
            }
            return true;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
