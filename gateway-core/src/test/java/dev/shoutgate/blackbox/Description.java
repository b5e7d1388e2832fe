package dev.shoutgate.blackbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shoutgate.room.StaticPages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BinaryOperator;
import java.util.regex.Pattern;

/**
 * The OpenAPI description of a port, as the judge of every answer that the tests get there: its status, its headers, its
 * type and its body must be described, for the call that was made. Any thread.
 */
public final class Description {
    /** Each of this JVM's tests says which side of its gateway is at which port. */
    private static final Map<Integer, Description> AT_PORT = new ConcurrentHashMap<>();
    private static final Description BUYERS =
            new Description(new StaticPages().buyersApi("http://127.0.0.1").bytes());
    private static final Description DEMO =
            new Description(new StaticPages(true).buyersApi("http://127.0.0.1").bytes());
    private static final Description DEMO_OPERATORS =
            new Description(new StaticPages(true).operatorsApi("http://127.0.0.1").bytes());
    private static final Description OPERATORS =
            new Description(new StaticPages().operatorsApi("http://127.0.0.1").bytes());

    private final Map<Pattern, Map<String, Call>> calls = new LinkedHashMap<>();
    private final Call unknown;
    private final Judgement judgement;

    private Description(byte[] json) {
        JsonNode document = read(json);
        document.path("paths").properties().forEach(path -> calls.put(
                Pattern.compile(path.getKey().replaceAll("\\{\\w+}", "[^/]+")), callsOf(path.getValue())));
        unknown = new Call("something unknown", document.at("/paths/~1problems~1{code}/get"), false, true);
        judgement = new Judgement(document);
    }

    private static JsonNode read(byte[] json) {
        try {
            return Answer.JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Call> callsOf(JsonNode path) {
        Map<String, Call> calls = new HashMap<>();
        path.properties().forEach(method -> {
            String name = method.getValue().path("operationId").asText();
            calls.put(method.getKey().toUpperCase(Locale.ROOT), new Call(name, method.getValue(), true, true));
        });
        if (calls.containsKey("GET")) {
            calls.put("HEAD", new Call("the head of " + calls.get("GET").name, path.path("get"), true, false));
        }
        return calls;
    }

    /** A gateway has just bound these ports. */
    public static void areBound(int buyersPort, int operatorsPort) {
        AT_PORT.put(buyersPort, BUYERS);
        AT_PORT.put(operatorsPort, OPERATORS);
    }

    /** The gateway at these ports serves a demo. */
    static void isDemo(int buyersPort, int operatorsPort) {
        AT_PORT.put(buyersPort, DEMO);
        AT_PORT.put(operatorsPort, DEMO_OPERATORS);
    }

    /** The description of what is served at that port. */
    static Description at(int port) {
        Description description = AT_PORT.get(port);
        if (description == null) {
            throw new AssertionError("no gateway said that it is at port " + port + "; see Description.areBound");
        }
        return description;
    }

    /**
     * What is described for a call; always the same object for one. A path or method that is not may be answered as the
     * page of a problem that there is none of, which every description has.
     */
    Call call(String method, String target) {
        String path = target.split("\\?", 2)[0].replaceFirst("^(?i:https?)://[^/]*", "");
        return calls.entrySet().stream().filter(known -> known.getKey().matcher(path).matches())
                .map(known -> known.getValue().get(method)).filter(Objects::nonNull).findFirst().orElse(unknown);
    }

    /** Fails where the answer is not described for any of the calls that it may be the answer to. */
    void judge(Collection<Call> calls, Answer answer) {
        List<String> wrong = new ArrayList<>();
        for (Call call : calls.isEmpty() ? List.of(unknown) : calls) {
            List<String> misfits = judgement.misfits(call, answer);
            if (misfits.isEmpty()) {
                return;
            }
            wrong.add(call.name + ": " + misfits);
        }
        throw new AssertionError("not as /openapi.json says: " + wrong + "\n" + answer);
    }

    /**
     * Fails where a request that was taken is not one that the description allows; {@code sent} says the value of a
     * parameter by its place, header or query, and its name, or null.
     */
    void judgeTaken(Call call, byte[] body, BinaryOperator<String> sent) {
        List<String> misfits = judgement.misfitsOfTaken(call, body, sent);
        if (!misfits.isEmpty()) {
            throw new AssertionError(call.name + " was taken, and is not as /openapi.json says: " + misfits);
        }
    }

    /** An operation that was asked for, and whether a good answer of it is described, and has a body. */
    static final class Call {
        final String name;
        final JsonNode operation;
        final boolean known;
        final boolean withBody;

        private Call(String name, JsonNode operation, boolean known, boolean withBody) {
            this.name = name;
            this.operation = operation;
            this.known = known;
            this.withBody = withBody;
        }
    }
}
