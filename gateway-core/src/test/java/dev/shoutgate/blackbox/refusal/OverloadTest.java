package dev.shoutgate.blackbox.refusal;

import static dev.shoutgate.blackbox.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.BuyRequest;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.RawHttp;
import dev.shoutgate.blackbox.Stock;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A ring of few slots, and more buys at once than it can hold. */
class OverloadTest {
    private static final int CONNECTIONS = 20;
    private static final int PRESSES = 100;

    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small().with("ring.slots", 64);

    @Test
    void shedsWhatTheRingCannotHoldAndRecordsNothingOfIt() {
        String sale = gateway.shop().open(Item.of("phone", 100_000));
        List<Answer> answers = new ArrayList<>();
        for (int round = 0; round < 20 && answers.stream().noneMatch(a -> a.status() == 503); round++) {
            answers.addAll(floodOnce(sale));
        }
        Answer shed = answers.stream().filter(a -> a.status() == 503).findFirst()
                .orElseThrow(() -> new AssertionError("nothing was shed of " + answers.size() + " presses"));
        assertProblem(shed).is(503, "overloaded").hasItsPageAt(gateway.buyers().api());
        long accepted = answers.stream().filter(a -> a.status() == 201).count();
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(new Stock(100_000, 100_000 - accepted, accepted, 0));
        gateway.shop().assertAuditOk(sale);
    }

    private static List<Answer> floodOnce(String sale) {
        List<RawHttp> connections = new ArrayList<>();
        List<Answer> answers = new ArrayList<>();
        try {
            for (int c = 0; c < CONNECTIONS; c++) {
                connections.add(gateway.connect());
            }
            connections.forEach(connection -> connection.send(manyBuys(sale)));
            for (RawHttp connection : connections) {
                for (int press = 0; press < PRESSES; press++) {
                    answers.add(connection.read());
                }
            }
        } finally {
            connections.forEach(RawHttp::close);
        }
        return answers;
    }

    private static byte[] manyBuys(String sale) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int press = 0; press < PRESSES; press++) {
            bytes.writeBytes(BuyRequest.of(sale, "phone").bytes());
        }
        return bytes.toByteArray();
    }
}
