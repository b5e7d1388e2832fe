package dev.shoutgate.bench.jmh;

/**
 * One measurement of a benchmark, beside the calibrations right before and right after it.
 *
 * @param ns            processor time of one operation, of all threads that take part
 * @param calibrationNs of one operation of the calibration, the mean of the two
 * @param bytes         allocated by one operation
 */
public record GateScore(double ns, double calibrationNs, double bytes) {

    /** What does not change when all of the machine is faster or slower. */
    double ratio() {
        return ns / calibrationNs;
    }
}
