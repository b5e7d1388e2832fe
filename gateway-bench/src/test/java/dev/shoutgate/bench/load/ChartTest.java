package dev.shoutgate.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ChartTest {

    private static Document parsed(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }

    @Test
    void drawsBarsInProportionAndPlacesThatHaveNone() throws Exception {
        Document svg = parsed(new BarChart("per second").bar("whole", 200, "200 <a>").bar("half", 100, "100")
                .none("absent", "not there").svg());

        var bars = svg.getElementsByTagName("rect");
        assertThat(bars.getLength()).as("a track and a bar each").isEqualTo(6);
        double whole = Double.parseDouble(bars.item(1).getAttributes().getNamedItem("width").getNodeValue());
        double half = Double.parseDouble(bars.item(3).getAttributes().getNamedItem("width").getNodeValue());
        double none = Double.parseDouble(bars.item(5).getAttributes().getNamedItem("width").getNodeValue());
        assertThat(half * 2).isEqualTo(whole);
        assertThat(none).isZero();
        assertThat(svg.getDocumentElement().getTextContent()).contains("per second", "200 <a>", "not there");
    }

    @Test
    void drawsNothingOfNothing() throws Exception {
        assertThat(parsed(new BarChart("none").bar("zero", 0, "0").svg()).getElementsByTagName("rect").getLength())
                .isEqualTo(2);
    }

    @Test
    void makesAPageThatNeedsNothingFromElsewhere() {
        String page = new HtmlPage("A & B").heading("h").sentence("<s>").table("a  b").chart(new BarChart("c")).text();

        assertThat(page).contains("<title>A &amp; B</title>", "&lt;s&gt;", "<pre>a  b</pre>", "<svg ")
                .doesNotContain("src=", "href=", "url(");
    }
}
