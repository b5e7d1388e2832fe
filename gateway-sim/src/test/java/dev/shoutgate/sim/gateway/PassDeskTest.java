package dev.shoutgate.sim.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PassDeskTest {

    @Test
    void countsTheZeroBitsThatAHashBeginsWith() {
        assertThat(PassDesk.zeroBits(new byte[] {(byte) 0x80, 0})).isZero();
        assertThat(PassDesk.zeroBits(new byte[] {0x7f, 0})).isEqualTo(1);
        assertThat(PassDesk.zeroBits(new byte[] {0x01, 0})).isEqualTo(7);
        assertThat(PassDesk.zeroBits(new byte[] {0, (byte) 0xff})).isEqualTo(8);
        assertThat(PassDesk.zeroBits(new byte[] {0, 0x10, 0})).isEqualTo(11);
    }
}
