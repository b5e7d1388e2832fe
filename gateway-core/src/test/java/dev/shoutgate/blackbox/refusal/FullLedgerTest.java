package dev.shoutgate.blackbox.refusal;

import static dev.shoutgate.blackbox.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.BuyRequest;
import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.RawHttp;
import dev.shoutgate.blackbox.Stock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What happens when the room for orders that the settings gave is used up. */
class FullLedgerTest {
    private static final int ROOM = 1_000;

    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small().with("capacity.orders", ROOM);

    @Test
    void refusesNewOrdersTruthfullyAndKeepsServingTheRest() {
        String sale = gateway.shop().open(Item.of("phone", 5 * ROOM));
        List<BuyRequest> accepted = new ArrayList<>();
        Answer refused = fill(sale, accepted);

        assertProblem(refused).is(503, "storage-unavailable").hasItsPageAt(gateway.buyers().api());
        int sold = accepted.size();
        assertThat(sold).isGreaterThanOrEqualTo(ROOM);
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(new Stock(5 * ROOM, 5 * ROOM - sold, sold, 0));
        assertThat(gateway.buyers().sale(sale).status()).isEqualTo(200);
        try (RawHttp connection = gateway.connect()) {
            Answer replay = connection.exchange(accepted.get(0));
            assertThat(replay.status()).as("%s", replay).isEqualTo(201);
            assertThat(gateway.buyers().order(replay.orderId(), accepted.get(0).buyer()).status()).isEqualTo(200);
            assertThat(gateway.buyers().cancel(replay.orderId(), accepted.get(0).buyer()).status()).isEqualTo(200);
        }
        gateway.shop().assertAuditOk(sale);
        assertThat(gateway.buyers().buy("no-such-sale", Fresh.buyer(), "phone", 1).status()).isEqualTo(404);
    }

    private static Answer fill(String sale, List<BuyRequest> accepted) {
        try (RawHttp connection = gateway.connect()) {
            for (int press = 0; press < 2 * ROOM; press++) {
                BuyRequest request = BuyRequest.of(sale, "phone");
                Answer answer = connection.exchange(request);
                if (answer.status() != 201) {
                    return answer;
                }
                accepted.add(request);
            }
        }
        throw new AssertionError("took " + accepted.size() + " orders into room for " + ROOM);
    }
}
