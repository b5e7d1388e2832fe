package dev.shoutgate.sim.press;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CodeBookTest {
    private final CodeBook book = new CodeBook();

    @Test
    void givesTheSameCodeTheSameNumberAndAnotherCodeAnother() {
        short soldOut = number("{\"code\":\"sold-out\"}");
        short soldOutside = number("{\"code\":\"sold-outside\"}");

        assertThat(number("{\"status\":409, \"code\": \"sold-out\"}")).isEqualTo(soldOut).isNotEqualTo(soldOutside);
        assertThat(book.code(soldOut)).isEqualTo("sold-out");
        assertThat(book.code(soldOutside)).isEqualTo("sold-outside");
    }

    @Test
    void hasANumberForAnAnswerWithoutACode() {
        assertThat(number("<html>oops</html>")).isEqualTo(CodeBook.NONE);
        assertThat(book.code(CodeBook.NONE)).isEmpty();
    }

    @Test
    void stopsCollectingWhenAGatewayMakesUpCodesWithoutEnd() {
        for (int i = 0; i < CodeBook.MOST_CODES; i++) {
            assertThat(number("{\"code\":\"c" + i + "\"}")).isNotEqualTo(CodeBook.NONE);
        }

        assertThat(number("{\"code\":\"one-more\"}")).isEqualTo(CodeBook.NONE);
        assertThat(book.code(number("{\"code\":\"c7\"}"))).isEqualTo("c7");
    }

    private short number(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return book.numberOf(bytes, bytes.length);
    }
}
