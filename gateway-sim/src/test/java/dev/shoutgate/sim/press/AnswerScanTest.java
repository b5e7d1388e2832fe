package dev.shoutgate.sim.press;

import static dev.shoutgate.property.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswerScanTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ALPHANUMERIC = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final byte[] CODE = AnswerScan.name("code");
    private static final byte[] TOTAL = AnswerScan.name("total");

    @Test
    void findsWhatAParserFindsWhateverStandsAround() {
        forAll(1_000, draws -> findsThem(draws.text(0, 255), draws.anyLong(), draws.text(0, 40, ALPHANUMERIC),
                draws.flip()));
    }

    private static void findsThem(String before, long total, String code, boolean indented)
            throws JsonProcessingException {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("detail", before + "\"code\":\"no\"");
        body.put("code", code);
        body.put("total", total);
        byte[] bytes = (indented ? JSON.writerWithDefaultPrettyPrinter() : JSON.writer()).writeValueAsString(body)
                .getBytes(StandardCharsets.UTF_8);

        assertThat(AnswerScan.text(bytes, bytes.length, CODE)).isEqualTo(code);
        long wanted = total == Long.MIN_VALUE ? AnswerScan.NO_NUMBER : total;
        assertThat(AnswerScan.number(bytes, bytes.length, TOTAL)).isEqualTo(wanted);
    }

    @Test
    void neverReadsBeyondTheBodyHoweverItIsCut() {
        byte[] whole = "{\"code\" : \"sold-out\", \"total\": -12345}  ".getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length <= whole.length; length++) {
            String code = AnswerScan.text(whole, length, CODE);
            assertThat(code).isEqualTo(length >= 20 ? "sold-out" : null);
            assertThat(AnswerScan.number(whole, length, TOTAL)).isIn(AnswerScan.NO_NUMBER, -1L, -12L, -123L, -1234L,
                    -12345L);
        }
    }

    @Test
    void saysSoWhenThereIsNoSuchValue() {
        for (String body : new String[] {"", "{}", "{\"code\"", "{\"code\":", "{\"code\":7}", "{\"code\":null}", "[]",
            "{\"total\":\"7\",\"code\":\"open"}) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            assertThat(AnswerScan.text(bytes, bytes.length, CODE)).as(body).isNull();
            assertThat(AnswerScan.number(bytes, bytes.length, TOTAL)).as(body).isEqualTo(AnswerScan.NO_NUMBER);
        }
    }
}
