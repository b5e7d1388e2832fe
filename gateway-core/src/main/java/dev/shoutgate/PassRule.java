package dev.shoutgate;

/**
 * Whether a sale sells only to bearers of a pass, and how they get one.
 *
 * @param opensSeconds how long before the sale's opening passes are given
 * @param difficulty   with how many zero bits the hash of a solution must begin; each doubles the work
 */
public record PassRule(boolean required, int opensSeconds, int difficulty) {

    /** Whoever comes may buy. */
    public static final PassRule NONE = new PassRule(false, 0, 0);

    /** The API's word for a sale that wants a pass. */
    public static final String REQUIRED = "required";

    /** Stands in facts for what a sale without passes has none of. */
    private static final long NOT_SAID = Long.MIN_VALUE;

    public static PassRule required(int opensSeconds, int difficulty) {
        return new PassRule(true, opensSeconds, difficulty);
    }

    /** As facts and snapshots have it; those of older releases have nothing of it. */
    public static PassRule of(String word, long opensSeconds, long difficulty) {
        return word.equals(REQUIRED) ? required((int) opensSeconds, (int) difficulty) : NONE;
    }

    /** {@link #REQUIRED}, or empty. */
    public String word() {
        return required ? REQUIRED : "";
    }

    /** {@link #opensSeconds} for a fact. */
    public long opensSecondsSaid() {
        return required ? opensSeconds : NOT_SAID;
    }

    /** {@link #difficulty} for a fact. */
    public long difficultySaid() {
        return required ? difficulty : NOT_SAID;
    }
}
