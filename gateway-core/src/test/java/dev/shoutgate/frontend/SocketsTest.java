package dev.shoutgate.frontend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.shoutgate.config.BadSettingException;
import dev.shoutgate.config.GatewayConfig.Transport;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import org.junit.jupiter.api.Test;

class SocketsTest {

    @Test
    void takesEpollByItselfWhereItLoads() {
        assertThat(Sockets.of(Transport.AUTO).channel())
                .isEqualTo(Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class);
        assertThat(Sockets.of(Transport.NIO).channel()).isEqualTo(NioServerSocketChannel.class);
    }

    @Test
    void saysWhyItCannotDriveSocketsAsAsked() {
        Throwable why = new UnsatisfiedLinkError("could not load").initCause(
                new IllegalStateException("io_uring_setup: Operation not permitted"));

        assertThatExceptionOfType(BadSettingException.class)
                .isThrownBy(() -> Sockets.refuse("io_uring", why))
                .withMessage("buyers.transport: got io_uring, which this machine does not have (io_uring_setup: Operation"
                        + " not permitted); wants auto, which takes what there is. Containers often forbid io_uring");
        assertThatCode(() -> Sockets.refuse("io_uring", null)).doesNotThrowAnyException();
    }
}
