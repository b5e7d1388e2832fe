package dev.shoutgate.blackbox.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests on a phone that is new for each of them, and whose page must have had no error in the end. */
abstract class PhoneTest {
    @RegisterExtension
    static final BrowserUnderTest browser = new BrowserUnderTest();

    Tab phone;

    @BeforeEach
    void takeAPhone() throws Exception {
        phone = browser.stranger();
    }

    @AfterEach
    void putItAway() throws Exception {
        assertThat(phone.errors()).isEmpty();
        phone.close();
    }
}
