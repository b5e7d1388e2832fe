package dev.shoutgate.journal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.agrona.UnsafeApi;

/**
 * Copies short texts between arrays and memory off the heap. Eight bytes at a time are there before a call to the
 * machine's own copy has begun; and who reads a text right after it was written asks for the same words, which the
 * processor then has at hand. What is left is a word of four bytes, of two and of one.
 *
 * <p>Threading: any; stateless. Nothing is checked off the heap but by whoever calls.
 */
public final class Words {

    private static final VarHandle LONGS = view(long[].class);
    private static final VarHandle INTS = view(int[].class);
    private static final VarHandle SHORTS = view(short[].class);

    private Words() {}

    private static VarHandle view(Class<?> words) {
        return MethodHandles.byteArrayViewVarHandle(words, ByteOrder.nativeOrder());
    }

    /** Writes {@code length} bytes of an array. */
    public static void put(long pointer, byte[] from, int offset, int length) {
        int at = 0;
        for (; at + Long.BYTES <= length; at += Long.BYTES) {
            UnsafeApi.putLong(pointer + at, (long) LONGS.get(from, offset + at));
        }
        if ((length & Integer.BYTES) != 0) {
            UnsafeApi.putInt(pointer + at, (int) INTS.get(from, offset + at));
            at += Integer.BYTES;
        }
        if ((length & Short.BYTES) != 0) {
            UnsafeApi.putShort(pointer + at, (short) SHORTS.get(from, offset + at));
            at += Short.BYTES;
        }
        if ((length & 1) != 0) {
            UnsafeApi.putByte(pointer + at, from[offset + at]);
        }
    }

    /** Reads as many bytes into an array. */
    public static void get(long pointer, byte[] to, int offset, int length) {
        int at = 0;
        for (; at + Long.BYTES <= length; at += Long.BYTES) {
            LONGS.set(to, offset + at, UnsafeApi.getLong(pointer + at));
        }
        if ((length & Integer.BYTES) != 0) {
            INTS.set(to, offset + at, UnsafeApi.getInt(pointer + at));
            at += Integer.BYTES;
        }
        if ((length & Short.BYTES) != 0) {
            SHORTS.set(to, offset + at, UnsafeApi.getShort(pointer + at));
            at += Short.BYTES;
        }
        if ((length & 1) != 0) {
            to[offset + at] = UnsafeApi.getByte(pointer + at);
        }
    }

    /** Whether the first {@code length} bytes of an array stand there. */
    public static boolean has(long pointer, byte[] bytes, int length) {
        int at = 0;
        for (; at + Long.BYTES <= length; at += Long.BYTES) {
            if (UnsafeApi.getLong(pointer + at) != (long) LONGS.get(bytes, at)) {
                return false;
            }
        }
        for (; at < length; at++) {
            if (UnsafeApi.getByte(pointer + at) != bytes[at]) {
                return false;
            }
        }
        return true;
    }
}
