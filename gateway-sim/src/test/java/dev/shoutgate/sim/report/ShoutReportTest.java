package dev.shoutgate.sim.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.shoutgate.sim.ExitCode;
import dev.shoutgate.sim.press.Answers;
import dev.shoutgate.sim.press.Bought;
import dev.shoutgate.sim.press.LoadSettings;
import dev.shoutgate.sim.press.PressLog;
import dev.shoutgate.sim.press.Tally;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class ShoutReportTest {
    @Test
    void endsInOkOnlyWhenNothingIsBrokenAndTheScheduleWasKept() {
        assertThat(ReportFixture.of(false, ReportFixture.FINE, ReportFixture.SKIPPED).outcome()).isEqualTo(ExitCode.OK);
        assertThat(ReportFixture.of(true, ReportFixture.FINE).outcome()).isEqualTo(ExitCode.FELL_BEHIND);
        assertThat(ReportFixture.of(false, ReportFixture.BROKEN, ReportFixture.FINE).outcome())
                .isEqualTo(ExitCode.BROKEN);
    }

    @Test
    void aBrokenInvariantWinsOverAScheduleThatWasNotKept() {
        assertThat(ReportFixture.of(true, ReportFixture.BROKEN).outcome()).isEqualTo(ExitCode.BROKEN);
    }

    @Test
    void countsAnswersByStatusAndCode() {
        PressLog log = new PressLog(6);
        for (int press = 0; press < 5; press++) {
            Answers.sent(log, press, press);
        }
        Answers.bought(log, 0, 10, new Bought("o1", "phone", 1, 1, 1, false));
        Answers.bought(log, 1, 10, new Bought("o1", "phone", 1, 1, 1, true));
        Answers.refused(log, 2, 10, 409, "sold-out");
        Answers.refused(log, 3, 10, 409, "sold-out");

        assertThat(ShoutReport.results(log)).isEqualTo(Map.of("201 accepted", 1L, "201 replayed", 1L, "409 sold-out",
                2L,
                "no answer", 1L));
    }

    @Test
    void readsPercentilesOffTheHistogram() {
        Latency latency = ReportFixture.latency(1000);

        assertThat(latency.count()).isEqualTo(1000);
        assertThat(latency.p50Ms()).isCloseTo(500, within(1.0));
        assertThat(latency.p90Ms()).isCloseTo(900, within(1.0));
        assertThat(latency.p99Ms()).isCloseTo(990, within(1.0));
        assertThat(latency.p999Ms()).isCloseTo(999, within(1.0));
        assertThat(latency.maxMs()).isCloseTo(1000, within(1.0));
    }

    @Test
    void drawsTheCurveNoFurtherThanThereArePressesToTellApart() {
        Latency latency = ReportFixture.latency(1000);

        assertThat(latency.curve().get(0).percentile()).isZero();
        assertThat(latency.curve().get(latency.curve().size() - 1).percentile()).isCloseTo(99.9, within(0.001));
        assertThat(Latency.of(new Histogram(3)).curve()).isEmpty();
    }

    @Test
    void theGeneratorHasFallenBehindWhenMoreThanTheAllowedShareIsLate() {
        LoadSettings settings = new LoadSettings(1, 1, Duration.ofSeconds(1), Duration.ofSeconds(1),
                Duration.ofMillis(20), 0.01);
        Tally oneInAHundred = lags(99, 1);
        Tally twoInAHundred = lags(98, 2);

        assertThat(SendLag.of(oneInAHundred, settings).fellBehind()).isFalse();
        assertThat(SendLag.of(twoInAHundred, settings).fellBehind()).isTrue();
        assertThat(SendLag.of(twoInAHundred, settings).lateShare()).isCloseTo(0.02, within(1e-9));
        assertThat(SendLag.of(new Tally(1), settings).fellBehind()).as("nothing was sent").isFalse();
    }

    @Test
    void saysInTextWhatIsBrokenWithTheFirstOffendersAndHowManyMore() {
        String text = TextReport.of(ReportFixture.of(false, ReportFixture.FINE, ReportFixture.SKIPPED,
                ReportFixture.BROKEN));

        assertThat(text).contains("  ok       stock-adds-up", "  skipped  units-taken",
                "  BROKEN   orders-readable       wanted: an order; came: no <order>", "- press 8", "and 10 more",
                "BROKEN: orders-readable", "offered       1,000 presses in 2.0 s, 500/s", "598  409 sold-out",
                "2 presses never got one");
    }

    @Test
    void saysInTextThatTheGeneratorFellBehindWithTheFigures() {
        assertThat(TextReport.of(ReportFixture.of(true, ReportFixture.FINE)))
                .contains("FELL BEHIND: 50 of 1,000 presses (5.00 %) left more than 20 ms late (allowed 1.00 %)",
                        "a gentler load than planned");
        assertThat(TextReport.of(ReportFixture.of(false, ReportFixture.FINE))).contains("kept: 1 of 1,000")
                .doesNotContain("FELL BEHIND");
    }

    @Test
    void linesItsProgressUpUnderTheHeads() {
        String head = TextReport.progressHead();
        String line = TextReport.progress(ReportFixture.of(false).seconds().get(1));

        assertThat(line).hasSameSizeAs(head);
        assertThat(line.trim().split(" +")).containsExactly("2", "700", "700", "700", "200", "500", "0", "1.50",
                "2.50", "40.0");
    }

    @Test
    void saysTheSameAsJson() throws IOException {
        JsonNode json = new ObjectMapper().readTree(JsonReport.of(ReportFixture.of(true, ReportFixture.BROKEN)));

        assertThat(json.get("outcome").asText()).isEqualTo("BROKEN");
        assertThat(json.get("exitStatus").asInt()).isEqualTo(1);
        assertThat(json.at("/load/peakOffered").asInt()).isEqualTo(700);
        assertThat(json.at("/accepted/p99Ms").asDouble()).isCloseTo(396, within(1.0));
        assertThat(json.at("/results/409 sold-out").asInt()).isEqualTo(598);
        assertThat(json.at("/invariants/0/offenders")).hasSize(2);
        assertThat(json.at("/seconds/1/offered").asInt()).isEqualTo(700);
    }

    /** A tally with so many presses in time and so many late. */
    private static Tally lags(int inTime, int late) {
        Tally tally = new Tally(20_000_000);
        for (int press = 0; press < inTime + late; press++) {
            Answers.lagged(tally, press < inTime ? 1_000 : 20_000_001);
        }
        return tally;
    }
}
