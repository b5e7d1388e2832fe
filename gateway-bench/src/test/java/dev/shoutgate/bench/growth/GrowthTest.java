package dev.shoutgate.bench.growth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.shoutgate.bench.growth.GrowthTurn.Result;
import dev.shoutgate.bench.load.Wrk;
import dev.shoutgate.bench.peer.Contender.InvalidRunException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrowthTest {

    private static final GrowthPoint SHOWS = new GrowthPoint("6 in 3", 8, 0, 1_000_000, 3, 2, 1, 2);

    @Test
    void pressesOnEveryItemOfManySalesOnSeveralShards() throws Exception {
        assumeTrue(Wrk.isInstalled(), "skipped: there is no wrk");

        Result result = new GrowthTurn(SHOWS, 1, 1).measure();

        assertThat(result.requestsPerSecond()).isPositive();
        assertThat(result.cpuUs()).isPositive();
        assertThat(result.p99us()).isGreaterThanOrEqualTo(result.p50us());
    }

    @Test
    void pressesWhereBuyersHaveOrdersAlreadyAndRefusesARunThatSellsOut() throws Exception {
        assumeTrue(Wrk.isInstalled(), "skipped: there is no wrk");

        assertThat(new GrowthTurn(GrowthPoint.ofBuyers(1_000), 1, 1).measure().requestsPerSecond()).isPositive();
        GrowthTurn soldOut = new GrowthTurn(new GrowthPoint("few", 8, 0, 100, 1, 1, 1, 1), 1, 1);
        assertThatThrownBy(soldOut::measure).isInstanceOf(InvalidRunException.class).hasMessageContaining("few");
    }

    @Test
    void saysWhatGrewInATableASentenceAChartAndJson(@TempDir Path folder) throws Exception {
        GrowthReport report = new GrowthReport("here");
        report.add(GrowthAxis.BUYERS, GrowthReport.Row.of(GrowthPoint.ofBuyers(10_000),
                List.of(new Result(900, 5, 10, 2), new Result(1_000, 5, 20, 4), new Result(1_100, 5, 30, 6))));
        report.add(GrowthAxis.BUYERS, GrowthReport.Row.of(GrowthPoint.ofBuyers(10_000_000),
                List.of(new Result(800, 7, 50, 5))));
        Path json = folder.resolve("figures.json");
        Path html = folder.resolve("charts.html");
        report.write(json.toFile(), html.toFile());

        assertThat(report.text()).containsPattern("(?m)^10,000 +1,000 +\\(900 to 1,100\\) +5 +20 +4\\.0$")
                .contains("From 10,000 to 10,000,000 buyers who have an order: 0.80 times the throughput,"
                        + " 2.5 times the p99, 1.25 times the processor time of a request.");
        JsonNode rows = new ObjectMapper().readTree(json.toFile()).at("/axes/BUYERS");
        assertThat(rows.findValuesAsText("label")).containsExactly("10,000", "10,000,000");
        assertThat(Files.readString(html)).contains("<svg", ">10,000,000<", "0.80 times the throughput");
    }

    @Test
    void changesOneThingAtATime() {
        for (GrowthAxis axis : GrowthAxis.values()) {
            assertThat(axis.points()).as("%s", axis).hasSizeGreaterThan(1).extracting(GrowthPoint::label)
                    .doesNotHaveDuplicates();
        }
    }
}
