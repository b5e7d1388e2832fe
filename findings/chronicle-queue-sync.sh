#!/bin/sh
# sync() of an appender forces nothing with the queue's default settings.
#
# Version:  net.openhft:chronicle-queue 2026.1 (chronicle-bytes 2026.3), OpenJDK 17, Linux, strace 6.1.
# Seen:     Ten texts are written, with sync() after each. By default the process makes one msync(MS_ASYNC) a call and
#           not one msync(MS_SYNC), fsync or fdatasync. With syncMode(SyncMode.SYNC) every call is an msync(MS_SYNC).
# Expected: That data is on the disk when sync() returns: "ensuring that any data written to memory is persisted", says
#           the Javadoc of StoreAppender.sync(). On Linux MS_ASYNC does nothing since 2.6.19, says msync(2). So a
#           measured rate of synced writes is a rate of writes to memory.
# Output:   default: 10 or more MS_ASYNC, 0 that force; SYNC: 10 or more that force
# Needs:    strace, which must be allowed to trace.
. "$(dirname "$0")/prepare"
needs strace
jars net.openhft:chronicle-queue:2026.1
cat >Sync.java <<'JAVA'
import net.openhft.chronicle.bytes.SyncMode;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;

public class Sync {
    public static void main(String[] arguments) {
        SingleChronicleQueueBuilder builder = SingleChronicleQueueBuilder.single(arguments[0]);
        if (arguments.length > 1) {
            builder.syncMode(SyncMode.valueOf(arguments[1]));
        }
        try (var queue = builder.build(); var appender = queue.createAppender()) {
            for (int i = 0; i < 10; i++) {
                appender.writeText("order " + i);
                appender.sync();
            }
        }
    }
}
JAVA
# traced FILE ARGUMENT...: the calls that sync, in FILE.
traced() {
  trace=$1
  shift
  # The script's own class path and options, but under strace, which follows every thread.
  java() {
    command strace -f -qq -e trace=msync,fsync,fdatasync -o "$trace" java "$@"
  }
  chronicle_java Sync.java "$@"
  unset -f java
}
count() {
  grep -c "$1" "$2" || true
}
force='MS_SYNC\|fsync(\|fdatasync('
traced default.trace default.queue
traced sync.trace sync.queue SYNC
echo "default: $(count MS_ASYNC default.trace) MS_ASYNC, $(count "$force" default.trace) that force"
echo "SYNC: $(count "$force" sync.trace) that force"
came="default:"
[ "$(count MS_ASYNC default.trace)" -lt 10 ] || came="$came 10 or more MS_ASYNC,"
came="$came $(count "$force" default.trace) that force; SYNC:"
[ "$(count "$force" sync.trace)" -lt 10 ] || came="$came 10 or more that force"
verdict "default: 10 or more MS_ASYNC, 0 that force; SYNC: 10 or more that force" "$came"
