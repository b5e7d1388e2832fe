package dev.shoutgate.wiring;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has to be given back, in the reverse of the order in which it was taken, whatever fails in between.
 *
 * <p>Threading: whoever starts and stops the gateway.
 */
public final class Closing {

    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

    private final Deque<AutoCloseable> taken = new ArrayDeque<>();

    <T extends AutoCloseable> T add(T resource) {
        taken.push(resource);
        return resource;
    }

    void closeAll() {
        while (!taken.isEmpty()) {
            AutoCloseable resource = taken.pop();
            try {
                resource.close();
            } catch (Exception e) {
                LOG.warn("{} could not be closed", resource.getClass().getSimpleName(), e);
            }
        }
    }
}
