package dev.shoutgate.frontend;

import dev.shoutgate.config.BadSettingException;
import dev.shoutgate.config.GatewayConfig.Transport;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;

/**
 * How sockets are driven, as Netty has it.
 *
 * @param io      what each loop drives them with
 * @param channel the kind of a listening socket
 */
record Sockets(IoHandlerFactory io, Class<? extends ServerChannel> channel) {

    /**
     * What a setting asks for. {@code AUTO} is epoll: io_uring was not faster where it was measured, and many
     * containers forbid it.
     *
     * @throws BadSettingException if this machine does not have it
     */
    static Sockets of(Transport transport) {
        return switch (transport) {
            case AUTO -> Epoll.isAvailable() ? of(Transport.EPOLL) : of(Transport.NIO);
            case NIO -> new Sockets(NioIoHandler.newFactory(), NioServerSocketChannel.class);
            case EPOLL -> {
                refuse("epoll", Epoll.unavailabilityCause());
                yield new Sockets(EpollIoHandler.newFactory(), EpollServerSocketChannel.class);
            }
            case IO_URING -> {
                refuse("io_uring", IoUring.unavailabilityCause());
                yield new Sockets(IoUringIoHandler.newFactory(), IoUringServerSocketChannel.class);
            }
        };
    }

    /** Unless there is no reason. */
    static void refuse(String word, Throwable why) {
        if (why == null) {
            return;
        }
        Throwable root = why;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        throw BadSettingException.of("buyers.transport", "got " + word + ", which this machine does not have ("
                + root.getMessage() + "); wants auto, which takes what there is. Containers often forbid io_uring");
    }
}
