package dev.shoutgate.sim.proof;

import java.util.List;

/**
 * What a check found.
 *
 * @param wanted        what the promise asks for
 * @param came          what was seen
 * @param offenders     the first few cases that break it
 * @param offenderCount how many there are in all
 */
public record Finding(String name, Verdict verdict, String wanted, String came, List<String> offenders,
                      long offenderCount) {

    public Finding {
        offenders = List.copyOf(offenders);
    }

    /** Broken where there are offenders. */
    public static Finding of(String name, String wanted, String came, Offenders offenders) {
        return new Finding(name, offenders.none() ? Verdict.OK : Verdict.BROKEN, wanted, came, offenders.first(),
                offenders.count());
    }

    static Finding skipped(String name, String wanted, String why) {
        return new Finding(name, Verdict.SKIPPED, wanted, why, List.of(), 0);
    }
}
