package dev.shoutgate.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The work that a pass costs, done as the contract says it and with nothing of the gateway's own code. */
public final class Work {

    private Work() {}

    /** A pass for a buyer, who works for it. */
    public static String pass(Buyers buyers, String sale, String buyer) {
        Answer challenge = buyers.challenge(sale, buyer);
        assertThat(challenge.status()).as("%s", challenge).isEqualTo(200);
        String text = challenge.field("challenge");
        Answer given = buyers.solve(sale, buyer, text, solution(text, challenge.json().path("difficulty").intValue()));
        assertThat(given.status()).as("%s", given).isEqualTo(200);
        return given.field("pass");
    }

    /** The first counter whose hash begins with at least so many zero bits. */
    public static String solution(String challenge, int zeroBits) {
        long counter = 0;
        while (zeroBits(challenge, Long.toString(counter)) < zeroBits) {
            counter++;
        }
        return Long.toString(counter);
    }

    /** With how many zero bits the hash of both begins. */
    public static int zeroBits(String challenge, String solution) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((challenge + solution).getBytes(StandardCharsets.US_ASCII));
            return 256 - new BigInteger(1, hash).bitLength();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
