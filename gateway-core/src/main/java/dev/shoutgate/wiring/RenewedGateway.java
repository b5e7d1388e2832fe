package dev.shoutgate.wiring;

import dev.shoutgate.config.GatewayConfig;
import dev.shoutgate.journal.LeftBehindException;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A gateway that begins anew where its cluster went on without it: closed, and started again in the same process, from
 * its journal and on the same ports. For a gateway alone it is just that one.
 *
 * <p>Threading: one thread starts it, any closes it; a thread of its own renews it.
 */
public final class RenewedGateway implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RenewedGateway.class);

    private final GatewayConfig config;
    /** Whoever has it may replace the gateway. */
    private final ReentrantLock renewing = new ReentrantLock();
    private volatile Gateway gateway;
    private volatile boolean closed;

    private RenewedGateway(GatewayConfig config) throws IOException {
        Gateway first = begin(config);
        // Whoever found it at a port that was free is to find it there again.
        this.config = config.withBuyersPort(first.buyersPort()).withOperatorsPort(first.operatorsPort());
        use(first);
    }

    /** Starts a gateway, and returns once it is ready. */
    public static RenewedGateway start(GatewayConfig config) throws IOException {
        return new RenewedGateway(config);
    }

    private static Gateway begin(GatewayConfig config) throws IOException {
        while (true) {
            try {
                return Gateway.start(config);
            } catch (LeftBehindException e) {
                LOG.warn("The start begins anew: {}", e.getMessage());
            }
        }
    }

    private void use(Gateway next) {
        gateway = next;
        next.leftBehind().thenRun(() -> new Thread(() -> renew(next), "renewal").start());
    }

    private void renew(Gateway old) {
        renewing.lock();
        try {
            if (!closed) {
                LOG.warn("The gateway begins anew from its journal");
                old.close();
                use(begin(config));
            }
        } catch (IOException | RuntimeException | Error e) {
            LOG.error("The gateway could not begin anew and ends; start it again", e);
            Runtime.getRuntime().halt(1);
        } finally {
            renewing.unlock();
        }
    }

    public int buyersPort() {
        return gateway.buyersPort();
    }

    public int operatorsPort() {
        return gateway.operatorsPort();
    }

    /** Drains it. One that is about to begin anew has taken nothing, and is not waited for. */
    @Override
    public void close() {
        closed = true;
        if (renewing.tryLock()) {
            try {
                gateway.close();
            } finally {
                renewing.unlock();
            }
        }
    }
}
