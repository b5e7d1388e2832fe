package dev.shoutgate;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Lets every wait of the tests look at once, and then often: Awaitility's own tenth of a second before the first look
 * comes to a minute in a suite whose conditions are mostly true by then. JUnit finds it by itself, for every class.
 */
public final class QuickAwait implements BeforeAllCallback {

    @Override
    public void beforeAll(ExtensionContext context) {
        Awaitility.setDefaultPollDelay(Duration.ZERO);
        Awaitility.setDefaultPollInterval(Duration.ofMillis(20));
    }
}
