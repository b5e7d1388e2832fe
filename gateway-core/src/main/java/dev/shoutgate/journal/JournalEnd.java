package dev.shoutgate.journal;

/**
 * Where a journal ends: what a reader found, and where a writer goes on.
 *
 * @param lastSequence    the sequence of the last fact, 0 where there is none
 * @param lastTimeMs      its time, milliseconds since 1970 UTC; 0 where its frame did not have to be read
 * @param factsRead       how many facts the reader was handed
 * @param segmentNumber   the last segment in use, 0 where none has begun
 * @param endOffset       where in it the next frame goes, in bytes
 * @param lastFrameOffset where in it the last whole frame begins, -1 where it has none
 * @param tornEndOffset   where the remains of a frame that was never acknowledged end; {@code endOffset} without any
 */
public record JournalEnd(
        long lastSequence,
        long lastTimeMs,
        long factsRead,
        long segmentNumber,
        long endOffset,
        long lastFrameOffset,
        long tornEndOffset) {

    /** Whether a frame was found that was being written when the process or the machine stopped. */
    public boolean isTorn() {
        return tornEndOffset > endOffset;
    }
}
