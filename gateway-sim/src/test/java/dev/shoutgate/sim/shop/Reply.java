package dev.shoutgate.sim.shop;

import java.util.Map;

/**
 * What the shop says.
 *
 * @param silent the connection is broken in place of the answer
 */
record Reply(int status, Map<String, Object> body, boolean replayed, boolean silent) {

    static Reply of(int status, Map<String, Object> body) {
        return new Reply(status, body, false, false);
    }

    static Reply problem(int status, String code) {
        return of(status, Map.of("type", "/problems/" + code, "title", code, "status", status, "code", code,
                "detail", "a \"code\": \"other\" in a text must not be taken for the code"));
    }

    Reply asReplay() {
        return new Reply(status, body, true, silent);
    }

    Reply unheard() {
        return new Reply(status, body, replayed, true);
    }
}
