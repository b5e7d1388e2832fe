package dev.shoutgate.sim;

/** How a run ends, as its exit status says it. The numbers are promised to scripts. */
public enum ExitCode {
    /** Every invariant holds and the load was offered as planned. */
    OK(0),
    /** An invariant is broken. It wins over {@link #FELL_BEHIND}: a broken promise is broken at any load. */
    BROKEN(1),
    /** The generator could not keep to its schedule, so the figures describe a gentler load than was asked for. */
    FELL_BEHIND(2),
    /** The command line or the profile is wrong; nothing was sent. */
    USAGE(64),
    /** No gateway answers at the address, or it would not give the run a sale. */
    UNAVAILABLE(69);

    private final int status;

    ExitCode(int status) {
        this.status = status;
    }

    public int status() {
        return status;
    }
}
