package dev.shoutgate.reply;

import static dev.shoutgate.property.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shoutgate.Outcome;
import dev.shoutgate.PassFault;
import dev.shoutgate.Problem;
import dev.shoutgate.property.Draws;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever is told what others were told before hears what a writer without a memory would have said. */
class SoldOutReplyTest {

    private static final byte[] SHOP = "Access-Control-Allow-Origin: https://a\r\nVary: Origin\r\n".getBytes();
    private static final byte[] OTHER = "Access-Control-Allow-Origin: https://b\r\nVary: Origin\r\n".getBytes();

    private final Replies replies = new Replies();

    @Test
    void saysWhatAWriterWithoutAMemoryWouldSay() {
        forAll(2_000, draws -> {
            ReplyWriter remembering = new ReplyWriter();
            for (Exchange refusal : draws.list(1, 12, this::refusal)) {
                assertThat(undated(text(remembering, refusal))).isEqualTo(undated(text(new ReplyWriter(), refusal)));
            }
        });
    }

    /** Not what the one before was told: an origin that may call is nobody else's business. */
    @Test
    void tellsAPageOfAnotherOriginItsOwnNameAndNobodyElse() {
        ReplyWriter writer = new ReplyWriter();
        List<byte[]> asked = new ArrayList<>(List.of(SHOP, OTHER, SHOP));
        asked.add(null);
        for (byte[] lines : asked) {
            Exchange refusal = soldOut(1, 0, 3);
            refusal.crossOrigin = lines;
            String reply = text(writer, refusal);

            for (byte[] each : List.of(SHOP, OTHER)) {
                assertThat(reply.contains(new String(each))).as(reply).isEqualTo(each == lines);
            }
        }
    }

    @Test
    void saysWhatTimeItIsNow() {
        ReplyWriter writer = new ReplyWriter();
        Exchange refusal = soldOut(1, 0, 3);
        String first = text(writer, refusal);

        await().until(() -> !text(writer, refusal).equals(first));
        assertThat(undated(text(writer, refusal))).isEqualTo(undated(first));
    }

    @Test
    void saysWhatTimeItIsNowToWhoHasNoPass() {
        ReplyWriter writer = new ReplyWriter();
        Exchange refusal = replies.loop.take();
        refusal.outcome.refuse(PassFault.MISSING);
        String first = text(writer, refusal);

        await().until(() -> !text(writer, refusal).equals(first));
        assertThat(undated(text(writer, refusal))).isEqualTo(undated(first));
    }

    private Exchange refusal(Draws draws) {
        Exchange refusal = soldOut(draws.evenly(1, 2), draws.evenly(0, 1), draws.evenly(0, 1));
        Outcome outcome = refusal.outcome;
        outcome.sku = draws.of("phone", "case", null);
        outcome.problem = draws.of(Problem.SOLD_OUT, Problem.SOLD_OUT, Problem.NOT_ELIGIBLE, Problem.NOT_ELIGIBLE,
                Problem.LIMIT_REACHED);
        outcome.passFault = draws.of(PassFault.MISSING, PassFault.FORGED, PassFault.USED, null);
        outcome.hasOrder = draws.chance(1, 4);
        outcome.detail = draws.chance(1, 8) ? "Gone." : null;
        outcome.help = draws.chance(1, 8) ? "Allow: GET" : null;
        outcome.orphanedPaymentRef = draws.chance(1, 8) ? "pay-1" : null;
        refusal.last = draws.chance(1, 8);
        refusal.saysKept = draws.chance(1, 8);
        refusal.headOnly = draws.chance(1, 8);
        refusal.crossOrigin = draws.of(null, SHOP, OTHER);
        return refusal;
    }

    private Exchange soldOut(long asked, long available, long held) {
        Exchange refusal = replies.loop.take();
        refusal.outcome.refuse(Problem.SOLD_OUT);
        refusal.outcome.tellStock("phone", asked, available, held);
        return refusal;
    }

    private static String text(ReplyWriter writer, Exchange refusal) {
        ByteBuf out = Unpooled.buffer();
        writer.write(refusal, out, System.nanoTime());
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String undated(String reply) {
        return reply.replaceFirst("\r\nDate: [^\r]*", "");
    }
}
