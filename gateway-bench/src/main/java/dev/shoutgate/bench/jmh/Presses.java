package dev.shoutgate.bench.jmh;

import dev.shoutgate.Command;
import dev.shoutgate.inventory.memory.Hashing;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Presses of distinct buyers, each with a key of its own. The hashes are made beforehand, because in the gateway it
 * is the
 * event loops that hash; filling in a press costs two stores of eight digits, which stand for the buyer's name and key.
 *
 * <p>Threading: one owner.
 */
public final class Presses {

    private static final VarHandle DIGITS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final String BUYER = "buyer-";
    /** As long as the UUIDs that most clients send. */
    private static final String KEY = "5f2b8f0e-93f1-4d7a-a6c3-cafe";

    private final long[] names;
    private final long[] buyerHashes;
    private final long[] keyHashes;

    /** So many presses, of buyers numbered from {@code first}. */
    public Presses(int first, int count, Hashing hashing) {
        names = new long[count];
        buyerHashes = new long[count];
        keyHashes = new long[count];
        Command press = empty();
        for (int i = 0; i < count; i++) {
            names[i] = eightDigits(first + i);
            fill(i, press);
            buyerHashes[i] = hashing.buyer(press.buyer);
            keyHashes[i] = hashing.key(press.saleNumber, buyerHashes[i], press.key);
        }
    }

    /** A press on one unit of the phone with nobody's name in it yet. */
    public static Command empty() {
        Command press = new Command();
        press.kind = Command.Kind.BUY;
        press.lineCount = 1;
        press.quantities[0] = 1;
        press.itemNumbers[0] = StockedShard.PHONE;
        press.buyer.set(BUYER + "00000000");
        press.key.set(KEY + "00000000");
        press.notes.channel.set("host-42");
        return press;
    }

    public int count() {
        return names.length;
    }

    /** Makes the command the press of a buyer, by its place from 0. */
    public void fill(int place, Command press) {
        DIGITS.set(press.buyer.bytes(), BUYER.length(), names[place]);
        DIGITS.set(press.key.bytes(), KEY.length(), names[place]);
        press.buyerHash = buyerHashes[place];
        press.keyHash = keyHashes[place];
    }

    private static long eightDigits(int number) {
        byte[] digits = String.format("%08d", number).getBytes(StandardCharsets.US_ASCII);
        return (long) DIGITS.get(digits, 0);
    }
}
