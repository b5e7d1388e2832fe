package dev.shoutgate.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTest {

    @ParameterizedTest
    @CsvSource({"24 80, true", "24 37, true", "24 36, false", "20 80, true", "19 80, false", "0 0, true",
        "stty: not a terminal, true", "'', true"})
    void showsACodeOnlyWhereAllOfItFits(String size, boolean fits) {
        List<String> code = Collections.nCopies(19, "█".repeat(37));

        assertThat(Terminal.parse(size + "\n").fits(code)).isEqualTo(fits);
    }

    @Test
    void hasRoomForTheCodeOfAnyAddressAsSmallAsTerminalsUsuallyAre() {
        List<String> longest = QrText.of("http://192.168.100.200:65535/live/demo");

        assertThat(Terminal.parse("24 80").fits(longest)).isTrue();
    }
}
