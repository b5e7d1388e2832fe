package dev.shoutgate.frontend;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shoutgate.Limits;
import dev.shoutgate.PassFault;
import dev.shoutgate.Problem;
import dev.shoutgate.frontend.JsonReading.NotJsonException;
import dev.shoutgate.gate.ShardMap;
import dev.shoutgate.gate.pass.PassSeal;
import dev.shoutgate.gate.pass.PassSeal.Kind;
import dev.shoutgate.gate.pass.PassWindow;
import dev.shoutgate.gate.pass.ProofOfWork;
import dev.shoutgate.reply.Exchange;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * The second step to a pass: a challenge and its solution become one.
 *
 * <p>Threading: any event loop.
 */
final class SolutionEndpoint extends PassCall {

    private final LongAdder given;

    /** {@code given}: counts the passes that are given. */
    SolutionEndpoint(ShardMap shards, AddressRate addressRate, BuyerIdentity identity, LongSupplier clockMs,
            int loops, LongAdder given) {
        super(shards, addressRate, identity, clockMs, loops);
        this.given = given;
    }

    /** As they were sent. */
    private record Solved(byte[] challenge, byte[] solution) {}

    @Override
    public void handle(Request request, Exchange exchange) {
        Solved solved = request.isEmptyOrJson(exchange.outcome) ? read(request, exchange) : null;
        if (solved == null) {
            exchange.complete();
        } else {
            answer(request, exchange, asked -> give(asked, solved, exchange));
        }
    }

    private static Solved read(Request request, Exchange exchange) {
        try {
            JsonNode body = JsonReading.object(request.body, request.bodyLength);
            return new Solved(text(body, "challenge"), text(body, "solution"));
        } catch (NotJsonException e) {
            exchange.outcome.refuse(Problem.MALFORMED_REQUEST, e.getMessage());
            return null;
        }
    }

    private static byte[] text(JsonNode body, String name) throws NotJsonException {
        JsonNode value = body.get(name);
        if (value == null || !value.isTextual()) {
            throw new NotJsonException("The body must have a string \"" + name + "\".");
        }
        return value.textValue().getBytes(StandardCharsets.UTF_8);
    }

    private boolean give(Asked asked, Solved solved, Exchange exchange) {
        PassFault fault = faultOf(solved, asked);
        if (fault != null) {
            exchange.outcome.refuse(fault);
            return false;
        }
        long endMs = PassWindow.endMs(asked.sale(), asked.nowMs());
        byte[] pass = asked.seal().seal(Kind.PASS, asked.saleId(), asked.buyer(), endMs, asked.seal().number());
        given.increment();
        exchange.reply((self, body) -> body.raw("{\"pass\":\"").raw(pass).raw("\",\"expiresAt\":").time(endMs).raw("}"));
        return true;
    }

    private static PassFault faultOf(Solved solved, Asked asked) {
        byte[] challenge = solved.challenge;
        if (!isSolution(solved.solution)) {
            return PassFault.MALFORMED;
        }
        PassSeal seal = asked.seal();
        PassFault fault = seal.open(Kind.CHALLENGE, asked.saleId(), asked.buyer(), challenge, 0, challenge.length);
        if (fault == null && PassWindow.isOver(seal.timeMs(), asked.nowMs())) {
            fault = PassFault.EXPIRED;
        }
        int difficulty = asked.sale().definition().passes().difficulty();
        return fault != null || ProofOfWork.isDone(challenge, solved.solution, difficulty) ? fault
                : PassFault.UNSOLVED;
    }

    /** Up to so many visible characters of ASCII; nobody needs others, and each is one byte however it is counted. */
    private static boolean isSolution(byte[] text) {
        boolean visible = text.length <= Limits.SOLUTION_BYTES;
        for (int i = 0; i < text.length && visible; i++) {
            visible = text[i] > ' ' && text[i] < 0x7f;
        }
        return visible;
    }
}
