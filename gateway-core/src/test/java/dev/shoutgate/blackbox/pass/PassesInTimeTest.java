package dev.shoutgate.blackbox.pass;

import static dev.shoutgate.blackbox.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.ByteText;
import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.BuyRequest;
import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.SaleDefinition;
import dev.shoutgate.gate.pass.PassSeal;
import dev.shoutgate.gate.pass.PassSeal.Kind;
import dev.shoutgate.inventory.memory.Hashing;
import dev.shoutgate.journal.FactReader;
import dev.shoutgate.journal.FolderDisk;
import dev.shoutgate.journal.JournalReader;
import dev.shoutgate.journal.fact.MessageHeaderDecoder;
import dev.shoutgate.journal.fact.ShardFoundedDecoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Challenges and passes of other times, which only who has the shard's secret can make: the test, from its journal. */
class PassesInTimeTest {

    private static final long SECOND_MS = 1_000;
    private static final long CHALLENGE_MS = TimeUnit.HOURS.toMillis(1);

    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small();

    private final String buyer = Fresh.buyer();
    private final ByteText buyerText = new ByteText(64);
    private String sale;
    private PassSeal seal;

    @BeforeEach
    void open() throws IOException {
        sale = gateway.shop().open(SaleDefinition.of(Item.of("phone", 9).limit(9)).with("pass", "required")
                .with("passDifficulty", 0));
        buyerText.set(buyer);
        Hashing[] shards = new Hashing[1];
        FactReader founding = (sequence, timeMs, buffer, offset, length) -> {
            if (sequence == 1) {
                ShardFoundedDecoder fact = new ShardFoundedDecoder()
                        .wrapAndApplyHeader(buffer, offset, new MessageHeaderDecoder());
                shards[0] = new Hashing(fact.hashKey0(), fact.hashKey1());
            }
        };
        JournalReader.read(new FolderDisk(gateway.data().resolve("shard-0/journal")), 0, 1, founding);
        seal = new PassSeal(shards[0]);
    }

    private String sealed(Kind kind, long timeMs) {
        return new String(seal.seal(kind, sale, buyerText, timeMs, Fresh.key().hashCode() & Integer.MAX_VALUE),
                StandardCharsets.US_ASCII);
    }

    private static void assertExpired(Answer answer) {
        assertProblem(answer).is(403, "not-eligible");
        assertThat(answer.field("reason")).isEqualTo("expired");
    }

    @Test
    void takeAChallengeForAnHour() {
        long nowMs = System.currentTimeMillis();
        Answer late = gateway.buyers().solve(sale, buyer, sealed(Kind.CHALLENGE, nowMs - CHALLENGE_MS), "x");
        assertExpired(late);
        Answer inTime = gateway.buyers().solve(sale, buyer,
                sealed(Kind.CHALLENGE, nowMs - CHALLENGE_MS + 60 * SECOND_MS), "x");
        assertThat(inTime.status()).as("%s", inTime).isEqualTo(200);
    }

    @Test
    void takeAPassUntilItsEnd() {
        long nowMs = System.currentTimeMillis();
        assertExpired(buy(sealed(Kind.PASS, nowMs)));
        Answer inTime = buy(sealed(Kind.PASS, nowMs + 60 * SECOND_MS));
        assertThat(inTime.status()).as("%s", inTime).isEqualTo(201);
        // The shard answers whoever has an order, and hears from the loop what the pass is worth.
        assertExpired(buy(sealed(Kind.PASS, nowMs - SECOND_MS)));
    }

    private Answer buy(String pass) {
        return gateway.buyers().buy(sale, buyer, Fresh.key(), BuyRequest.line("phone", 1), pass);
    }
}
