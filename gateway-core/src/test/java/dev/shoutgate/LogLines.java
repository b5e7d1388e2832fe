package dev.shoutgate;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.slf4j.LoggerFactory;

/** A log that only a test hears of. */
public final class LogLines {

    private LogLines() {}

    /** What is told to it goes into these lines, and nowhere else. */
    public static Logger into(ListAppender<ILoggingEvent> lines, String name) {
        Logger log = (Logger) LoggerFactory.getLogger(name);
        log.detachAndStopAllAppenders();
        log.setAdditive(false);
        log.addAppender(lines);
        lines.start();
        return log;
    }
}
