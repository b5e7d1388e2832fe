package dev.shoutgate.bench.pause;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpanTest {

    @Test
    void hasItsFirstMomentAndNotTheOneAfterIt() {
        Span span = new Span(10, 20);

        assertThat(span.has(9)).isFalse();
        assertThat(span.has(10)).isTrue();
        assertThat(span.has(19)).isTrue();
        assertThat(span.has(20)).isFalse();
    }

    @Test
    void isCutIntoWholePieces() {
        assertThat(new Span(0, 10_000).pieces(3_000))
                .containsExactly(new Span(7_000, 10_000), new Span(4_000, 7_000), new Span(1_000, 4_000));
        assertThat(new Span(0, 100).pieces(100)).containsExactly(new Span(0, 100));
    }

    @Test
    void isOnePieceWhereNoneFits() {
        assertThat(new Span(0, 100).pieces(101)).containsExactly(new Span(0, 100));
    }
}
