package dev.shoutgate.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.bench.pause.GatewayFigures;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A crowd at a real gateway meets what its door is about. */
class DoorTest {

    @ParameterizedTest
    @CsvSource({"NAMES, 0, 0, 0", "UNREAD_TOKENS, 0, 0, 0", "NEW_TOKENS, 0.9, 0, 0", "KNOWN_TOKENS, 0, 0.5, 0",
        "LOW_RATE, 0, 0, 0.5"})
    void makesTheGatewayLookAtWhatItSays(Door door, double checked, double known, double tooMany) throws Exception {
        GatewayContender contender = new GatewayContender("door", "os", "[]", Scene.SOLD_OUT, door);
        try (RunningServer server = RunningServer.start(contender, 4)) {
            server.warmUp(1);
            GatewayFigures figures = GatewayFigures.scrape(server.process());

            double presses = figures.sum("shoutgate_decisions_total");
            assertThat(presses).isPositive();
            assertThat(figures.sum("shoutgate_tokens_refused_total")).isZero();
            assertPart(labelled(figures, "shoutgate_tokens_total", "signature") / presses, checked);
            assertPart(labelled(figures, "shoutgate_tokens_total", "known") / presses, known);
            assertPart(labelled(figures, "shoutgate_decisions_total", "rate-limited") / presses, tooMany);
        }
    }

    private static void assertPart(double part, double least) {
        if (least == 0) {
            assertThat(part).isLessThan(0.5);
        } else {
            assertThat(part).isGreaterThanOrEqualTo(least);
        }
    }

    private static double labelled(GatewayFigures figures, String name, String value) {
        Matcher samples = Pattern.compile("(?m)^" + name + "\\{[^}]*\"" + value + "\"[^}]*} (\\S+)$")
                .matcher(figures.text());
        double sum = 0;
        while (samples.find()) {
            sum += Double.parseDouble(samples.group(1));
        }
        return sum;
    }
}
