package dev.shoutgate.bench.load;

import com.sun.management.ThreadMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * Bytes that the threads of another JVM have allocated on its heap, by each thread's own counter, which is exact and
 * costs nothing. Threads that answer our question are left out; what a thread allocated that ended between two
 * questions is not seen.
 *
 * <p>Threading: one owner.
 */
public final class AllocationMeter implements AutoCloseable {

    /** Threads that are there because we ask. */
    private static final Pattern OURS = Pattern.compile("(RMI|JMX) .*|Attach Listener");

    private final JMXConnector connector;
    private final ThreadMXBean threads;
    private Map<Long, Long> marked = Map.of();

    private AllocationMeter(JMXConnector connector) throws IOException {
        this.connector = connector;
        this.threads = ManagementFactory.newPlatformMXBeanProxy(connector.getMBeanServerConnection(),
                ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class);
    }

    /** Attaches to a JVM of the same user, which loads its management agent: before the warm-up is the time. */
    public static AllocationMeter attach(long pid) throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
            try {
                return new AllocationMeter(
                        JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent())));
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new IOException("no way into the JVM " + pid + ": " + e.getMessage(), e);
        }
    }

    /** From here on it counts. */
    public void mark() {
        marked = counters();
    }

    /** Bytes since the mark. */
    public long sinceMark() {
        long bytes = 0;
        for (Map.Entry<Long, Long> counter : counters().entrySet()) {
            bytes += counter.getValue() - marked.getOrDefault(counter.getKey(), 0L);
        }
        return bytes;
    }

    private Map<Long, Long> counters() {
        long[] ids = threads.getAllThreadIds();
        long[] bytes = threads.getThreadAllocatedBytes(ids);
        ThreadInfo[] infos = threads.getThreadInfo(ids);
        Map<Long, Long> counters = new HashMap<>();
        for (int i = 0; i < ids.length; i++) {
            if (infos[i] != null && bytes[i] >= 0 && !OURS.matcher(infos[i].getThreadName()).matches()) {
                counters.put(ids[i], bytes[i]);
            }
        }
        return counters;
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
