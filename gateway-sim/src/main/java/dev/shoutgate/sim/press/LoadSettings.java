package dev.shoutgate.sim.press;

import java.time.Duration;

/**
 * How the client behaves.
 *
 * @param connections     opened before the first press
 * @param mostConnections bound on connections
 * @param answerTimeout   after which a connection without its answer is given up on
 * @param settle          how long after the last press presses may still leave, and how long after that answers are
 *                        waited for and asked for again
 * @param lagThreshold    a press that leaves later than this counts as late
 * @param lagShare        the share of late presses (0..1) above which the generator has fallen behind
 */
public record LoadSettings(int connections, int mostConnections, Duration answerTimeout, Duration settle,
                           Duration lagThreshold, double lagShare) {
}
