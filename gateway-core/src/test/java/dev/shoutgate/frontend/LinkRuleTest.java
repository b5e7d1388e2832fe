package dev.shoutgate.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses come from a host's form and end in a buyer's page, where one may be a trap. */
class LinkRuleTest {

    @ParameterizedTest
    @ValueSource(strings = {"https://cdn.example/1.png", "HTTPS://cdn.example:8443/a/b.jpg?w=640&h=480#x", "/",
        "/assets/phone.svg", "/a//b", "https://xn--fiqs8s.example/", "https://[2001:db8::1]/1.png",
        "https://cdn.example/%E6%89%8B%E6%9C%BA.png", "https://cdn.example/手机.png", "https://cdn.example:65535"})
    void takesPicturesOfTheWebAndOfThisGateway(String address) {
        assertThat(LinkRule.IMAGE.allows(address)).isTrue();
        assertThat(LinkRule.CHECKOUT.allows(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "phone.png", "./phone.png", "../phone.png", "?x", "#x",
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\nscript:alert(1)", " javascript:alert(1)",
        "data:image/svg+xml,<svg onload=alert(1)>", "data:image/png;base64,AAAA", "blob:https://a.example/1",
        "file:///etc/passwd", "ftp://cdn.example/1.png", "vbscript:x", "mailto:a@b.example", "https:", "https:/",
        "https://", "https:///1.png", "https:cdn.example/1.png", "https://:443/1.png", "https://?x", "https://#x",
        "//evil.example", "//evil.example/1.png", "///evil.example", "/\\evil.example", "\\\\evil.example",
        "\\/evil.example", "/\t/evil.example", "/a b", "/a\nb", "/a\"b", "/a<b>", "/%zz", "/a\u0000b",
        "https://cdn.example/a b.png", "https://cdn.example/\"onerror=alert(1)", "https://shop@evil.example/1.png",
        "https://shop:pw@evil.example/", "https://evil.example\\@cdn.example/", "https://cdn.example:65536/",
        "https://cdn.example:-1/", "https://cdn.example:x/", "https://[::1/", "https://手机.example/",
        "http://cdn.example/1.png", "http://127.0.0.1.evil.example/", "http://localhost@evil.example/",
        "http://localhost.evil.example/", "http://evil.example#localhost", "\ud800", "/{x}", "/{orderId"})
    void refusesWhatIsNeither(String address) {
        assertThat(LinkRule.IMAGE.allows(address)).isFalse();
        assertThat(LinkRule.CHECKOUT.allows(address)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/demo/checkout/{orderId}", "https://pay.example/?order={orderId}&again={orderId}",
        "https://pay.example/{orderId}#{orderId}", "http://localhost:3000/pay/{orderId}", "http://127.0.0.1/pay",
        "http://[::1]:8080/pay"})
    void letsACheckoutHaveAPlaceForTheOrderAndBeOnThisMachine(String address) {
        assertThat(LinkRule.CHECKOUT.allows(address)).isTrue();
        assertThat(LinkRule.IMAGE.allows(address)).isFalse();
    }

    /** Whose order it is must not decide where the buyer is led. */
    @ParameterizedTest
    @ValueSource(strings = {"https://{orderId}/pay", "{orderId}", "{orderId}://pay.example",
        "https://pay.example:{orderId}/", "https://{orderId}.pay.example/", "https://{orderId}@pay.example/"})
    void refusesACheckoutWhoseHostIsTheOrder(String address) {
        assertThat(LinkRule.CHECKOUT.allows(address)).isFalse();
    }

    @Test
    void takesAsManyBytesAsAnEventHasRoomFor() {
        assertThat(LinkRule.IMAGE.allows("/" + "a".repeat(511))).isTrue();
        assertThat(LinkRule.IMAGE.allows("/" + "a".repeat(512))).isFalse();
        assertThat(LinkRule.IMAGE.allows("/" + "图".repeat(170))).isTrue();
        assertThat(LinkRule.IMAGE.allows("/" + "图".repeat(171))).isFalse();
        assertThat(LinkRule.CHECKOUT.allows("/" + "a".repeat(502) + "{orderId}")).isTrue();
        assertThat(LinkRule.CHECKOUT.allows("/" + "a".repeat(503) + "{orderId}")).isFalse();
    }
}
