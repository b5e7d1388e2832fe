package dev.shoutgate.frontend.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.ByteText;
import dev.shoutgate.Limits;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Keys and tokens of RFC 7515, appendix A. Their claims have an end but no subject, so a good signature is one after
 * which only the subject is missing.
 */
class PublishedTokensTest {

    private static final long BEFORE_THEIR_END_MS = 1_300_819_379_000L;
    private static final String CLAIMS =
            ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.";

    @TempDir
    private Path folder;
    private final ByteText buyer = new ByteText(Limits.BUYER_ID_BYTES);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            A.1 | eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9 | dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk | {"kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"}
            A.2 | eyJhbGciOiJSUzI1NiJ9 | cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw | {"kty":"RSA","n":"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ","e":"AQAB"}
            A.3 | eyJhbGciOiJFUzI1NiJ9 | DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q | {"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}
            """)
    void verifiesThemAndNoneThatIsChanged(String name, String header, String signature, String key) throws Exception {
        Path file = Files.writeString(folder.resolve("key"), key);
        boolean isSecret = key.contains("oct");
        TokenDesk desk = new TokenDesk(TokenDeskTest.settings(isSecret ? file : null, isSecret ? null : file,
                Optional.of("joe"), Optional.empty(), 0), 1);

        assertThat(fault(desk, header + CLAIMS + signature, BEFORE_THEIR_END_MS)).isEqualTo(TokenFault.SUBJECT);
        assertThat(fault(desk, header + CLAIMS + signature, BEFORE_THEIR_END_MS + 1000))
                .isEqualTo(TokenFault.EXPIRED);
        assertThat(fault(desk, header + CLAIMS + (signature.startsWith("A") ? "B" : "A") + signature.substring(1),
                BEFORE_THEIR_END_MS)).isEqualTo(TokenFault.SIGNATURE);
    }

    private TokenFault fault(TokenDesk desk, String token, long nowMs) {
        byte[] bytes = token.getBytes(StandardCharsets.US_ASCII);
        return desk.identify(bytes, 0, bytes.length, 0, nowMs, buyer);
    }
}
