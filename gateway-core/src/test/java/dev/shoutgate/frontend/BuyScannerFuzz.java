package dev.shoutgate.frontend;

import static org.assertj.core.api.Assertions.assertThat;

/** What Jazzer calls: the body of a buy, for the fast reader and, where that takes it, for the thorough one. */
public final class BuyScannerFuzz {

    private BuyScannerFuzz() {}

    /** Throws where the two read different orders. */
    public static void fuzzerTestOneInput(byte[] body) {
        ReadOrder scanned = ReadOrder.scanned(body);
        if (scanned != null) {
            assertThat(ReadOrder.read(BuyScannerTest.forTheOtherReader(body))).isEqualTo(scanned);
        }
    }
}
