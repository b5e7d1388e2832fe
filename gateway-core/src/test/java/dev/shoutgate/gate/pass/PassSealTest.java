package dev.shoutgate.gate.pass;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.ByteText;
import dev.shoutgate.PassFault;
import dev.shoutgate.gate.pass.PassSeal.Kind;
import dev.shoutgate.inventory.memory.Hashing;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** A text that was sealed says what it was given, to the buyer and sale that it was given to, and is all that does. */
class PassSealTest {

    private static final long TIME_MS = 1_795_348_800_123L;
    private static final long NUMBER = 0x7edc_ba98_7654_3210L;

    private final PassSeal seal = new PassSeal(new Hashing(11, 22));
    private final ByteText buyer = text("b1");

    private PassFault open(Kind kind, String saleId, ByteText of, byte[] sealed) {
        return seal.open(kind, saleId, of, sealed, 0, sealed.length);
    }

    @Test
    void saysTimeAndNumberToWhomItWasGiven() {
        byte[] pass = seal.seal(Kind.PASS, "demo", buyer, TIME_MS, NUMBER);
        byte[] within = ("x" + new String(pass, StandardCharsets.US_ASCII) + "y").getBytes(StandardCharsets.US_ASCII);

        assertThat(pass).hasSize(PassSeal.CHARS);
        assertThat(seal.open(Kind.PASS, "demo", buyer, within, 1, pass.length)).isNull();
        assertThat(seal.timeMs()).isEqualTo(TIME_MS);
        assertThat(seal.number()).isEqualTo(NUMBER);
    }

    @Test
    void saysNothingToAnyoneElse() {
        byte[] pass = seal.seal(Kind.PASS, "demo", buyer, TIME_MS, NUMBER);

        assertThat(open(Kind.CHALLENGE, "demo", buyer, pass)).isEqualTo(PassFault.FORGED);
        assertThat(open(Kind.PASS, "demo2", buyer, pass)).isEqualTo(PassFault.FORGED);
        assertThat(open(Kind.PASS, "demo", text("b2"), pass)).isEqualTo(PassFault.FORGED);
        assertThat(new PassSeal(new Hashing(11, 23)).open(Kind.PASS, "demo", buyer, pass, 0, pass.length))
                .isEqualTo(PassFault.FORGED);
        assertThat(new PassSeal(new Hashing(12, 22)).open(Kind.PASS, "demo", buyer, pass, 0, pass.length))
                .isEqualTo(PassFault.FORGED);
    }

    /** A letter may not wander from the sale's name into the buyer's. */
    @Test
    void tellsPairsOfNamesApartThatAreTheSameBytesInARow() {
        byte[] pass = seal.seal(Kind.PASS, "demo1", text("b"), TIME_MS, NUMBER);

        assertThat(open(Kind.PASS, "demo", text("1b"), pass)).isEqualTo(PassFault.FORGED);
    }

    @Test
    void noticesEveryBitThatChanged() {
        byte[] pass = seal.seal(Kind.PASS, "demo", buyer, TIME_MS, NUMBER);
        byte[] bytes = Base64.getUrlDecoder().decode(pass);
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] changed = bytes.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            byte[] text = Base64.getUrlEncoder().encode(changed);
            assertThat(open(Kind.PASS, "demo", buyer, text)).as("bit %d", bit).isEqualTo(PassFault.FORGED);
        }
    }

    @Test
    void knowsWhatIsNoneByLengthAndAlphabet() {
        byte[] pass = seal.seal(Kind.PASS, "demo", buyer, TIME_MS, NUMBER);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

        assertThat(open(Kind.PASS, "demo", buyer, Arrays.copyOf(pass, 39))).isEqualTo(PassFault.MALFORMED);
        assertThat(open(Kind.PASS, "demo", buyer, Arrays.copyOf(pass, 41))).isEqualTo(PassFault.MALFORMED);
        assertThat(open(Kind.PASS, "demo", buyer, new byte[0])).isEqualTo(PassFault.MALFORMED);
        for (int at = 0; at < pass.length; at++) {
            for (int c = 0; c < 256; c++) {
                byte[] changed = pass.clone();
                changed[at] = (byte) c;
                PassFault fault = changed[at] == pass[at] ? null
                        : alphabet.indexOf(c) >= 0 ? PassFault.FORGED : PassFault.MALFORMED;
                assertThat(open(Kind.PASS, "demo", buyer, changed)).as("%d at %d", c, at).isEqualTo(fault);
            }
        }
    }

    @Test
    void hasRoomForTheLongestNames() {
        byte[] pass = seal.seal(Kind.PASS, "s".repeat(64), text("~".repeat(64)), TIME_MS, NUMBER);

        assertThat(open(Kind.PASS, "s".repeat(64), text("~".repeat(64)), pass)).isNull();
    }

    /**
     * Made here by the words of the class alone: an upgrade that sealed in another way would void the passes that buyers
     * hold.
     */
    @Test
    void isMadeAsItAlwaysWas() throws GeneralSecurityException {
        byte[] key = hmac(ByteBuffer.allocate(16).putLong(11).putLong(22).array(),
                "shoutgate passes 1".getBytes(StandardCharsets.US_ASCII));
        byte[] said = Arrays.copyOfRange(ByteBuffer.allocate(16).putLong(TIME_MS).putLong(NUMBER).array(), 2, 16);
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.write(1);
        message.writeBytes(said);
        message.write(4);
        message.writeBytes("demo".getBytes(StandardCharsets.US_ASCII));
        message.write(2);
        message.writeBytes("b1".getBytes(StandardCharsets.US_ASCII));
        byte[] whole = Arrays.copyOf(said, 30);
        System.arraycopy(hmac(key, message.toByteArray()), 0, whole, 14, 16);

        assertThat(new String(seal.seal(Kind.PASS, "demo", buyer, TIME_MS, NUMBER), StandardCharsets.US_ASCII))
                .isEqualTo(Base64.getUrlEncoder().encodeToString(whole));
    }

    @Test
    void keepsTheSealsOfShardsApart() {
        PassSeals seals = new PassSeals();
        Set<String> made = new HashSet<>();
        for (int shard = 0; shard < 64; shard++) {
            PassSeal own = seals.of(shard, new Hashing(shard, 7));
            assertThat(seals.of(shard, null)).as("made once").isSameAs(own);
            made.add(new String(own.seal(Kind.PASS, "demo", buyer, TIME_MS, NUMBER), StandardCharsets.US_ASCII));
        }
        assertThat(made).hasSize(64);
    }

    private static byte[] hmac(byte[] key, byte[] message) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(message);
    }

    private static ByteText text(String value) {
        ByteText text = new ByteText(64);
        text.set(value);
        return text;
    }
}
