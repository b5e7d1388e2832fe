package dev.shoutgate.frontend;

import dev.shoutgate.gate.ShardMap;
import dev.shoutgate.gate.pass.PassSeal.Kind;
import dev.shoutgate.reply.Exchange;
import java.security.SecureRandom;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/**
 * The first step to a pass: what the buyer's machine has to work on. Its number becomes that of the pass, so one piece
 * of work is one order, however often its solution is sent.
 *
 * <p>Threading: any event loop.
 */
final class ChallengeEndpoint extends PassCall {

    /** Numbers need not be secret, only others each time: the seal is what nobody can foresee. */
    private final SplittableRandom[] numbers;

    ChallengeEndpoint(ShardMap shards, AddressRate addressRate, BuyerIdentity identity, LongSupplier clockMs,
            int loops) {
        super(shards, addressRate, identity, clockMs, loops);
        SecureRandom random = new SecureRandom();
        numbers = new SplittableRandom[loops];
        for (int i = 0; i < loops; i++) {
            numbers[i] = new SplittableRandom(random.nextLong());
        }
    }

    @Override
    public void handle(Request request, Exchange exchange) {
        SplittableRandom random = numbers[exchange.loopIndex()];
        answer(request, exchange, asked -> {
            byte[] challenge = asked.seal().seal(Kind.CHALLENGE, asked.saleId(), asked.buyer(), asked.nowMs(),
                    random.nextLong(1, Long.MAX_VALUE));
            long opensAtMs = asked.sale().definition().opensAtMs();
            int difficulty = asked.sale().definition().passes().difficulty();
            exchange.reply((self, body) -> body.raw("{\"challenge\":\"").raw(challenge).raw("\",\"difficulty\":")
                    .number(difficulty).raw(",\"opensAt\":").timeOrNull(opensAtMs).raw("}"));
            return true;
        });
    }
}
