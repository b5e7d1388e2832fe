package dev.shoutgate.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.shoutgate.LogLines;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FileWatchTest {

    @Test
    void looksAgainAndAgainEvenIfALookFails() throws InterruptedException {
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        LogLines.into(lines, FileWatch.class.getName());
        CountDownLatch looks = new CountDownLatch(2);
        try (FileWatch watch = new FileWatch(List.of(() -> {
            throw new IllegalStateException("a fault of ours");
        }, looks::countDown))) {
            assertThat(looks.await(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(lines.list).isNotEmpty()
                .allMatch(line -> line.getFormattedMessage().contains("could not be looked at"));
    }
}
