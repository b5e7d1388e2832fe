package dev.shoutgate.blackbox.operator;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import java.io.Closeable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.slf4j.LoggerFactory;

/** All that any library of this JVM says, at its most talkative, for as long as this is open. */
final class TalkativeLog implements Closeable {

    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final ch.qos.logback.classic.Logger root = context.getLogger("ROOT");
    private final List<Appender<ILoggingEvent>> others = new ArrayList<>();
    private final Map<ch.qos.logback.classic.Logger, Level> levels = new HashMap<>();
    private final List<ch.qos.logback.classic.Logger> alone = new ArrayList<>();
    private final StringBuffer text = new StringBuffer();
    private final Lines lines = new Lines();
    private final java.util.logging.Logger javaRoot = LogManager.getLogManager().getLogger("");
    private final java.util.logging.Level javaLevel = javaRoot.getLevel();
    private final Records records = new Records();

    private final class Lines extends AppenderBase<ILoggingEvent> {
        private final PatternLayout layout = new PatternLayout();

        @Override
        protected void append(ILoggingEvent event) {
            text.append(layout.doLayout(event));
        }
    }

    private final class Records extends Handler {
        @Override
        public void publish(LogRecord event) {
            text.append(new SimpleFormatter().format(event));
        }

        @Override
        public void flush() { }

        @Override
        public void close() { }
    }

    TalkativeLog() {
        for (ch.qos.logback.classic.Logger logger : context.getLoggerList()) {
            levels.put(logger, logger.getLevel());
            logger.setLevel(Level.TRACE);
            if (!logger.isAdditive()) {
                // Another test had it tell that test alone.
                alone.add(logger);
                logger.setAdditive(true);
            }
        }
        lines.layout.setContext(context);
        lines.layout.setPattern("%level %logger %msg%n%ex");
        lines.layout.start();
        lines.start();
        // Not to the console as well: it is thousands of lines.
        for (Iterator<Appender<ILoggingEvent>> all = root.iteratorForAppenders(); all.hasNext(); ) {
            others.add(all.next());
        }
        others.forEach(root::detachAppender);
        root.addAppender(lines);
        javaRoot.setLevel(java.util.logging.Level.ALL);
        javaRoot.addHandler(records);
    }

    String text() {
        return text.toString();
    }

    /** How often it said so. */
    int count(String words) {
        return text().split(words, -1).length - 1;
    }

    @Override
    public void close() {
        root.detachAppender(lines);
        others.forEach(root::addAppender);
        levels.forEach(ch.qos.logback.classic.Logger::setLevel);
        alone.forEach(logger -> logger.setAdditive(false));
        javaRoot.removeHandler(records);
        javaRoot.setLevel(javaLevel);
    }
}
