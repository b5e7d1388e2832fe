package dev.shoutgate.sim.shop;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A port of this machine at which nobody listens, and which nobody else can take while this is open. */
public final class ClosedPort implements AutoCloseable {
    private final Socket holder = new Socket();

    public ClosedPort() throws IOException {
        holder.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), holder.getLocalPort());
    }

    public String url() {
        return "http://127.0.0.1:" + holder.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        holder.close();
    }
}
