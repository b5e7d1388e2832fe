package dev.shoutgate.sim.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * One stretch of the load: the rate goes in a straight line from {@code rate} to {@code toRate}, in presses a second.
 */
public record Phase(String name, double seconds, double rate, double toRate) {

    /** A phase without {@code toRate} keeps its rate. */
    @JsonCreator
    static Phase of(@JsonProperty("name") String name, @JsonProperty(value = "seconds", required = true) double seconds,
                    @JsonProperty(value = "rate", required = true) double rate, @JsonProperty("toRate") Double toRate) {
        return new Phase(name == null ? "phase" : name, seconds, rate, toRate == null ? rate : toRate);
    }

    /** Presses in this phase: the area under the line, to the nearest whole press. */
    public long count() {
        return Math.round(area());
    }

    double area() {
        return seconds * (rate + toRate) / 2;
    }

    Phase scaled(double factor) {
        return new Phase(name, seconds, rate * factor, toRate * factor);
    }
}
