package dev.shoutgate.storage;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.shoutgate.LogLines;
import dev.shoutgate.storage.sql.SqliteOrderStore;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutageTest {

    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private Outage outage;

    @BeforeEach
    void listen() {
        outage = new Outage(LogLines.into(lines, "outage-test"), new SqliteOrderStore("sqlite", Path.of("orders.db")));
    }

    @Test
    void isLoggedAtOnceAndThenOnceAMinute() {
        for (int second = 0; second <= 150; second++) {
            outage.failed(new StoreException("disk full"), 7, TimeUnit.SECONDS.toNanos(second));
        }

        assertThat(lines.list).hasSize(3).allSatisfy(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.ERROR);
            assertThat(line.getFormattedMessage()).contains("sqlite").contains("disk full");
            assertThat(line.getThrowableProxy()).isNull();
        });
        assertThat(lines.list.get(2).getFormattedMessage())
                .contains("for 2 minutes (").contains("121 tries").contains("7 facts behind");
    }

    @Test
    void isLoggedOnceMoreWhenItIsOver() {
        outage.failed(new StoreException("disk full"), 7, 0);
        outage.over(3, TimeUnit.SECONDS.toNanos(5));
        outage.over(0, TimeUnit.SECONDS.toNanos(6));

        assertThat(lines.list).hasSize(2);
        assertThat(lines.list.get(1).getLevel()).isEqualTo(Level.INFO);
        assertThat(lines.list.get(1).getFormattedMessage()).contains("again after 5.0 seconds");
    }

    @Test
    void isLoggedAtOnceWhenItComesBack() {
        outage.failed(new StoreException("first"), 1, 0);
        outage.over(0, 1);
        outage.failed(new StoreException("second"), 1, 2);

        assertThat(lines.list).hasSize(3);
        assertThat(lines.list.get(2).getFormattedMessage()).contains("second");
    }

    @Test
    void showsTheTraceOfWhatNobodyExpected() {
        outage.failed(new NullPointerException(), 1, 0);

        assertThat(lines.list.get(0).getThrowableProxy()).isNotNull();
    }
}
