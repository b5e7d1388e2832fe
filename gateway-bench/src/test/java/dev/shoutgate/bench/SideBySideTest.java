package dev.shoutgate.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SideBySideTest {

    @Test
    void givesEveryServerItsTurnAndWritesEveryFigure(@TempDir Path folder) throws Exception {
        assumeTrue(Wrk.isInstalled(), "there is no wrk");
        Path json = folder.resolve("figures.json");

        int code = new CommandLine(new SideBySide()).execute(
                "--seconds", "1", "--warm-up", "1", "--pairs", "1", "--connections", "8", "--json", json.toString());

        assertThat(code).isZero();
        JsonNode report = new ObjectMapper().readTree(json.toFile());
        assertThat(report.get("rows").findValuesAsText("contender")).containsExactly("limit", "disk", "sold out");
        assertThat(report.get("measurements")).hasSize(3).allSatisfy(measurement -> {
            assertThat(measurement.at("/load/requests").longValue()).isPositive();
            assertThat(measurement.get("cpuUsPerRequest").doubleValue()).isPositive();
        });
        assertThat(report.at("/rows/0/ofFirst/median").doubleValue()).isEqualTo(1.0);
    }

    @Test
    void saysWhatIsMissingWhereThereIsNoWrk() throws Exception {
        ProcessBuilder command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), SideBySide.class.getName());
        command.environment().put("PATH", "");

        Process process = command.redirectErrorStream(true).start();
        try {
            String said = new String(process.getInputStream().readAllBytes());
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(said).contains("There is no wrk").doesNotContain("Exception");
            assertThat(process.exitValue()).isEqualTo(2);
        } finally {
            process.destroyForcibly();
        }
    }
}
