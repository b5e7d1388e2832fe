package dev.shoutgate.blackbox.page;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A real browser for the tests of a class; on a machine without one they are skipped, and say so. */
final class BrowserUnderTest implements BeforeAllCallback, AfterAllCallback {

    private Chromium browser;

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        browser = Chromium.start();
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        if (browser != null) {
            browser.close();
            browser = null;
        }
    }

    /** A tab of the browser's own person: all of them share what the browser keeps. */
    Tab tab() throws Exception {
        return browser.tab();
    }

    /** A tab of somebody else, of whom the browser knows nothing. */
    Tab stranger() throws Exception {
        return browser.stranger();
    }
}
