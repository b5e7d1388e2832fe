package dev.shoutgate.sim.report;

import static dev.shoutgate.property.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.shoutgate.sim.report.Chart.Dot;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ChartTest {

    @Test
    void drawsEveryPointInsideTheFrameInItsOrder() {
        forAll(100, draws -> drawsInside(draws.list(1, 30, each -> each.between(0, 100_000_000_000L) / 100.0)));
    }

    private static void drawsInside(List<Double> values) throws Exception {
        double most = values.stream().mapToDouble(value -> value).max().orElse(0);
        List<Dot> dots = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            dots.add(new Dot(i, values.get(i), "<" + i + ">"));
        }
        String svg = new Chart("a & b", Scales.seconds(values.size()), Scales.fromZero(most)).line("l", "s", dots)
                .svg();

        List<Element> tips = elements(svg, "circle");
        assertThat(tips).hasSameSizeAs(values);
        double lastX = 0;
        for (int i = 0; i < tips.size(); i++) {
            double x = Double.parseDouble(tips.get(i).getAttribute("cx"));
            double y = Double.parseDouble(tips.get(i).getAttribute("cy"));
            assertThat(x).isBetween(64.0, 670.0).isGreaterThan(lastX);
            assertThat(y).isBetween(13.9, 246.1);
            assertThat(tips.get(i).getTextContent()).isEqualTo("<" + i + ">");
            lastX = x;
        }
    }

    @Test
    void endsAnAxisAboveItsLargestValueWithAFewRoundLines() {
        forAll(200, draws -> {
            double most = draws.between(0, 100_000_000_000L) / 100.0;
            Chart.Scale scale = Scales.fromZero(most);

            assertThat(scale.place().applyAsDouble(most)).isBetween(0.0, 1.0000001);
            assertThat(scale.place().applyAsDouble(0)).isZero();
            assertThat(scale.ticks()).hasSizeBetween(2, 7);
            assertThat(scale.ticks()).extracting(Chart.Tick::label).doesNotHaveDuplicates();
        });
    }

    @Test
    void framesEveryLatencyByDecades() {
        forAll(200, draws -> {
            double one = draws.between(1, 10_000_000) / 100.0;
            double other = draws.between(1, 10_000_000) / 100.0;
            Chart.Scale scale = Scales.decades(Math.min(one, other), Math.max(one, other));

            assertThat(scale.place().applyAsDouble(one)).isBetween(-1e-9, 1 + 1e-9);
            assertThat(scale.place().applyAsDouble(other)).isBetween(-1e-9, 1 + 1e-9);
            assertThat(scale.ticks()).hasSizeGreaterThanOrEqualTo(2);
        });
    }

    @Test
    void pushesTheNamesOfLinesApartThatEndTogether() throws Exception {
        Dot end = new Dot(1, 0, "end");
        String svg = new Chart("three", Scales.seconds(1), Scales.fromZero(10)).line("a", "s", List.of(end))
                .line("b", "s", List.of(end)).line("c", "s", List.of(end)).svg();

        List<Double> heights = elements(svg, "text").stream().filter(text -> text.getAttribute("class")
                .startsWith("name"))
                .map(text -> Double.parseDouble(text.getAttribute("y"))).sorted().toList();
        assertThat(heights).hasSize(3);
        assertThat(heights.get(1) - heights.get(0)).isCloseTo(15, within(0.2));
        assertThat(heights.get(2) - heights.get(1)).isCloseTo(15, within(0.2));
        assertThat(heights.get(2)).as("above the labels of the axis").isLessThan(255);
    }

    @Test
    void leavesALineWithoutPointsOut() throws Exception {
        String svg = new Chart("none", Scales.seconds(1), Scales.fromZero(1)).line("gone", "s", List.of()).svg();

        assertThat(svg).doesNotContain("gone");
        assertThat(elements(svg, "path")).isEmpty();
    }

    @Test
    void escapesAllThatMayEndAnAttributeOrAnElement() {
        assertThat(HtmlText.escaped("<a href=\"x\">&amp;</a>"))
                .isEqualTo("&lt;a href=&quot;x&quot;&gt;&amp;amp;&lt;/a&gt;");
    }

    @Test
    void saysMillisecondsWithTheFiguresThatCount() {
        assertThat(Sentences.ms(0.1234)).isEqualTo("0.12");
        assertThat(Sentences.ms(12.34)).isEqualTo("12.3");
        assertThat(Sentences.ms(1234.5)).isIn("1,234", "1,235");
    }

    private static List<Element> elements(String svg, String name) throws Exception {
        Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)));
        NodeList nodes = document.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }
}
