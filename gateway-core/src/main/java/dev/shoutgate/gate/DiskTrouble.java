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
    /** The next segment may be a moment late in a rush, and so may an answer of the cluster; that is no trouble. */
    private static final long MOMENT_MS = 500;
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

    /** Of a disk that is full. */
    static DiskTrouble ofRoom(Logger log, int shard) {
        return new DiskTrouble(log, shard, "has no room left on disk: it refuses what it would have to"
                + " record, and goes on by itself once there is room.", MOMENT_MS);
    }

    /** Of one that fails to write or to force. */
    static DiskTrouble ofForces(Logger log, int shard) {
        return new DiskTrouble(log, shard, "cannot write its journal: it refuses what it would have to"
                + " record, and goes on by itself once the disk works again. What was answered is on disk.", 0);
    }

    /** Of a log that most members of a cluster should have, and too few answer. */
    static DiskTrouble ofQuorum(Logger log, int shard) {
        return new DiskTrouble(log, shard, "has no quorum: it refuses what it would have to record, and goes on by"
                + " itself once most members of its cluster answer. What was answered is on most of them.", MOMENT_MS);
    }

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
