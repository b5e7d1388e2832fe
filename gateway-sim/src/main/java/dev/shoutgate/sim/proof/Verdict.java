package dev.shoutgate.sim.proof;

/** How a check ended. */
public enum Verdict {
    OK("ok"),
    BROKEN("BROKEN"),
    /** Nothing could be said, for instance because others buy in the same sale; the finding says why. */
    SKIPPED("skipped");

    private final String word;

    Verdict(String word) {
        this.word = word;
    }

    /** As reports print it. */
    public String word() {
        return word;
    }
}
