package dev.shoutgate.gate;

import dev.shoutgate.SpanText;
import org.slf4j.Logger;

/**
 * Tells operators of a shard that cannot record: when it begins, once a minute for as long as it lasts, and when it is
 * over. And says when to try the disk again: soon at first, then once a second.
 *
 * <p>Threading: the shard's thread only. Times are milliseconds since 1970 UTC, of a clock that may be set back.
 */
final class DiskTrouble {

    static final long REPEAT_MS = 60_000;
    private static final long FIRST_PAUSE_MS = 20;
    private static final long LONGEST_PAUSE_MS = 1_000;

    private final Logger log;
    private final int shard;
    private final String what;
    private final long patienceMs;
    private boolean on;
    private boolean told;
    private long sinceMs;
    private long toldAtMs;
    private long triedAtMs;
    private long pauseMs;
    private String reason = "";

    /**
     * @param what       what the shard cannot do, and what that means for those who ask
     * @param patienceMs what is over sooner than that is not worth a line
     */
    DiskTrouble(Logger log, int shard, String what, long patienceMs) {
        this.log = log;
        this.shard = shard;
        this.what = what;
        this.patienceMs = patienceMs;
    }

    /** It is there, or still there; {@code cause} is null where nothing is known but that. */
    void isOn(Throwable cause, long nowMs) {
        if (!on) {
            on = true;
            told = false;
            sinceMs = nowMs;
            reason = cause == null ? "" : " " + cause.getMessage();
            tried(nowMs, FIRST_PAUSE_MS);
        }
        if (!told && hasPassed(patienceMs, sinceMs, nowMs)) {
            told = true;
            toldAtMs = nowMs;
            log.error("Shard {} {}{}", shard, what, reason);
        } else if (told && hasPassed(REPEAT_MS, toldAtMs, nowMs)) {
            toldAtMs = nowMs;
            log.error("Shard {} {} It has been so for {}.{}", shard, what, since(nowMs), reason);
        }
    }

    /** It is not there, or not any more. */
    void isOver(long nowMs) {
        if (on && told) {
            log.info("Shard {} takes orders again after {}", shard, since(nowMs));
        }
        on = false;
    }

    /** Whether to try the disk again; a true is a try, and the next one is due later than this one was. */
    boolean isTryDue(long nowMs) {
        if (!hasPassed(pauseMs, triedAtMs, nowMs)) {
            return false;
        }
        tried(nowMs, Math.min(2 * pauseMs, LONGEST_PAUSE_MS));
        return true;
    }

    private void tried(long nowMs, long nextPauseMs) {
        triedAtMs = nowMs;
        pauseMs = nextPauseMs;
    }

    /** A clock that was set back is no reason to wait for it. */
    private static boolean hasPassed(long spanMs, long fromMs, long nowMs) {
        return nowMs - fromMs >= spanMs || nowMs < fromMs;
    }

    private String since(long nowMs) {
        return SpanText.ofMs(nowMs - sinceMs);
    }
}
