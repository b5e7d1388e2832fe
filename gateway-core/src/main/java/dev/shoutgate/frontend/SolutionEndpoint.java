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
    record Solved(byte[] challenge, byte[] solution) {

        static Solved read(byte[] body, int length) throws NotJsonException {
            JsonNode object = JsonReading.object(body, length);
            return new Solved(text(object, "challenge"), text(object, "solution"));
        }

        private static byte[] text(JsonNode object, String name) throws NotJsonException {
            JsonNode value = object.get(name);
            if (value == null || !value.isTextual()) {
                throw new NotJsonException("The body must have a string \"" + name + "\".");
            }
            return value.textValue().getBytes(StandardCharsets.UTF_8);
        }

        /** Whether both are of the form in which they come. Nobody needs other characters; these are one byte each. */
        boolean isWellFormed() {
            boolean visible = solution.length <= Limits.SOLUTION_BYTES;
            for (int i = 0; i < solution.length && visible; i++) {
                visible = solution[i] > ' ' && solution[i] < 0x7f;
            }
            return visible && challenge.length == PassSeal.CHARS;
        }
    }

    @Override
    public void handle(Request request, Exchange exchange) {
        if (!request.isEmptyOrJson(exchange.outcome)) {
            exchange.complete();
            return;
        }
        try {
            Solved solved = Solved.read(request.body, request.bodyLength);
            answer(request, exchange, asked -> give(asked, solved, exchange));
        } catch (NotJsonException e) {
            exchange.refuse(Problem.MALFORMED_REQUEST, e.getMessage());
        }
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
        exchange.reply((self, body) ->
                body.raw("{\"pass\":\"").raw(pass).raw("\",\"expiresAt\":").time(endMs).raw("}"));
        return true;
    }

    private static PassFault faultOf(Solved solved, Asked asked) {
        byte[] challenge = solved.challenge;
        if (!solved.isWellFormed()) {
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
}
