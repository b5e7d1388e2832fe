package dev.shoutgate.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.sim.shop.ClosedPort;
import dev.shoutgate.sim.shop.Flaw;
import dev.shoutgate.sim.shop.ShopServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command line, as far as nothing is sent. */
class SimMainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "'' | Usage: sim",
        "whisper | whisper",
        "shout --speed 3 | --speed",
        "shout --connections many | --connections",
        "shout --connections 0 | --connections: wanted 1.0..20000.0, came 0.0",
        "shout --connections 9 --max-connections 8 | --max-connections",
        "shout --lag-share 2 | --lag-share",
        "shout --scale 0 | --scale",
        "shout --double-press 2 | crowd.doublePressShare: wanted 0..1, came 2",
        "shout --greedy -1 | crowd.greedyShare",
        "shout --phase quiet | --phase: wanted NAME:SECONDS:RATE",
        "shout --phase quiet:one:5 | --phase: wanted NAME:SECONDS:RATE",
        "shout --profile /no/such/file | /no/such/file",
        "shout --buyers-url http://example.test | is not this machine",
        "shout --operators-url http://example.test | is not this machine",
        "shout --allow-remote other.test --buyers-url http://example.test | is not this machine",
        "shout --report /no/such/folder/report.json | --report",
        "shout --html /tmp | --html"})
    void exitsWith64AndSaysWhatIsWrong(String line, String said) {
        assertThat(run(line)).isEqualTo(64);
        assertThat(err.toString()).contains(said);
        assertThat(out.toString()).as("nothing was begun").isEmpty();
    }

    @Test
    void exitsWith69AndTheWayToAGatewayWhenNoneIsThere() throws IOException {
        try (ClosedPort closed = new ClosedPort()) {
            assertThat(run("shout --buyers-url " + closed.url() + " --operators-url " + closed.url())).isEqualTo(69);
            assertThat(err.toString()).contains("no answer from " + closed.url()).contains("serve --demo")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void helpNamesTheExitStatusesAndTheDefaults() {
        assertThat(run("shout --help")).isZero();
        assertThat(out.toString()).contains("Exit status:", "the generator fell behind", "http://127.0.0.1:8080",
                "demo");
    }

    @Test
    void takesPhasesFromTheCommandLine() {
        try (ShopServer shop = ShopServer.open(Flaw.NONE)) {
            int status = run("shout --buyers-url " + shop.buyersUrl() + " --operators-url " + shop.operatorsUrl()
                    + " --phase a:0.1:100 --phase b:0.1:100:300 --scale 0.5 --double-press 0 --greedy 0 --seed 3"
                    + " --lag-threshold-ms 60000 --settle-seconds 60");

            assertThat(status).as(out.toString()).isZero();
            // 5 in the first tenth of a second, 10 in the second.
            assertThat(out.toString()).contains("15 presses of 15 buyers").contains("15  201 accepted");
        }
    }

    private int run(String line) {
        String[] args = line.isEmpty() ? new String[0] : line.split(" ");
        return SimMain.run(args, new PrintWriter(out), new PrintWriter(err));
    }
}
