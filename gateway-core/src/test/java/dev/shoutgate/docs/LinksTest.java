package dev.shoutgate.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every link of the pages leads somewhere, and every page can be found. */
class LinksTest {

    private static final long BYTES_OF_A_PICTURE = 120_000;
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)|(?:src|href)=\"([^\"]+)\"");

    static Stream<DocPage> pages() {
        return DocPage.all().stream();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void leadToAFileAndAHeadingThatAreThere(DocPage page) {
        assertThat(links(page)).allSatisfy(link -> {
            String[] parts = link.split("#", 2);
            Path file = parts[0].isEmpty() ? page.path() : page.path().resolveSibling(parts[0]).normalize();
            assertThat(Tree.TOP.resolve(file)).exists();
            if (parts.length == 2) {
                assertThat(DocPage.of(file).anchors()).contains(parts[1]);
            }
        });
    }

    /** Those within the repository. */
    private static List<String> links(DocPage page) {
        return LINK.matcher(page.withoutBlocks()).results()
                .map(link -> link.group(1) != null ? link.group(1) : link.group(2))
                .filter(link -> !link.matches("[a-z]+:.*")).toList();
    }

    @Test
    void showPicturesThatLoadAtOnce() {
        List<String> pictures = DocPage.all().stream()
                .flatMap(page -> links(page).stream().map(link -> page.path().resolveSibling(link).toString()))
                .filter(link -> link.endsWith(".png")).toList();

        assertThat(pictures).contains("docs/live-room.png").allSatisfy(
                picture -> assertThat(Tree.TOP.resolve(picture).toFile().length()).isLessThan(BYTES_OF_A_PICTURE));
    }

    /** To it, or to the folder in which it is one of many. */
    @Test
    void leadFromTheIndexToEveryPage() {
        DocPage index = DocPage.of("docs/README.md");
        List<Path> linked = links(index).stream().map(link -> index.path().resolveSibling(link).normalize()).toList();

        assertThat(DocPage.all()).extracting(DocPage::path).filteredOn(page -> !page.equals(index.path()))
                .allMatch(page -> linked.contains(page) || linked.contains(page.getParent()));
        assertThat(links(DocPage.of("README.md"))).contains("docs/README.md");
    }
}
