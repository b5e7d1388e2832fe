package dev.shoutgate.sim.press;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

class AnswerTest {
    @Test
    void putsABodyTogetherFromItsParts() {
        Answer answer = new Answer();
        answer.begin(200, true);
        String part = "x".repeat(700);

        assertThat(answer.add(Unpooled.wrappedBuffer(part.getBytes()))).isTrue();
        assertThat(answer.add(Unpooled.wrappedBuffer(part.getBytes()))).isTrue();
        assertThat(answer.text()).isEqualTo(part + part);
        assertThat(answer.replayed()).isTrue();
    }

    @Test
    void forgetsTheAnswerBefore() {
        Answer answer = Answers.of(200, "the one before");
        answer.begin(409, false);

        assertThat(answer.text()).isEmpty();
        assertThat(answer.status()).isEqualTo(409);
    }

    @Test
    void refusesABodyWithoutEnd() {
        Answer answer = new Answer();
        answer.begin(200, false);

        assertThat(answer.add(Unpooled.wrappedBuffer(new byte[Answer.MOST_BODY_BYTES]))).isTrue();
        assertThat(answer.add(Unpooled.wrappedBuffer(new byte[1]))).isFalse();
    }

    @Test
    void readsWhatABuyerGotFromA201() {
        Answer answer = Answers.of(201, "{\"orderId\":\"o1\",\"items\":[{\"sku\":\"phone\",\"quantity\":2,"
                + "\"unitPrice\":199900}],\"currency\":\"CNY\",\"total\":399800}");

        assertThat(Bought.of(answer, "phone")).isEqualTo(new Bought("o1", "phone", 2, 199900, 399800, false));
        assertThat(Bought.of(answer, "lipstick").sku()).isEqualTo("phone");
    }
}
