package dev.shoutgate.journal;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/** Keeps the journal's log out of tests that make thousands of faults on purpose. */
final class QuietLog implements BeforeAllCallback, AfterAllCallback {

    private final Logger log = (Logger) LoggerFactory.getLogger(JournalWriter.class.getPackageName());

    @Override
    public void beforeAll(ExtensionContext context) {
        log.setLevel(Level.OFF);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        log.setLevel(null);
    }
}
