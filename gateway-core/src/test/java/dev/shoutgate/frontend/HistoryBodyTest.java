package dev.shoutgate.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.shoutgate.SaleView.Act;
import dev.shoutgate.SaleView.PastAct;
import dev.shoutgate.reply.JsonBytes;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryBodyTest {

    private static final String START = "{\"acts\":[{\"sequence\":9,\"at\":\"1970-01-01T00:00:00.005Z\",";

    @ParameterizedTest
    @CsvSource({"restock, -40, quantity", "price, 149900, price", "limit, 3, limitPerBuyer", "add-item, 500, stock"})
    void callsTheFigureOfAnActByItsOwnName(String act, long value, String figure) {
        assertThat(written(new PastAct(9, 5, "desk", "k", Act.of(act), "phone", value))).isEqualTo(START
                + "\"by\":\"desk\",\"act\":\"" + act + "\",\"sku\":\"phone\",\"" + figure + "\":" + value
                + ",\"idempotencyKey\":\"k\"}]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"on", "off"})
    void hasNoFigureWhereAnItemGoesUpOrDown(String act) {
        assertThat(written(new PastAct(9, 5, "desk", "", Act.of(act), "phone", 0)))
                .isEqualTo(START + "\"by\":\"desk\",\"act\":\"" + act + "\",\"sku\":\"phone\"}]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"define", "open", "pause", "resume", "close"})
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
    void keepsTheOrderAndAnyKey() throws IOException {
        String json = written(new PastAct(1, 0, "a", "q\"\\", Act.OPEN, "", 0), new PastAct(2, 0, "b", "", Act.PAUSE, "", 0));

        assertThat(new ObjectMapper().readTree(json).findValuesAsText("act")).containsExactly("open", "pause");
        assertThat(new ObjectMapper().readTree(json).findValuesAsText("idempotencyKey")).containsExactly("q\"\\");
        assertThat(written()).isEqualTo("{\"acts\":[]}");
    }

    private static String written(PastAct... acts) {
        JsonBytes body = new JsonBytes();
        HistoryBody.write(List.of(acts), body);
        return body.toString();
    }
}
