package dev.shoutgate.frontend;

import dev.shoutgate.Outcome;
import dev.shoutgate.gate.RateLimiter;
import dev.shoutgate.inventory.memory.Hashing;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;

/**
 * How often buyers of one address may press, whoever they say they are. Looked at before the buyer's identity, because
 * a flood of made-up tokens costs a signature each. Where nobody knows the address, nobody is limited by it.
 *
 * <p>Threading: any event loop, each with its own desk.
 */
final class AddressRate {

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** What one event loop works with. */
    private record Desk(ClientAddress client, byte[] holder) { }

    private final RateLimiter limiter;
    private final Hashing hashing;
    private final Desk[] desks;

    /** {@code entries}: null where proxies say nothing in a header; {@code loops}: how many event loops there are. */
    AddressRate(RateLimiter limiter, TrustedProxies proxies, ClientEntry entries, int loops) {
        this.limiter = limiter;
        // Drawn anew at each start: nobody outside may know which addresses share a place.
        SecureRandom random = new SecureRandom();
        this.hashing = new Hashing(random.nextLong(), random.nextLong());
        this.desks = new Desk[loops];
        for (int i = 0; i < loops; i++) {
            desks[i] = new Desk(new ClientAddress(proxies, entries), new byte[Long.BYTES]);
        }
    }

    /** Counts a buy; false, with the refusal in the outcome, when its address has sent too many. */
    boolean admits(Request request, int loop, Outcome outcome) {
        if (limiter.isOff()) {
            return true;
        }
        Desk desk = desks[loop];
        IpAddress client = desk.client.of(request.peer, request.headers);
        if (client == null) {
            return true;
        }
        LONGS.set(desk.holder, 0, client.holder());
        return limiter.admits(hashing.bytes(desk.holder), outcome);
    }
}
