package dev.shoutgate.telemetry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.ConsoleTarget;
import ch.qos.logback.core.spi.ContextAwareBase;

/**
 * Sets the log up: lines on stderr, at the level that {@code SHOUTGATE_LOG} in the environment names, by default INFO.
 * In code and not in a file, because reading one costs a start about an eighth of a second of processor time.
 *
 * <p>A file that {@code -Dlogback.configurationFile} names takes its place.
 *
 * <p>Threading: once, by whichever thread asks for the first logger; the library calls it by its service entry.
 */
public final class ConsoleLog extends ContextAwareBase implements Configurator {

    private static final String LEVEL = "SHOUTGATE_LOG";
    private static final String PATTERN = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX,UTC} %-5level %logger{0} - %msg%n";

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        if (System.getProperty("logback.configurationFile") != null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        for (String library : new String[] {"io.netty", "net.openhft"}) {
            context.getLogger(library).setLevel(Level.WARN);
        }
        // These log every failed opening with its trace; the flusher says the same in a line, and once a minute.
        context.getLogger("com.zaxxer.hikari").setLevel(Level.OFF);
        context.getLogger("org.flywaydb").setLevel(Level.OFF);
        // A client without a broker says so several times a second. What it gives up on the flusher hears, and says
        // once a minute; faults of its own are left.
        context.getLogger("org.apache.kafka").setLevel(Level.ERROR);
        context.getLogger("org.apache.kafka.clients.NetworkClient").setLevel(Level.OFF);
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.toLevel(System.getProperty(LEVEL, System.getenv(LEVEL)), Level.INFO));
        root.addAppender(toStderr(context));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** stdout is for what a command was asked to print. */
    private static ConsoleAppender<ILoggingEvent> toStderr(LoggerContext context) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(PATTERN);
        encoder.start();
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setName("STDERR");
        console.setTarget(ConsoleTarget.SystemErr.getName());
        console.setEncoder(encoder);
        console.start();
        return console;
    }
}
