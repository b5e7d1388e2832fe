package dev.shoutgate.bench.exchange;

/**
 * What an engine did in its measured rounds.
 *
 * @param orders    that were sent
 * @param accepted  of them
 * @param wallNs    from the first to the last answer
 * @param engineNs  processor time of what decides: all threads of exchange-core, the one thread of a shard
 * @param processNs processor time of the whole process
 */
public record OrderRun(long orders, long accepted, long wallNs, long engineNs, long processNs) {

    private static final String MARK = "run ";

    /** As the program prints it. */
    public String line() {
        return MARK + orders + " " + accepted + " " + wallNs + " " + engineNs + " " + processNs;
    }

    /** Whether it is such a line; engines print others too. */
    public static boolean isLine(String text) {
        return text.startsWith(MARK);
    }

    /** Reads it. */
    public static OrderRun of(String line) {
        String[] figures = line.substring(MARK.length()).split(" ");
        return new OrderRun(Long.parseLong(figures[0]), Long.parseLong(figures[1]), Long.parseLong(figures[2]),
                Long.parseLong(figures[3]), Long.parseLong(figures[4]));
    }

    /** Orders a second, in millions. */
    public double millionsPerSecond() {
        return accepted * 1e3 / wallNs;
    }

    /** Processor time of what decides, nanoseconds an accepted order. */
    public double engineNsPerOrder() {
        return (double) engineNs / accepted;
    }

    /** That of the whole process. */
    public double processNsPerOrder() {
        return (double) processNs / accepted;
    }
}
