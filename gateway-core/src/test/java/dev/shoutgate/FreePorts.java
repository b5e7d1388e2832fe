package dev.shoutgate;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.stream.IntStream;

/** Ports of this machine that nobody has, though somebody may take them before the test does. */
public final class FreePorts {

    private FreePorts() { }

    /** The first of so many UDP ports in a row. */
    public static int ofUdp(int count) throws IOException {
        while (true) {
            int first;
            try (DatagramSocket any = new DatagramSocket(0)) {
                first = any.getLocalPort();
            }
            if (first + count < 1 << 16 && IntStream.range(first, first + count).allMatch(FreePorts::isFree)) {
                return first;
            }
        }
    }

    private static boolean isFree(int port) {
        try {
            new DatagramSocket(new InetSocketAddress("127.0.0.1", port)).close();
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
