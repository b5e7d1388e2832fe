package dev.shoutgate.frontend;

import static dev.shoutgate.property.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.property.Draws;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class KnownTargetsTest {

    /** More than there are slots, so that many of them meet in one. */
    private static final int MANY = 5_000;

    private final RouteTable routes = new RouteTable()
            .on("GET", "/v1/sales/{}", (request, exchange) -> { })
            .on("POST", "/v1/sales/{}/orders", (request, exchange) -> { });
    private final KnownTargets known = new KnownTargets(routes);

    @Test
    void makesATargetOnceForAllWhoAskForIt() {
        RequestTarget first = find("POST /v1/sales/demo/orders");

        assertThat(find("POST /v1/sales/demo/orders")).isSameAs(first);
        assertThat(first.arguments()).startsWith("demo");
    }

    @Test
    void findsInTheMiddleOfOtherBytes() {
        byte[] bytes = "xxGET /v1/sales/demo HTTP/1.1".getBytes(StandardCharsets.US_ASCII);

        assertThat(known.find(bytes, 2, 20)).isSameAs(find("GET /v1/sales/demo"));
    }

    @Test
    void answersAsTheRoutesDoWhoeverAskedBefore() {
        forAll(2_000, draws -> {
            String line = draws.one(KnownTargetsTest::line);
            RequestTarget wanted = routes.resolve(line.substring(0, line.indexOf(' ')),
                    line.substring(line.indexOf(' ') + 1));

            assertThat(find(line)).usingRecursiveComparison().isEqualTo(wanted);
        });
    }

    @Test
    void isNotFooledByThoseOfTheSameSlot() {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < MANY; i++) {
                assertThat(find("GET /v1/sales/s" + i).arguments()[0]).isEqualTo("s" + i);
            }
        }
    }

    @Test
    void keepsNothingOfWhatNobodyAnswersOrIsLong() {
        String longest = "GET /v1/sales/" + "s".repeat(500);

        assertThat(find("GET /nowhere")).isNotSameAs(find("GET /nowhere"));
        assertThat(find(longest)).isNotSameAs(find(longest));
        assertThat(find(longest).route()).isNotNull();
    }

    private static String line(Draws draws) {
        String sale = "/v1/sales/" + draws.text(0, 2, "ab/?");
        return draws.of("GET ", "POST ") + sale + draws.of("", "/orders", "?limit=1");
    }

    private RequestTarget find(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.US_ASCII);
        return known.find(bytes, 0, bytes.length);
    }
}
