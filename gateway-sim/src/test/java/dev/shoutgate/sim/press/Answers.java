package dev.shoutgate.sim.press;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/** Answers and log entries as the event loop would write them, for tests of what comes after. */
public final class Answers {
    private Answers() {
    }

    static Answer of(int status, String body) {
        Answer answer = new Answer();
        answer.begin(status, false);
        answer.add(Unpooled.copiedBuffer(body, StandardCharsets.UTF_8));
        return answer;
    }

    public static void sent(PressLog log, int press, long ns) {
        log.sent(press, ns);
    }

    public static void bought(PressLog log, int press, long ns, Bought bought) {
        log.bought(press, ns, bought);
    }

    public static void refused(PressLog log, int press, long ns, int status, String code) {
        log.refused(press, ns, of(status, "{\"code\":\"" + code + "\"}"));
    }

    public static void lost(PressLog log, int press) {
        log.lost(press);
    }

    public static void lagged(Tally tally, long lagNs) {
        tally.sent(lagNs, false);
    }

    public static void closeSecond(Tally tally, long offered) {
        tally.closeSecond(offered, 0);
    }
}
