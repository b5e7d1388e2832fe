package dev.shoutgate.sim.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Gets passes for buyers: asks for the work, does it, and hands it in.
 *
 * <p>Threading: one owner; blocks for as long as the work takes. Errors: {@link GatewayException}.
 */
public final class PassDesk {
    private final GatewayApi api;
    private final String saleId;
    private final MessageDigest sha256;

    public PassDesk(GatewayApi api, String saleId) {
        this.api = api;
        this.saleId = saleId;
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** A pass for this buyer, who comes from that address. */
    public String passOf(String buyerId, String address) {
        JsonNode work = api.challenge(saleId, buyerId, address);
        String challenge = work.get("challenge").asText();
        return api.pass(saleId, buyerId, address, challenge, solve(challenge, work.get("difficulty").asInt()));
    }

    private String solve(String challenge, int difficulty) {
        for (int number = 0; ; number++) {
            sha256.update(challenge.getBytes(StandardCharsets.US_ASCII));
            byte[] hash = sha256.digest(Integer.toString(number).getBytes(StandardCharsets.US_ASCII));
            if (zeroBits(hash) >= difficulty) {
                return Integer.toString(number);
            }
        }
    }

    /** With how many it begins. */
    static int zeroBits(byte[] hash) {
        int zeros = 0;
        for (byte one : hash) {
            int inByte = Integer.numberOfLeadingZeros(one & 0xff) - (Integer.SIZE - Byte.SIZE);
            zeros += inByte;
            if (inByte < Byte.SIZE) {
                break;
            }
        }
        return zeros;
    }
}
