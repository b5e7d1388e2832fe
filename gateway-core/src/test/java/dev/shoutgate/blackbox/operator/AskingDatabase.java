package dev.shoutgate.blackbox.operator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that speaks as much of PostgreSQL's protocol as it takes to be told a password, and then takes none. */
final class AskingDatabase implements Closeable {

    private static final int SSL_REQUEST = 80877103;
    private static final int CLEAR_TEXT = 3;

    private final ServerSocket listening = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final List<String> passwords = new CopyOnWriteArrayList<>();

    AskingDatabase() throws IOException {
        Thread thread = new Thread(this::serve, "asking-database");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve() {
        while (!listening.isClosed()) {
            try (Socket socket = listening.accept()) {
                refuse(new DataInputStream(socket.getInputStream()), new DataOutputStream(socket.getOutputStream()));
            } catch (IOException clientOrUsWentAway) {
                // The next one, if there is any.
            }
        }
    }

    private void refuse(DataInputStream in, DataOutputStream out) throws IOException {
        int length = in.readInt();
        int code = in.readInt();
        if (code == SSL_REQUEST) {
            out.write('N');
            length = in.readInt();
            in.readInt();
        }
        in.skipNBytes(length - 8L);
        out.write('R');
        out.writeInt(8);
        out.writeInt(CLEAR_TEXT);
        in.readByte();
        byte[] password = in.readNBytes(in.readInt() - 4);
        passwords.add(new String(password, 0, password.length - 1, UTF_8));
        byte[] fields = "SFATAL\0C28P01\0Mpassword authentication failed for user\0\0".getBytes(UTF_8);
        out.write('E');
        out.writeInt(4 + fields.length);
        out.write(fields);
        out.flush();
    }

    int port() {
        return listening.getLocalPort();
    }

    /** Those that it was told. */
    List<String> passwords() {
        return passwords;
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
