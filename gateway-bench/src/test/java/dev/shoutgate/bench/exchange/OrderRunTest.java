package dev.shoutgate.bench.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OrderRunTest {

    private static final OrderRun RUN = new OrderRun(2_000, 1_000, 500_000, 250_000, 750_000);

    @Test
    void countsWhatWasAcceptedAndNotWhatWasSent() {
        assertThat(RUN.millionsPerSecond()).isEqualTo(2);
        assertThat(RUN.engineNsPerOrder()).isEqualTo(250);
        assertThat(RUN.processNsPerOrder()).isEqualTo(750);
    }

    @Test
    void isReadAsItIsPrinted() {
        assertThat(OrderRun.isLine(RUN.line())).isTrue();
        assertThat(OrderRun.of(RUN.line())).isEqualTo(RUN);
        assertThat(OrderRun.isLine("running")).isFalse();
    }
}
