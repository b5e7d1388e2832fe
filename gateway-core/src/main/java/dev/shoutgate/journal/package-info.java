/**
 * Durability on one machine: what was decided is on disk before anybody is told of it, and is read back after any stop.
 *
 * <p>Job: take a batch of facts from {@code inventory}, write and force it as one frame, and publish how far facts are
 * durable. {@code reply} waits for that; {@code storage} follows the files up to there, never the ring. Whoever decides
 * or follows knows it as a {@link dev.shoutgate.journal.FactLog}.
 *
 * <pre>
 *   inventory ──FactFrame──▶ JournalWriter ──durableSequence──▶ reply
 *                                  │ one write, one force  │
 *         SegmentPreparer ──▶ segments on a JournalDisk    │
 *                                  │                       ▼
 *   start ◀── JournalRecovery ◀────┴───────────▶ JournalFollower ──facts──▶ storage
 * </pre>
 *
 * <p>Threads: the shard's own appends and repairs; a daemon of ours prepares the next segment; each follower is its
 * reader's; with durability {@code os} another daemon forces. They share two sequences, one volatile slot, and the
 * files.
 *
 * <p>The format, little-endian. A folder holds {@code journal-0000000000000001.seg} and so on; {@code .seg.new} is one
 * that is not zeroed yet, {@code .seg.spare} one that nobody needs and that will be used again.
 *
 * <pre>
 *   segment  0 int64 magic  8 int32 version  12 int32 shard  16 int64 number  24 int64 first sequence
 *            32 int64 created at, ms  40 int32 mark  44 int64 the number that the file had before, or 0
 *            52 zeros  60 int32 CRC32C of bytes 0 to 59
 *            64 frames, each at a multiple of 8, then zeros, or what the file held before
 *   prepared zeros; or a header of another magic and without sequence, time and mark, then what the file held before
 *   frame    0 int32 length, of header and facts but not of the padding
 *            4 int32 CRC32C of bytes 8 to length, XOR the lower half of the segment's number from format 4 on
 *            8 int64 first sequence  16 int64 time, ms  24 int32 count  28 int32 the segment's mark  32 facts
 *   fact     0 int32 length  4 the message header and the message of facts.xml
 * </pre>
 *
 * <p>What makes it hold:
 *
 * <ul>
 *   <li>A frame is written only after the one before it was forced. So a broken last frame was never acknowledged, and
 *       is cut off; a broken frame with a whole one after it is damage, and nothing starts.
 *   <li>A header is forced before the first frame after it. From its first sequence on, older segments are void: that
 *       is how a frame whose force failed is taken back, because a file whose force failed once is never trusted again.
 *   <li>With durability {@code os} frames are forced after the fact, by a thread of ours, and all of a segment before
 *       the next is begun. Stores and snapshots follow the settled sequence, so that a power cut leaves them no further
 *       than the journal; what it left of the frames after that is cut off at the first that is broken.
 *   <li>A frame counts under one number only, because the same bytes have another checksum under each. So an old frame
 *       in a segment that was used again is told by its checksum for certain, and by its mark besides.
 *   <li>A file changes its number by a header that is forced before it gets the new name, and the name that made it a
 *       spare one is lasting before that. Whoever has it open meets the new header before any new frame.
 *   <li>What a start reads it writes again and forces, where it could be in the kernel's memory alone.
 * </ul>
 */
package dev.shoutgate.journal;
