package dev.shoutgate.sim.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.StringReader;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class HtmlReportTest {
    private final String page = HtmlReport.of(ReportFixture.of(false, ReportFixture.FINE, ReportFixture.BROKEN));

    @Test
    void needsNothingBesideItself() {
        assertThat(page).startsWith("<!doctype html>").doesNotContain("{{", "<script", "src=", "url(", "@import",
                "href=");
    }

    @Test
    void showsWhatCameFromTheGatewayAsTextAndNotAsMarkup() {
        assertThat(page).contains("&lt;script&gt;alert(1)&lt;/script&gt;", "no &lt;order&gt;", "and 10 more");
    }

    @Test
    void saysTheVerdictFirst() {
        assertThat(page.substring(page.indexOf("<body>"))).containsSubsequence("class=\"verdict broken\"",
                "BROKEN: orders-readable", "<svg");
        assertThat(HtmlReport.of(ReportFixture.of(true, ReportFixture.FINE))).contains("class=\"verdict fell_behind\"");
        assertThat(HtmlReport.of(ReportFixture.of(false, ReportFixture.FINE))).contains("class=\"verdict ok\"");
    }

    @Test
    void drawsThreeChartsThatAreWellFormedAndStayInsideTheirFrames() throws Exception {
        Matcher charts = Pattern.compile("<svg.*?</svg>", Pattern.DOTALL).matcher(page);
        int count = 0;
        while (charts.find()) {
            count++;
            Document svg = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                    .parse(new InputSource(new StringReader(charts.group())));
            assertThat(svg.getDocumentElement().getAttribute("aria-label")).isNotBlank();
            NodeList tips = svg.getElementsByTagName("circle");
            assertThat(tips.getLength()).isPositive();
            for (int i = 0; i < tips.getLength(); i++) {
                Element tip = (Element) tips.item(i);
                assertThat(Double.parseDouble(tip.getAttribute("cx"))).isBetween(64.0, 670.0);
                assertThat(Double.parseDouble(tip.getAttribute("cy"))).isBetween(14.0, 246.0);
            }
        }
        assertThat(count).isEqualTo(3);
    }

    @Test
    void drawsOfferedAndAnsweredOfEverySecond() {
        assertThat(page).contains("second 2: offered 700.0", "second 2: answered 700.0", "second 2: accepted 200.0");
    }

    @Test
    void isStillAPageWhenNothingWasAnswered() {
        ShoutReport full = ReportFixture.of(false, ReportFixture.FINE);
        Latency none = Latency.of(new org.HdrHistogram.Histogram(3));
        ShoutReport empty = new ShoutReport(full.runId(), full.startedAt(), full.buyers(), full.saleId(),
                full.saleNote(),
                full.transport(), true, full.load(), full.lag(), full.results(), none, none, List.of(), List.of());

        assertThat(HtmlReport.of(empty)).contains("interrupted").doesNotContain("NaN", "Infinity");
    }

    @Test
    void placesNinesAtEqualDistances() {
        Chart.Scale nines = Scales.nines(99.99);

        assertThat(nines.place().applyAsDouble(0)).isCloseTo(0, within(1e-9));
        assertThat(nines.place().applyAsDouble(90)).isCloseTo(0.25, within(1e-9));
        assertThat(nines.place().applyAsDouble(99.9)).isCloseTo(0.75, within(1e-6));
        assertThat(nines.ticks()).extracting(Chart.Tick::label).containsExactly("p0", "p50", "p90", "p99", "p99.9",
                "p99.99");
    }

    @Test
    void placesDecadesAtEqualDistancesAndFramesAllValues() {
        Chart.Scale decades = Scales.decades(0.3, 250);

        assertThat(decades.ticks()).extracting(Chart.Tick::label).containsExactly("0.1", "1", "10", "100", "1,000");
        assertThat(decades.place().applyAsDouble(10)).isCloseTo(0.5, within(1e-9));
        assertThat(decades.place().applyAsDouble(0)).isZero();
    }

    @Test
    void endsTheAxisOnARoundNumber() {
        assertThat(Scales.fromZero(6_300).ticks()).extracting(Chart.Tick::label)
                .containsExactly("0", "2,000", "4,000", "6,000", "8,000");
        assertThat(Scales.fromZero(0).ticks()).isNotEmpty();
    }

    @Test
    void endsTheTimeAxisWithTheRun() {
        assertThat(Scales.seconds(21).place().applyAsDouble(21)).isEqualTo(1);
        assertThat(Scales.seconds(21).ticks()).extracting(Chart.Tick::label).containsExactly("0", "5", "10", "15",
                "20");
    }
}
