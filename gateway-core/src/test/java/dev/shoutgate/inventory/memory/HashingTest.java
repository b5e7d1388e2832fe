package dev.shoutgate.inventory.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.ByteText;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HashingTest {

    private static final Hashing HASHING = new Hashing(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);

    /**
     * SipHash-1-3 under the key 00, 01, .. 0f of the inputs of 0 to 63 bytes 00, 01, .., as bytes in the order that the
     * reference implementation writes them. From the tests of the Rust standard library (coretests, hash/sip.rs).
     */
    private static final String[] VECTORS = {
        "dcc40f055801acab", "93ca577df39bf4c9", "4dd4c74d029bcb82", "fbf7dde7b80af88b",
        "2883d388605775cf", "673b53492fd5f9de", "a7229fc5502b0dc5", "4011b19b987d92d3",
        "8e9a298d11959036", "e43d066cb38ea425", "7f09ff92ee85de79", "52c34df9c118c170",
        "a2d9b457b184a378", "a7ff29120c766f30", "345df9c011a15a60", "5699512a6dd820d3",
        "668b907d1add4fcc", "0cd8db639068f29c", "3ee673b49c38fc8f", "1c7d298de59d1ff2",
        "40e0cca6462fdcc0", "44f8452bfeab92b9", "2e8720a39b7bfe7f", "23c1e6da7f0e5a52",
        "8c9c3467b2ae64f4", "79095b702859cd45", "a51399cae3353e3a", "353bde4a4ec71da9",
        "0dd06cef02ed0bfb", "f4e1b14ab43cd988", "63e6c543d6110f54", "bcd1218c1fdd7023",
        "0db6a7166c7b1581", "bff98f7ae5b9544d", "3e752a1f78129f75", "916b18bfbea3a1ce",
        "0662a2add308f52c", "5730c3a32d1c10b6", "a1363aae9674f4b3", "9283107b54576b62",
        "3115e4993236d2c1", "44d91a3f92c17c66", "258813c8fe4f7065", "a64989c2d180f224",
        "6b87f8faed1ccac2", "9621049ffc4b16c2", "23d6b168939c6ea1", "fd14518b9c16fb49",
        "464c07dff843319f", "b386cc1224affdc6", "8f09520ad149af7e", "9a2f299d5513f31c",
        "121ff4a2dd304ac4", "d01ea74389e9fa36", "e6bcf0734cb38f31", "80e9a77036bf7aa2",
        "756d3c24dbc0bcb4", "1315b7fd52d8f823", "088a7da64d5f038f", "48f1e8b7e5d09cd8",
        "ee44a6f7bce6f4f6", "f237180fd89ac5ae", "e094664b15f6b2c3", "a8b3bbb76290199d",
    };

    @Test
    void hashesAsTheReferenceDoes() {
        byte[] input = new byte[64 + 5];
        for (int i = 0; i < 64; i++) {
            input[i + 5] = (byte) i;
        }
        for (int length = 0; length < VECTORS.length; length++) {
            long expected = ByteBuffer.wrap(HexFormat.of().parseHex(VECTORS[length]))
                    .order(ByteOrder.LITTLE_ENDIAN).getLong();
            assertThat(HASHING.sip13(input, 5, length)).as("hash of %d bytes", length).isEqualTo(expected);
        }
    }

    @Test
    void takesBytesAboveAsciiAsUnsigned() {
        byte[] low = {0x7f, 0, 0};
        byte[] high = {(byte) 0xff, 0, 0};
        byte[] highAndOnes = {(byte) 0xff, (byte) 0xff, (byte) 0xff};
        assertThat(Set.of(HASHING.sip13(low, 0, 3), HASHING.sip13(high, 0, 3), HASHING.sip13(highAndOnes, 0, 3)))
                .hasSize(3);
    }

    @Test
    void dependsOnBothHalvesOfItsSecret() {
        ByteText buyer = text("b1");
        assertThat(Set.of(new Hashing(1, 2).buyer(buyer), new Hashing(3, 2).buyer(buyer),
                new Hashing(1, 3).buyer(buyer))).hasSize(3);
        assertThat(Set.of(new Hashing(1, 2).orderIdKey(), new Hashing(3, 2).orderIdKey(),
                new Hashing(1, 3).orderIdKey())).hasSize(3);
    }

    @Test
    void spreadsKeysWhateverShopsSendAsKey() {
        Set<Long> hashes = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            long buyer = HASHING.buyer(text("b" + i));
            hashes.add(HASHING.key(0, buyer, text("b" + i)));
            hashes.add(HASHING.key(0, buyer, text("1")));
            hashes.add(HASHING.key(1, buyer, text("1")));
            hashes.add(HASHING.key(0, buyer, text("b" + (i ^ 1))));
        }
        assertThat(hashes).as("hashes of 4,000 keys: the buyer's id, a constant, in two sales, another buyer's id")
                .hasSize(4_000);
    }

    @Test
    void mixesWithoutMakingTwoOfOne() {
        Set<Long> mixed = new HashSet<>();
        for (int bit = 0; bit < 64; bit++) {
            mixed.add(Hashing.mix(1L << bit));
            mixed.add(Hashing.with(1L << bit, 0));
            mixed.add(Hashing.with(1L << bit, 1));
        }
        assertThat(mixed).hasSize(3 * 64);
    }

    private static ByteText text(String text) {
        ByteText bytes = new ByteText(64);
        bytes.set(text);
        return bytes;
    }
}
