package dev.shoutgate.blackbox.page;

import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole evening on one phone and one host's desk at once, in a real browser. */
class EveningTest {
    @TempDir
    Path folder;

    @Test
    void goesAsBuyersAndHostExpect() throws Exception {
        try (Evening evening = Evening.direct(folder)) {
            play(evening);
        }
    }

    @Test
    void goesTheSameThroughAnNginxThatNobodyTuned() throws Exception {
        Assumptions.assumeTrue(Nginx.isHere(), "nginx is not installed");
        try (Evening evening = Evening.throughNginx(folder)) {
            play(evening);
        }
    }

    private static void play(Evening evening) throws Exception {
        evening.begins();
        evening.isAccessible();
        evening.opensByTheClockAfterThreeTwoOne();
        evening.aDoubleTapBuysOnce();
        evening.theHostHearsOfIt();
        evening.isAccessible();
        evening.paysFromThePage();
        evening.paysTooLateWhatAnotherHasBy();
        evening.pausesWithAWordAndGoesOn();
        evening.aPriceCutIsSeenWithinASecond();
        evening.aTimedLinkAppears();
        evening.aDoubleRestockAddsOnce();
        evening.theGatewayIsKilledAndComesBack();
        evening.isAccessible();
        evening.isOver();
    }
}
