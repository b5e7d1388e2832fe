package dev.shoutgate.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages are read once and understood: the README is short, and sentences are. */
class PlainWordsTest {

    private static final int WORDS_OF_THE_README = 1_000;
    private static final int MEDIAN = 14;
    private static final int MEAN = 18;
    private static final int MOST = 30;
    private static final int MOST_ELSEWHERE = 40;

    /** A line that begins something new: a list's item, a row, a heading, a picture, a quotation by indentation. */
    private static final Pattern BEGINS = Pattern.compile("(?m)^(?=\\s*[-*] |\\||#|<|    \\S)");
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?])[*)]*\\s+");
    private static final Pattern NO_SENTENCE = Pattern.compile("(?s)\\s*(\\||#|<|    ).*");

    static Stream<DocPage> pages() {
        return DocPage.all().stream().filter(page -> !page.isFinding());
    }

    private static List<String> sentences(DocPage page) {
        List<String> sentences = new ArrayList<>();
        for (String paragraph : page.withoutBlocks().split("\n\\s*\n")) {
            for (String piece : BEGINS.split(paragraph)) {
                if (!NO_SENTENCE.matcher(piece).matches()) {
                    Arrays.stream(SENTENCE_END.split(piece.strip())).filter(words -> !words.isBlank())
                            .forEach(sentences::add);
                }
            }
        }
        return sentences;
    }

    private static int words(String text) {
        return text.isBlank() ? 0 : text.strip().split("\\s+").length;
    }

    @Test
    void areFewInTheReadmeEvenWithWhatIsTyped() {
        assertThat(words(DocPage.of("README.md").text())).isLessThanOrEqualTo(WORDS_OF_THE_README);
    }

    @Test
    void standInShortSentencesInTheReadme() {
        List<String> sentences = sentences(DocPage.of("README.md"));
        int[] lengths = sentences.stream().mapToInt(PlainWordsTest::words).sorted().toArray();

        assertThat(sentences).hasSizeGreaterThan(30);
        assertThat(sentences).filteredOn(sentence -> words(sentence) > MOST).isEmpty();
        assertThat(lengths[lengths.length / 2]).isLessThanOrEqualTo(MEDIAN);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void standInSentencesThatAreReadOnce(DocPage page) {
        List<String> sentences = sentences(page);

        assertThat(sentences).isNotEmpty();
        assertThat(sentences).filteredOn(sentence -> words(sentence) > MOST_ELSEWHERE).isEmpty();
        assertThat(sentences.stream().mapToInt(PlainWordsTest::words).average().orElseThrow())
                .isLessThanOrEqualTo(MEAN);
    }

    @Test
    void areCountedAsAReaderWould() {
        DocPage page = new DocPage(null, "# No. Sentence\n\nOne two.\nThree `four.five` six?\n\n- **Seven.** Eight\n"
                + "  nine\n- ten\n\n| a | b |\n| --- | --- |\n\n```sh\nnot. this.\n```\n\nEnds here\n");

        assertThat(sentences(page)).containsExactly(
                "One two.", "Three `four.five` six?", "- **Seven.", "Eight\n  nine", "- ten", "Ends here");
    }
}
