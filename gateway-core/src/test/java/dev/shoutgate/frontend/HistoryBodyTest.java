package dev.shoutgate.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.shoutgate.ItemDefinition;
import dev.shoutgate.SaleView.Act;
import dev.shoutgate.SaleView.History;
import dev.shoutgate.SaleView.PastAct;
import dev.shoutgate.reply.JsonBytes;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryBodyTest {

    private static final ItemDefinition PHONE = new ItemDefinition("phone", "Phone", 199_900, 5, 2, true);
    private static final String START = "{\"acts\":[{\"sequence\":9,\"at\":\"1970-01-01T00:00:00.005Z\",";

    @ParameterizedTest
    @CsvSource({"restock, -40, quantity", "price, 149900, price", "limit, 3, limitPerBuyer", "add-item, 500, stock"})
    void callsTheFigureOfAnActByItsOwnName(String act, long value, String figure) {
        assertThat(written(new PastAct(9, 5, "desk", "k", Act.of(act), "phone", value))).isEqualTo(START
                + "\"by\":\"desk\",\"act\":\"" + act + "\",\"sku\":\"phone\",\"" + figure + "\":" + value
                + ",\"idempotencyKey\":\"k\"}]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"on", "off", "describe"})
    void hasNoFigureWhereAnItemGoesUpOrDown(String act) {
        assertThat(written(new PastAct(9, 5, "desk", "", Act.of(act), "phone", 0)))
                .isEqualTo(START + "\"by\":\"desk\",\"act\":\"" + act + "\",\"sku\":\"phone\"}]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"define", "open", "pause", "resume", "close", "change"})
    void saysOfAWholeSaleNeitherItemNorFigure(String act) {
        assertThat(written(new PastAct(9, 5, "desk", "k", Act.of(act), "", 0)))
                .isEqualTo(START + "\"by\":\"desk\",\"act\":\"" + act + "\",\"idempotencyKey\":\"k\"}]}");
    }

    @Test
    void namesTheClockWhereNobodyDidIt() {
        assertThat(written(new PastAct(9, 5, "", "", Act.OPEN, "", 0)))
                .isEqualTo(START + "\"by\":\"clock\",\"act\":\"open\"}]}");
    }

    @Test
    void saysWhatAPriceAndALimitWereBefore() throws IOException {
        String json = written(new PastAct(1, 0, "a", "", Act.DEFINE), act(2, Act.PRICE, "phone", 5),
                new PastAct(3, 0, "a", "", Act.DEFINE), act(4, Act.PRICE, "phone", 149_900),
                act(5, Act.LIMIT, "phone", 3), act(6, Act.RESTOCK, "phone", 7), act(7, Act.PRICE, "case", 4),
                act(8, Act.PRICE, "phone", 99_900), act(9, Act.LIMIT, "phone", 1));

        assertThat(new ObjectMapper().readTree(json).get("acts")).extracting(act -> act.path("before").asText())
                .containsExactly("", "", "", "199900", "2", "", "", "149900", "3");
    }

    @Test
    void namesWhatWasChangedOfWhatIsSaid() {
        assertThat(written(new PastAct(9, 5, "desk", "", Act.CHANGE, "", 0, "notice featured")))
                .isEqualTo(START + "\"by\":\"desk\",\"act\":\"change\",\"fields\":[\"notice\",\"featured\"]}]}");
    }

    private static PastAct act(long sequence, Act act, String sku, long value) {
        return new PastAct(sequence, 0, "a", "", act, sku, value);
    }

    @Test
    void keepsTheOrderAndAnyKey() throws IOException {
        String json = written(new PastAct(1, 0, "a", "q\"\\", Act.OPEN, "", 0), new PastAct(2, 0, "b", "", Act.PAUSE, "", 0));

        assertThat(new ObjectMapper().readTree(json).findValuesAsText("act")).containsExactly("open", "pause");
        assertThat(new ObjectMapper().readTree(json).findValuesAsText("idempotencyKey")).containsExactly("q\"\\");
        assertThat(written()).isEqualTo("{\"acts\":[]}");
    }

    private static String written(PastAct... acts) {
        JsonBytes body = new JsonBytes();
        HistoryBody.write(new History(List.of(acts), List.of(PHONE)), body);
        return body.toString();
    }
}
