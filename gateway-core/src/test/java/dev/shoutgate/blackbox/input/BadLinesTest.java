package dev.shoutgate.blackbox.input;

import static dev.shoutgate.blackbox.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.Stock;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BadLinesTest {
    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small();

    @RegisterExtension
    final OpenSale sale = new OpenSale(gateway);

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "100", "2147483648", "-9223372036854775808", "9223372036854775808",
        "4294967297", "18446744073709551617", "100000000000000000000"})
    void refusesAQuantityOutside1To99(String quantity) {
        Answer answer = sale.answerToBody("{\"items\":[{\"sku\":\"phone\",\"quantity\":" + quantity + "}]}");
        assertProblem(answer).is(422, "invalid-order").pointsAt("/items/0").hasItsPageAt(gateway.buyers().api());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "0.1", "1e20", "1e400", "1e-1", "-0.5"})
    void refusesAQuantityThatIsNotAWholeNumberOfPieces(String quantity) {
        Answer answer = sale.answerToBody("{\"items\":[{\"sku\":\"phone\",\"quantity\":" + quantity + "}]}");
        assertProblem(answer).isOneOf("422 invalid-order", "400 malformed-request");
    }

    @Test
    void refusesASkuThatComesTwice() {
        Answer answer = sale.answerToBody(
                "{\"items\":[{\"sku\":\"phone\",\"quantity\":1},{\"sku\":\"phone\",\"quantity\":1}]}");
        assertProblem(answer).is(422, "invalid-order").pointsAt("/items");
    }

    @Test
    void refusesASkuThatComesTwiceInTwoSpellingsOfJson() {
        Answer answer = sale.answerToBody(
                "{\"items\":[{\"sku\":\"phone\",\"quantity\":1},{\"sku\":\"\\u0070hone\",\"quantity\":1}]}");
        assertProblem(answer).is(422, "invalid-order").pointsAt("/items");
    }

    @Test
    void refusesAnOrderOfNoLines() {
        assertProblem(sale.answerToBody("{\"items\":[]}")).is(422, "invalid-order").pointsAt("/items");
    }

    @Test
    void pointsAtEveryLineThatIsWrong() {
        Answer answer = sale.answerToBody(
                "{\"items\":[{\"sku\":\"phone\",\"quantity\":1},{\"sku\":\"tablet\",\"quantity\":0}]}");
        assertProblem(answer).is(422, "invalid-order").pointsAt("/items/1");
    }

    @Test
    void takes16LinesAndRefuses17() {
        Item[] items = IntStream.range(0, 17).mapToObj(i -> Item.of("sku-" + i, 10)).toArray(Item[]::new);
        String many = gateway.shop().open(items);
        Answer seventeen = gateway.buyers().buy(many, "b", Fresh.key(), lines(17));
        assertProblem(seventeen).is(422, "invalid-order").pointsAt("/items");
        assertThat(gateway.shop().stock(many, "sku-0")).isEqualTo(Stock.untouched(10));
        Answer sixteen = gateway.buyers().buy(many, "b", Fresh.key(), lines(16));
        assertThat(sixteen.status()).as("%s", sixteen).isEqualTo(201);
        assertThat(gateway.shop().stock(many, "sku-15")).isEqualTo(new Stock(10, 9, 1, 0));
        assertThat(gateway.shop().stock(many, "sku-16")).isEqualTo(Stock.untouched(10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "phone ", "手机", "../phone", "phone\\u0000", "PHONE",
        "ppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppp"})
    void refusesASkuThatNoItemHas(String sku) {
        Answer answer = sale.answerToBody("{\"items\":[{\"sku\":\"" + sku + "\",\"quantity\":1}]}");
        assertProblem(answer).isOneOf("404 unknown-item", "422 invalid-order", "400 malformed-request");
    }

    private static String lines(int count) {
        return IntStream.range(0, count).mapToObj(i -> "{\"sku\":\"sku-" + i + "\",\"quantity\":1}")
                .collect(Collectors.joining(",", "{\"items\":[", "]}"));
    }
}
