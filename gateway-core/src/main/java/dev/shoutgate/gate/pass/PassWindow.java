package dev.shoutgate.gate.pass;

import dev.shoutgate.Problem;
import dev.shoutgate.SaleDefinition;
import dev.shoutgate.SaleStatus;
import dev.shoutgate.inventory.Sale;
import java.util.concurrent.TimeUnit;

/**
 * When passes are given, and how long they and their challenges count. Times in milliseconds since 1970 UTC.
 *
 * <p>Threading: stateless, any.
 */
public final class PassWindow {

    /** Sixteen million tries of a browser take three minutes, of a slow phone ten; by bad luck some times that. */
    private static final long CHALLENGE_MS = TimeUnit.HOURS.toMillis(1);

    /** From the opening on, or from then on when it was given: longer than an evening's show. */
    private static final long PASS_MS = TimeUnit.HOURS.toMillis(4);

    private PassWindow() {}

    /**
     * Why a sale gives no passes at this time; null where it does. One without a time to open gives them once its host
     * has opened it: nobody knows earlier that it is about to.
     */
    public static Problem whyNone(Sale sale, long nowMs) {
        SaleStatus status = sale.status();
        if (status == SaleStatus.CLOSED || sale.isDueToClose(nowMs)) {
            return Problem.SALE_CLOSED;
        }
        return status != SaleStatus.SCHEDULED || nowMs >= beginsAtMs(sale) ? null : Problem.SALE_NOT_OPEN;
    }

    private static long beginsAtMs(Sale sale) {
        long opensAtMs = sale.definition().opensAtMs();
        return opensAtMs == SaleDefinition.NEVER ? Long.MAX_VALUE
                : opensAtMs - TimeUnit.SECONDS.toMillis(sale.definition().passes().opensSeconds());
    }

    /** Whether a challenge of that time is too old to be solved. */
    public static boolean isOver(long challengeMs, long nowMs) {
        return nowMs >= challengeMs + CHALLENGE_MS;
    }

    /** Until when a pass counts that is given now. */
    public static long endMs(Sale sale, long nowMs) {
        long opensAtMs = sale.definition().opensAtMs();
        boolean waits = sale.status() == SaleStatus.SCHEDULED && opensAtMs != SaleDefinition.NEVER;
        return (waits ? Math.max(nowMs, opensAtMs) : nowMs) + PASS_MS;
    }
}
