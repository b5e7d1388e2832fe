package dev.shoutgate.bench.load;

import com.sun.management.ThreadMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * What another JVM counts of itself: the time that its compilers took, and the bytes that its threads allocated on its
 * heap, by each thread's own counter, which is exact and costs nothing. Threads that answer our question are left out;
 * what a thread allocated that ended between two questions is not seen.
 *
 * <p>Threading: one owner.
 */
public final class JvmCounters implements AutoCloseable {

    /** Threads that are there because we ask. */
    private static final Pattern OURS = Pattern.compile("(RMI|JMX) .*|Attach Listener");
    /** Threads that serve buyers' connections, of the gateway and of the servers beside it. */
    private static final Pattern EVENT_LOOPS = Pattern.compile("(event-loop|vert\\.x-eventloop).*");

    private final JMXConnector connector;
    private final ThreadMXBean threads;
    private final CompilationMXBean compilers;
    private Map<Long, Long> marked = Map.of();

    /** Bytes since the mark, of all threads and of the event loops among them. */
    public record Allocated(long bytes, long eventLoopBytes) {}

    private record Counter(boolean eventLoop, long bytes) {}

    private JvmCounters(JMXConnector connector) throws IOException {
        this.connector = connector;
        MBeanServerConnection beans = connector.getMBeanServerConnection();
        this.threads = ManagementFactory.newPlatformMXBeanProxy(beans, ManagementFactory.THREAD_MXBEAN_NAME,
                ThreadMXBean.class);
        this.compilers = ManagementFactory.newPlatformMXBeanProxy(beans, ManagementFactory.COMPILATION_MXBEAN_NAME,
                CompilationMXBean.class);
    }

    /** Attaches to a JVM of the same user, which loads its management agent: before the warm-up is the time. */
    public static JvmCounters attach(long pid) throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
            try {
                return new JvmCounters(
                        JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent())));
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new IOException("no way into the JVM " + pid + ": " + e.getMessage(), e);
        }
    }

    /** Milliseconds that the compilers have spent on what they have finished so far, all of their threads together. */
    public long compilerMs() {
        return compilers.getTotalCompilationTime();
    }

    /** From here on bytes are counted. */
    public void mark() {
        marked = new HashMap<>();
        counters().forEach((thread, counter) -> marked.put(thread, counter.bytes));
    }

    public Allocated sinceMark() {
        long bytes = 0;
        long eventLoopBytes = 0;
        for (Map.Entry<Long, Counter> counter : counters().entrySet()) {
            long since = counter.getValue().bytes - marked.getOrDefault(counter.getKey(), 0L);
            bytes += since;
            eventLoopBytes += counter.getValue().eventLoop ? since : 0;
        }
        return new Allocated(bytes, eventLoopBytes);
    }

    private Map<Long, Counter> counters() {
        long[] ids = threads.getAllThreadIds();
        long[] bytes = threads.getThreadAllocatedBytes(ids);
        ThreadInfo[] infos = threads.getThreadInfo(ids);
        Map<Long, Counter> counters = new HashMap<>();
        for (int i = 0; i < ids.length; i++) {
            if (infos[i] != null && bytes[i] >= 0 && !OURS.matcher(infos[i].getThreadName()).matches()) {
                boolean eventLoop = EVENT_LOOPS.matcher(infos[i].getThreadName()).matches();
                counters.put(ids[i], new Counter(eventLoop, bytes[i]));
            }
        }
        return counters;
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
