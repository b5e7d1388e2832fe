package dev.shoutgate.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.bench.load.BuyRequest;
import dev.shoutgate.bench.load.LoadResult;
import dev.shoutgate.bench.load.ScratchFolder;
import dev.shoutgate.bench.peer.Contender.InvalidRunException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The yardstick and the gateway get the same bytes; what comes back must be alike, or a ratio of the two means nothing. */
class LimitServerTest {

    private static final Contender LIMIT = new LimitContender(LimitContender.LIMIT);
    private static final BuyRequest REQUEST = LIMIT.request();
    private static final GatewayContender GATEWAY =
            new GatewayContender("disk", "disk", "[]", Scene.SELLING);

    /** Head and body of the reply on a connection that stays open. */
    private static String answer(Socket connection, String name) throws IOException {
        OutputStream out = connection.getOutputStream();
        out.write(REQUEST.text(name, name).getBytes(StandardCharsets.US_ASCII));
        out.flush();
        DataInputStream in = new DataInputStream(connection.getInputStream());
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        Matcher length = Pattern.compile("(?i)content-length: (\\d+)").matcher(head);
        assertThat(length.find()).as("a content-length in %s", head).isTrue();
        byte[] body = in.readNBytes(Integer.parseInt(length.group(1)));
        return head + new String(body, StandardCharsets.US_ASCII);
    }

    private static Socket connect(String address) throws IOException {
        Socket connection = new Socket(InetAddress.getLoopbackAddress(), URI.create(address).getPort());
        connection.setSoTimeout(10_000);
        return connection;
    }

    private static List<String> headerNames(String reply) {
        return reply.lines().skip(1).takeWhile(line -> !line.isEmpty())
                .map(line -> line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT)).sorted().toList();
    }

    @Test
    void answersAsLongAndWithTheSameHeadersAsTheGateway() throws Exception {
        String name = "pass1-1-100000001";
        try (ScratchFolder folder = ScratchFolder.make("limit");
                ServerProcess gateway = GATEWAY.start(folder);
                ServerProcess limit = LIMIT.start(folder);
                Socket toGateway = connect(gateway.address("buyers"));
                Socket toLimit = connect(limit.address("buyers"))) {
            String real = answer(toGateway, name);
            String constant = answer(toLimit, name);

            assertThat(real).startsWith("HTTP/1.1 201 Created\r\n");
            assertThat(constant).startsWith("HTTP/1.1 201 Created\r\n");
            assertThat(headerNames(constant)).isEqualTo(headerNames(real));
            // The sequence has one digit at first and six or seven in mid-run.
            assertThat(constant.length() - real.length()).isBetween(0, 8);
            assertThat(answer(toLimit, name)).as("the second answer on the connection").isEqualTo(constant);
        }
    }

    @Test
    void answersTheSameFromRawBytesHoweverTheyAreCut() throws Exception {
        byte[] request = REQUEST.text("b", "k").replace("Content-Length", "content-LENGTH")
                .getBytes(StandardCharsets.US_ASCII);
        try (LimitServer limit = LimitServer.start(0, ConstantReply::new);
                Socket toLimit = connect("http://127.0.0.1:" + limit.port())) {
            String constant = answer(toLimit, "b");
            for (int cut = 1; cut < request.length; cut++) {
                EmbeddedChannel floor = new EmbeddedChannel(new FloorReply());
                floor.writeInbound(Unpooled.copiedBuffer(request, 0, cut));
                assertThat((ByteBuf) floor.readOutbound()).as("after %d bytes", cut).isNull();
                floor.writeInbound(Unpooled.copiedBuffer(request, cut, request.length - cut),
                        Unpooled.copiedBuffer(request, request));

                assertThat(text(floor)).as("cut after %d bytes", cut).isEqualTo(constant);
                assertThat(text(floor)).as("the two that came together").isEqualTo(constant + constant);
                assertThat(floor.finish()).isFalse();
            }
        }
    }

    @Test
    void answersRequestsWithoutABodyFromRawBytes() {
        EmbeddedChannel floor = new EmbeddedChannel(new FloorReply());

        floor.writeInbound(Unpooled.copiedBuffer("GET / HTTP/1.1\r\nX-Content-Length: 9\r\n\r\n",
                StandardCharsets.US_ASCII));

        assertThat(text(floor)).startsWith("HTTP/1.1 201 Created\r\n");
    }

    private static String text(EmbeddedChannel channel) {
        ByteBuf out = channel.readOutbound();
        try {
            return out.toString(StandardCharsets.US_ASCII);
        } finally {
            out.release();
        }
    }

    @Test
    void countsARunOfTheGatewayOnlyWhenTheSaleHoldsWhatTheAnswersSay() throws Exception {
        try (ScratchFolder folder = ScratchFolder.make("limit");
                ServerProcess gateway = GATEWAY.start(folder);
                Socket connection = connect(gateway.address("buyers"))) {
            answer(connection, "b1");
            answer(connection, "b2");

            GATEWAY.check(gateway, Answered.NOTHING.plus(answers(1, 0)), answers(1, 0));
            assertThat(refusalOf(gateway, answers(2, 0))).contains("3 answers", "the sale says 2");
            assertThat(refusalOf(gateway, answers(2, 1))).contains("wanted 0 refused");
        }
    }

    private static LoadResult answers(long requests, long refused) {
        return new LoadResult(requests, 1_000_000, requests * 400, refused, 0, 1, 1, 1);
    }

    private static String refusalOf(ServerProcess gateway, LoadResult measured) throws Exception {
        try {
            GATEWAY.check(gateway, Answered.NOTHING.plus(answers(1, 0)), measured);
        } catch (InvalidRunException e) {
            return e.getMessage();
        }
        return "counted";
    }
}
