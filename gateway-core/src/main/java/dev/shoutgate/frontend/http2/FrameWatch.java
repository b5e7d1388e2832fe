package dev.shoutgate.frontend.http2;

import io.netty.buffer.ByteBuf;

/**
 * Walks over the frames that come in, without a copy, and knows since when one of them, or a block of header fields, is
 * unfinished: Netty's reader waits for the rest of it for ever.
 *
 * <p>Threading: the connection's event loop.
 */
final class FrameWatch {

    private static final int PREFACE_BYTES = 24;
    private static final int FRAME_HEADER_BYTES = 9;
    private static final int TYPE_HEADERS = 1;
    private static final int TYPE_CONTINUATION = 9;
    private static final int END_HEADERS = 4;
    /** Of a frame's header, what is looked at: length, type and flags. */
    private static final int KNOWN_BYTES = 5;

    /** Of the preface or of a frame's payload. */
    private int toSkip = PREFACE_BYTES;
    private int headerBytes;
    private long header;
    private boolean inFields;
    private long sinceNs;

    /** Looks at what one read brought; {@code nowNs}: as {@link System#nanoTime} has it. */
    void look(ByteBuf read, long nowNs) {
        int at = read.readerIndex();
        while (at < read.writerIndex()) {
            sinceNs = sinceNs == 0 ? nowNs : sinceNs;
            if (toSkip > 0) {
                int skipped = Math.min(toSkip, read.writerIndex() - at);
                at += skipped;
                toSkip -= skipped;
            } else {
                take(read.getByte(at++));
            }
            if (toSkip == 0 && headerBytes == 0 && !inFields) {
                sinceNs = 0;
            }
        }
    }

    private void take(byte next) {
        if (headerBytes < KNOWN_BYTES) {
            header = header << Byte.SIZE | next & 0xff;
        }
        if (++headerBytes == FRAME_HEADER_BYTES) {
            int type = (int) (header >> Byte.SIZE) & 0xff;
            toSkip = (int) (header >> 2 * Byte.SIZE);
            if (type == TYPE_HEADERS || type == TYPE_CONTINUATION) {
                inFields = (header & END_HEADERS) == 0;
            }
            headerBytes = 0;
            header = 0;
        }
    }

    /** Since when something is unfinished; 0 where nothing is. */
    long unfinishedSinceNs() {
        return sinceNs;
    }
}
