package dev.shoutgate.blackbox.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a monitoring asks for that is not ours, and how it asks. */
class PrometheusTest {
    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small();

    private static Answer scrape(String... headers) {
        return gateway.operators().api().get("/metrics", headers);
    }

    private static List<String> helps() {
        return Pattern.compile("(?m)^# HELP shoutgate_\\S+ (.*)$").matcher(scrape().text()).results()
                .map(help -> help.group(1)).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate, gzip;q=0.5", "br, GZIP"})
    void packsWhereAsked(String accepted) throws IOException {
        Answer packed = scrape("Accept-Encoding", accepted);

        assertThat(packed.header("Content-Encoding")).contains("gzip");
        byte[] text = new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes();
        assertThat(new String(text, StandardCharsets.UTF_8)).contains("\nshoutgate_build_info{").endsWith("\n");
        assertThat(packed.body()).hasSizeLessThan(text.length / 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "gzip;q=0", "deflate, gzip; q=0.000", "gzipped", ";", "br, ;q=1"})
    void packsNowhereElse(String accepted) {
        Answer plain = scrape("Accept-Encoding", accepted);

        assertThat(plain.header("Content-Encoding")).isEmpty();
        assertThat(plain.text()).contains("\nshoutgate_build_info{");
    }

    @Test
    void speaksOpenMetricsWhereAsked() {
        Answer answer = scrape("Accept",
                "application/openmetrics-text;version=1.0.0;q=0.6,text/plain;version=0.0.4;q=0.3,*/*;q=0.1");

        assertThat(answer.contentType()).startsWith("application/openmetrics-text; version=1.0.0");
        assertThat(answer.text()).contains("# TYPE shoutgate_decisions counter\n").endsWith("# EOF\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "text/plain;version=0.0.4", "text/html", ""})
    void speaksThePlainFormatOtherwise(String accepted) {
        assertThat(scrape("Accept", accepted).contentType()).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"process_cpu_seconds_total", "process_open_fds", "process_start_time_seconds",
        "process_resident_memory_bytes", "jvm_memory_used_bytes", "jvm_gc_collection_seconds_count",
        "jvm_threads_current", "jvm_buffer_pool_used_bytes"})
    void tellsOfTheProcessAndItsJvm(String name) {
        assertThat(scrape().text()).containsPattern("(?m)^" + name + "[{ ]");
    }

    @Test
    void tellsPressesApartFromScrapesByPortAndRoute() {
        String sale = gateway.shop().open(Item.of("phone", 10));
        gateway.buyers().buy(sale, "b1", "phone", 1);
        gateway.buyers().buy(sale, "b2", "phone", 1);
        gateway.buyers().api().get("/nothing/here");
        scrape();

        assertThat(scrape().text()).contains(
                "duration_seconds_count{port=\"buyers\",route=\"POST /v1/sales/{saleId}/orders\"} 2\n",
                "duration_seconds_count{port=\"buyers\",route=\"other\"} 1\n",
                "duration_seconds_bucket{port=\"operators\",route=\"GET /metrics\",le=\"+Inf\"} ",
                "duration_seconds_count{port=\"operators\",route=\"PUT /v1/sales/{saleId}\"} ")
                .doesNotContain("route=\"" + sale);
    }

    @Test
    void everyHelpStandsAlone() {
        assertThat(helps()).hasSizeGreaterThan(15).doesNotHaveDuplicates()
                .allSatisfy(help -> assertThat(help).doesNotContainPattern("(?i)\\b(them|they|it|its|these|those of)\\b"));
    }

    @Test
    void passesTheLintOfPrometheus(@TempDir Path folder) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/promtool")), "skipped: promtool (apt-get install prometheus)");
        Path scraped = Files.write(folder.resolve("metrics.txt"), scrape().body());

        Process promtool = new ProcessBuilder("promtool", "check", "metrics").redirectInput(scraped.toFile())
                .redirectErrorStream(true).start();
        String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        promtool.waitFor();

        assertThat(said.lines().filter(line -> line.startsWith("shoutgate_"))).isEmpty();
        assertThat(promtool.exitValue()).as(said).isIn(0, 3);
    }
}
