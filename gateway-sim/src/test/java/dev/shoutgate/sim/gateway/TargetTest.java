package dev.shoutgate.sim.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shoutgate.sim.UsageException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
    private static final String LOCAL = "http://127.0.0.1:8080";

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:8080", "http://127.9.9.9:1", "http://localhost:8080", "http://[::1]:8080",
        "http://localhost", "http://127.0.0.1:8080/"})
    void takesThisMachine(String url) {
        assertThat(Target.of(url, url, "demo", Set.of()).buyersAddress().getAddress().isLoopbackAddress()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://192.168.1.1:8080", "http://example.test:80", "http://127.0.0.1.example.test",
        "http://localhost.example.test", "http://0.0.0.0:8080", "http://[::]:8080"})
    void refusesAnotherMachineOnEitherSide(String url) {
        assertThatThrownBy(() -> Target.of(url, LOCAL, "demo", Set.of())).isInstanceOf(UsageException.class)
                .hasMessageContaining("--buyers-url").hasMessageContaining("--allow-remote");
        assertThatThrownBy(() -> Target.of(LOCAL, url, "demo", Set.of())).isInstanceOf(UsageException.class)
                .hasMessageContaining("--operators-url");
    }

    @Test
    void takesAnotherMachineThatWasNamedAndNoOther() {
        Set<String> named = Set.of("gateway.test");

        assertThat(Target.of("http://gateway.test:81", LOCAL, "demo", named).buyersAuthority())
                .isEqualTo("gateway.test:81");
        assertThatThrownBy(() -> Target.of("http://other.test", LOCAL, "demo", named))
                .isInstanceOf(UsageException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:8080", "https://127.0.0.1", "http://", "http://127.0.0.1/shop", "file:/etc", "",
        "http://user@127.0.0.1", "http://127.0.0.1?x=1", "http://127.0.0.1:port", "mailto:a@b"})
    void refusesWhatIsNoBareHttpAddress(String url) {
        assertThatThrownBy(() -> Target.of(url, LOCAL, "demo", Set.of())).isInstanceOf(UsageException.class)
                .hasMessage("--buyers-url: wanted http://HOST:PORT, came " + url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "line\nbreak", "schlüssel"})
    void refusesATokenThatNoHeaderCanCarryAndDoesNotPrintIt(String token) {
        assertThatThrownBy(() -> Target.of(LOCAL, LOCAL, token, Set.of())).isInstanceOf(UsageException.class)
                .hasMessageStartingWith("--token: wanted 1..256 visible ASCII").hasMessageNotContaining("schl");
    }
}
