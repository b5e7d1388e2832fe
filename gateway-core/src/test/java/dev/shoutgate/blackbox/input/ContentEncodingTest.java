package dev.shoutgate.blackbox.input;

import static dev.shoutgate.blackbox.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.BuyRequest;
import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.RawHttp;
import dev.shoutgate.blackbox.Tokens;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A body is read as it is: one that is compressed is refused by what it says, before it is taken for bad JSON. */
class ContentEncodingTest {
    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small();

    @Test
    void refusesABodyThatIsCompressed() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(BuyRequest.line("phone", 1).getBytes(StandardCharsets.UTF_8));
        }
        try (RawHttp connection = gateway.connect()) {
            Answer answer = connection.exchange(BuyRequest.of(gateway.shop().open(Item.of("phone", 1)), "phone")
                    .header("Content-Encoding", "gzip").body(bytes.toByteArray()));

            assertProblem(answer).is(415, "unsupported-media-type");
            assertThat(answer.header("Accept-Encoding")).contains("identity");
            assertThat(answer.field("detail")).contains("gzip");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br", "identity, gzip", "x"})
    void refusesAnOperatorsLikewise(String coding) {
        Answer answer = gateway.operators().api().send("PUT", "/v1/sales/" + Fresh.sale(), "{}",
                "Authorization", "Bearer " + Tokens.PLATFORM, "Content-Type", "application/json", "Content-Encoding", coding);

        assertProblem(answer).is(415, "unsupported-media-type");
        assertThat(answer.header("Accept-Encoding")).contains("identity");
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "Identity", "identity, identity"})
    void takesABodyThatSaysItIsAsItIs(String coding) {
        try (RawHttp connection = gateway.connect()) {
            Answer answer = connection.exchange(BuyRequest.of(gateway.shop().open(Item.of("phone", 1)), "phone")
                    .header("Content-Encoding", coding));

            assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        }
    }

    @Test
    void saysWhichTypeItTakesWhereTheTypeIsAnother() {
        try (RawHttp connection = gateway.connect()) {
            Answer answer = connection.exchange(BuyRequest.of("s", "phone").header("Content-Type", "text/plain"));

            assertProblem(answer).is(415, "unsupported-media-type");
            assertThat(answer.header("Accept")).contains("application/json");
            assertThat(answer.header("Accept-Encoding")).isEmpty();
            assertThat(answer.field("detail")).contains("text/plain");
        }
    }
}
