package dev.shoutgate.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.shoutgate.bench.load.Wrk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SideBySideTest {

    @Test
    void givesEveryServerItsTurnAndWritesEveryFigure(@TempDir Path folder) throws Exception {
        assumeTrue(Wrk.isInstalled(), "skipped: there is no wrk");
        Path json = folder.resolve("figures.json");
        Path html = folder.resolve("charts.html");

        int code = new CommandLine(new SideBySide()).execute("--only", "limit,disk,redis always,postgres",
                "--seconds", "1", "--warm-up", "1", "--pairs", "1", "--open-loop", "1", "--connections", "8",
                "--json", json.toString(), "--html", html.toString());

        assertThat(code).isZero();
        JsonNode report = new ObjectMapper().readTree(json.toFile());
        List<String> measured = report.get("rows").findValuesAsText("contender");
        List<String> missing = new ArrayList<>();
        report.get("missing").fieldNames().forEachRemaining(missing::add);
        assertThat(measured).startsWith("limit", "disk");
        assertThat(Stream.concat(measured.stream(), missing.stream()))
                .containsExactlyInAnyOrder("limit", "disk", "redis always", "postgres");
        assertThat(report.get("measurements")).hasSize(measured.size()).allSatisfy(measurement -> {
            assertThat(measurement.at("/load/requests").longValue()).isPositive();
            assertThat(measurement.get("cpuUsPerRequest").doubleValue()).isPositive();
            assertThat(measurement.get("heapBytesPerRequest").doubleValue()).isPositive();
        });
        assertThat(report.at("/rows/0/beside/0/rate/median").doubleValue()).isEqualTo(1.0);
        assertThat(report.get("openLoop").findValuesAsText("contender")).containsExactly("limit", "disk");
        assertThat(Files.readString(html)).contains("<svg", ">disk<", ">postgres<").doesNotContain("src=", "href=");
    }

    @Test
    void doesWithoutWrkAndSaysOfTheRestThatItIsMissing() throws Exception {
        ProcessBuilder command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), SideBySide.class.getName(),
                "--only", "limit,redis always", "--seconds", "1", "--warm-up", "1", "--pairs", "1",
                "--connections", "4");
        command.environment().put("PATH", "");

        Process process = command.redirectErrorStream(true).start();
        try {
            String said = new String(process.getInputStream().readAllBytes());
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(said).contains("own client -c4").doesNotContain("Exception")
                    .containsPattern("redis always +not measured: there is no redis-server \\(Debian: apt-get install")
                    .containsPattern("(?m)^limit +[\\d.]+ +1\\.000");
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void keepsServersForAllRoundsWhereTheyAreToStay(@TempDir Path folder) throws Exception {
        Path json = folder.resolve("figures.json");

        int code = new CommandLine(new SideBySide()).execute("--steady", "--only", "limit,floor,disk,repeated key",
                "--seconds", "1", "--warm-up", "2", "--pairs", "2", "--open-loop", "1", "--connections", "8",
                "--json", json.toString());

        assertThat(code).isZero();
        JsonNode report = new ObjectMapper().readTree(json.toFile());
        assertThat(report.get("setting").asText()).contains("servers that stay");
        assertThat(report.get("measurements")).hasSize(8);
        assertThat(report.at("/rows/2/beside").findValuesAsText("yardstick")).containsExactly("limit", "floor");
        assertThat(report.get("openLoop").findValuesAsText("contender")).containsExactly("limit", "disk");
        assertThat(report.at("/rows/1/loopBytesPerRequest").doubleValue()).as("the floor's heap").isLessThan(100);
    }

    @Test
    void namesWhatItCouldMeasureWhereANameIsWrong() {
        assertThat(new CommandLine(new SideBySide()).execute("--only", "limit,mongo")).isEqualTo(2);
    }
}
