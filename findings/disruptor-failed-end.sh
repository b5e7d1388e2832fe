#!/bin/sh
# A batch whose last event fails is handed on although its handler was never told that the batch ends.
#
# Version:  com.lmax:disruptor 4.0.0, OpenJDK 17.
# Seen:     A journal writes at each event and forces at the end of a batch, as the Javadoc of EventHandler advises for
#           slow work. Three events come as one batch, the handler throws at the third, and the exception handler logs
#           and returns (IgnoreExceptionHandler). The handler behind the journal then gets all three, the two good ones
#           too, and none of them was forced: endOfBatch came with the failed event and never again.
# Expected: That the handler behind gets events 0 and 1 after an end of batch only, as in every batch without a
#           failure. The Javadoc of ExceptionHandler says that one stops by throwing, and nothing of what going on
#           costs, which is more than the bad event. So it wants a handler that stops the processor.
# Why:      After an exception BatchEventProcessor moves its sequence to the failed event and begins a new batch.
# Output:   0 not forced, 1 not forced, 2 not forced
. "$(dirname "$0")/prepare"
jars com.lmax:disruptor:4.0.0
cat >FailedEnd.java <<'JAVA'
import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.IgnoreExceptionHandler;
import com.lmax.disruptor.dsl.Disruptor;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

public class FailedEnd {
    static volatile long forced = -1;

    public static void main(String[] arguments) throws Exception {
        var disruptor = new Disruptor<long[]>(() -> new long[1], 8, Thread::new);
        disruptor.setDefaultExceptionHandler(new IgnoreExceptionHandler());
        List<String> seen = new CopyOnWriteArrayList<>();
        CountDownLatch done = new CountDownLatch(3);
        disruptor.handleEventsWith(new Journal()).then((event, sequence, endOfBatch) -> {
            seen.add(sequence + (sequence <= forced ? " forced" : " not forced"));
            done.countDown();
        });
        // All three before the start, so that they are one batch.
        for (int i = 0; i < 3; i++) {
            disruptor.publishEvent((event, sequence) -> event[0] = sequence);
        }
        disruptor.start();
        done.await();
        disruptor.halt();
        System.out.println(String.join(", ", seen));
    }

    static class Journal implements EventHandler<long[]> {
        @Override
        public void onEvent(long[] event, long sequence, boolean endOfBatch) {
            if (event[0] == 2) {
                throw new IllegalArgumentException("event 2 cannot be written");
            }
            if (endOfBatch) {
                forced = sequence;
            }
        }
    }
}
JAVA
came=$(java -cp 'jars/*' FailedEnd.java 2>java.log)
verdict "0 not forced, 1 not forced, 2 not forced" "$came"
