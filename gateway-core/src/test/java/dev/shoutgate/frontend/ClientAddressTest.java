package dev.shoutgate.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.config.AddressRange;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The proxies are 10.0.0.0/8 and fd00::/8; fields are written one after the other with a bar between them. */
class ClientAddressTest {

    private static final String PROXY = "10.0.0.1";
    private static final String STRANGER = "198.51.100.9";

    @ParameterizedTest
    @CsvSource(delimiter = '>', textBlock = """
            192.0.2.1                              > 192.0.2.1
            192.0.2.1:4711                         > 192.0.2.1
            2001:db8::7                            > 2001:db8::7
            [2001:db8::7]:4711                     > 2001:db8::7
            6.6.6.6, 192.0.2.1                     > 192.0.2.1
            6.6.6.6 , 192.0.2.1 ,10.0.0.2          > 192.0.2.1
            6.6.6.6, 192.0.2.1, fd00::2, 10.0.0.2  > 192.0.2.1
            192.0.2.1, ::ffff:10.0.0.2             > 192.0.2.1
            , 192.0.2.1,, ,                        > 192.0.2.1
            10.0.0.3, 10.0.0.2                     > 10.0.0.3
            10.0.0.3                               > 10.0.0.3
            6.6.6.6, rubbish, 10.0.0.3, 10.0.0.2   > 10.0.0.3
            6.6.6.6, unknown                       > nobody
            6.6.6.6, "192.0.2.1"                   > nobody
            6.6.6.6, 192.0.2.1 10.0.0.2            > nobody
            ","                                    > nobody
            6.6.6.6 | 192.0.2.1                    > 192.0.2.1
            6.6.6.6, 192.0.2.1 | 10.0.0.2          > 192.0.2.1
            6.6.6.6 | , | 192.0.2.1 | 10.0.0.2     > 192.0.2.1
            6.6.6.6 | rubbish | 10.0.0.2           > 10.0.0.2
            """)
    void isTheLastOfXForwardedForThatIsNoProxy(String fields, String client) {
        assertThat(found(ClientEntry.X_FORWARDED_FOR, PROXY, "X-Forwarded-For", fields)).isEqualTo(client);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', quoteCharacter = '`', textBlock = """
            for="192.0.2.12                                          > nobody
            for=10.0.0.3, for="192.0.2.12                            > nobody
            for="192.0.2.12, for=10.0.0.3                            > 10.0.0.3
            for=192.0.2.1                                            > 192.0.2.1
            For=192.0.2.1;proto=http;by=203.0.113.43                 > 192.0.2.1
            proto=https;FOR="192.0.2.1:4711"                         > 192.0.2.1
            for="[2001:db8::7]:4711"                                 > 2001:db8::7
            for="[2001:db8::7]"                                      > 2001:db8::7
            for=192.0.2.1; proto=https ; by=_gate                    > 192.0.2.1
            ;for=192.0.2.1;;                                         > 192.0.2.1
            for=6.6.6.6, for=192.0.2.1                               > 192.0.2.1
            for=6.6.6.6,for=192.0.2.1, for="[fd00::1]", for=10.0.0.2 > 192.0.2.1
            for=6.6.6.6;host="a,b", for=192.0.2.1;host="c,d"         > 192.0.2.1
            for=192.0.2.1;host="a\\",for=6.6.6.6;x=\\""              > 192.0.2.1
            for=6.6.6.6, for=192.0.2.1;x="a\\\\"                      > 192.0.2.1
            for=192.0.2.1;host=a"b"                                  > nobody
            a"b"=c;for=192.0.2.1                                     > nobody
            for=6.6.6.6, for="6.6.6.7, for=192.0.2.1                 > 192.0.2.1
            for=6.6.6.6;x=", for=192.0.2.1 | for=10.0.0.2;x=","      > 192.0.2.1
            for=6.6.6.6 | for=192.0.2.1 | for=10.0.0.2               > 192.0.2.1
            for=6.6.6.6, for=unknown                                 > nobody
            for=6.6.6.6, for=_hidden, for=10.0.0.2                   > 10.0.0.2
            for=6.6.6.6, for="_hidden"                               > nobody
            for=6.6.6.6, proto=https                                 > nobody
            for=6.6.6.6, for=192.0.2.1;for=192.0.2.2                 > nobody
            for=6.6.6.6, for=192.0.2.1 proto=https                   > nobody
            for=6.6.6.6, for="192.0.2.12                             > nobody
            for=6.6.6.6, for="192.0.2.1\\                            > nobody
            for=6.6.6.6, for                                         > nobody
            for=6.6.6.6, for=                                        > nobody
            for=6.6.6.6, for=;by=192.0.2.1                           > nobody
            for=6.6.6.6, fur=192.0.2.1                               > nobody
            for=6.6.6.6, for=192.0.2.1"                              > nobody
            192.0.2.1                                                > nobody
            """)
    void isTheLastOfForwardedThatIsNoProxy(String fields, String client) {
        assertThat(found(ClientEntry.FORWARDED, PROXY, "Forwarded", fields)).isEqualTo(client);
    }

    @Test
    void isTheStrangerHimselfWhateverHeWrites() {
        for (ClientEntry entry : ClientEntry.values()) {
            assertThat(found(entry, STRANGER, entry.header, "192.0.2.1 | for=192.0.2.1")).isEqualTo(STRANGER);
        }
    }

    @Test
    void isAskedOfNoOtherHeader() {
        assertThat(found(ClientEntry.FORWARDED, PROXY, "X-Forwarded-For", "192.0.2.1")).isEqualTo("nobody");
        assertThat(found(ClientEntry.X_FORWARDED_FOR, PROXY, "Forwarded", "for=192.0.2.1")).isEqualTo("nobody");
        assertThat(found((ClientEntry) null, PROXY, "X-Forwarded-For", "192.0.2.1")).isEqualTo("nobody");
        assertThat(found((ClientEntry) null, STRANGER, "X-Forwarded-For", "192.0.2.1")).isEqualTo(STRANGER);
    }

    /** Nothing of one request is left for the next. */
    @Test
    void isFoundAnewForEachRequest() {
        ClientAddress address = new ClientAddress(proxies(), ClientEntry.X_FORWARDED_FOR);
        assertThat(found(address, PROXY, "X-Forwarded-For", "192.0.2.1")).isEqualTo("192.0.2.1");
        assertThat(found(address, PROXY, "X-Forwarded-For", "rubbish")).isEqualTo("nobody");
        assertThat(found(address, PROXY, "Cookie", "192.0.2.1")).isEqualTo("nobody");
    }

    private static String found(ClientEntry entry, String peer, String header, String fields) {
        return found(new ClientAddress(proxies(), entry), peer, header, fields);
    }

    private static String found(ClientAddress address, String peer, String header, String fields) {
        List<String> headers = new ArrayList<>(List.of("Host", "a"));
        for (String field : fields.split("\\|")) {
            headers.addAll(List.of(header, field.strip(), "Accept", "*/*"));
        }
        Request request = Requests.from(ip(peer), headers.toArray(String[]::new));
        IpAddress found = address.of(request.peer, request.headers);
        return found == null ? "nobody" : text(found);
    }

    private static TrustedProxies proxies() {
        return new TrustedProxies(List.of(new AddressRange(ip("10.0.0.0"), 8), new AddressRange(ip("fd00::"), 8)));
    }

    private static String text(IpAddress address) {
        if (address.isIpv4()) {
            return "%d.%d.%d.%d".formatted(address.low >>> 24 & 0xff, address.low >>> 16 & 0xff,
                    address.low >>> 8 & 0xff, address.low & 0xff);
        }
        return "%x:%x::%x".formatted(address.high >>> 48, address.high >>> 32 & 0xffff, address.low);
    }

    private static InetAddress ip(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
