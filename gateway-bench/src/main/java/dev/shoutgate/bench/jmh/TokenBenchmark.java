package dev.shoutgate.bench.jmh;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.shoutgate.ByteText;
import dev.shoutgate.config.TokenSettings;
import dev.shoutgate.frontend.token.TokenDesk;
import dev.shoutgate.frontend.token.TokenFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to know a buyer by a token: one that comes for the first time, and one that came before. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TokenBenchmark {

    private static final long NOW_MS = 1_800_000_000_000L;
    /** Far more than the smallest memory of tokens holds, so that none of them is known when it comes again. */
    private static final int TOKENS = 2048;
    private static final int SMALLEST_MEMORY = 64 << 10;
    private static final int REMEMBERED = 64;

    @Param({"HS256", "ES256", "RS256"})
    public String algorithm;

    private final byte[][] tokens = new byte[TOKENS][];
    private final ByteText buyer = new ByteText(64);
    private TokenDesk desk;
    private int next;

    @Setup
    public void mint() throws IOException, JOSEException {
        Path file = Files.createTempFile("tokens", ".key");
        JWSSigner signer = signerOf(file);
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.parse(algorithm)).keyID("k1").build();
        for (int i = 0; i < TOKENS; i++) {
            JWSObject token = new JWSObject(header, new Payload("{\"iss\":\"https://login.example.com\","
                    + "\"sub\":\"buyer-" + i + "\",\"aud\":\"shoutgate\",\"iat\":1799999000,\"exp\":1800003600}"));
            token.sign(signer);
            tokens[i] = token.serialize().getBytes(StandardCharsets.US_ASCII);
        }
        Optional<Path> key = Optional.of(file);
        boolean isSecret = algorithm.equals("HS256");
        desk = new TokenDesk(new TokenSettings(isSecret ? key : Optional.empty(), isSecret ? Optional.empty() : key,
                Optional.of("https://login.example.com"), Optional.of("shoutgate"), Duration.ZERO, SMALLEST_MEMORY), 1);
        Files.delete(file);
    }

    private JWSSigner signerOf(Path file) throws JOSEException, IOException {
        switch (algorithm) {
            case "HS256":
                String secret = "a secret of the shop, 32 bytes or more";
                Files.writeString(file, secret);
                return new MACSigner(secret);
            case "ES256":
                ECKey curve = new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
                write(curve, file);
                return new ECDSASigner(curve);
            default:
                RSAKey rsa = new RSAKeyGenerator(2048).keyID("k1").generate();
                write(rsa, file);
                return new RSASSASigner(rsa);
        }
    }

    private static void write(JWK pair, Path file) throws IOException {
        Files.writeString(file, pair.toPublicJWK().toJSONString());
    }

    /** Its signature is checked, and what it says. */
    @Benchmark
    public TokenFault first() {
        return identify(tokens[next++ & (TOKENS - 1)]);
    }

    /** One of those that came just before. */
    @Benchmark
    public TokenFault again() {
        return identify(tokens[next++ & (REMEMBERED - 1)]);
    }

    private TokenFault identify(byte[] token) {
        TokenFault fault = desk.identify(token, 0, token.length, 0, NOW_MS, buyer);
        if (fault != null) {
            throw new IllegalStateException(fault.detail());
        }
        return null;
    }
}
