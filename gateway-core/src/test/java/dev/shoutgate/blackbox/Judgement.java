package dev.shoutgate.blackbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.shoutgate.blackbox.Description.Call;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BinaryOperator;

/** Holds one answer, or one request, against what a description says of its call. Any thread. */
final class Judgement {
    /** HTTP's own, which no description lists. */
    private static final Set<String> OF_HTTP = Set.of("connection", "content-length", "content-type", "date",
            "access-control-allow-origin", "access-control-expose-headers");
    private static final String PROBLEM = "application/problem+json";

    private final JsonNode document;
    private final Schemas ofAnswers;
    private final Schemas ofRequests;

    Judgement(JsonNode document) {
        this.document = document;
        ofAnswers = Schemas.strict(document);
        ofRequests = Schemas.of(document);
    }

    List<String> misfits(Call call, Answer answer) {
        if (isPreflight(answer)) {
            return List.of();
        }
        JsonNode response = resolved(call.operation.path("responses").path(Integer.toString(answer.status())));
        boolean good = answer.status() < 400;
        if (response.isMissingNode() || good && !call.known) {
            return List.of("status " + answer.status() + " is not described");
        }
        List<String> misfits = new ArrayList<>();
        headers(response.path("headers"), answer, misfits);
        if (call.withBody) {
            body(response.path("content"), answer, misfits);
        }
        return misfits;
    }

    /** Fetch describes it, for every path alike; it is no operation of ours. */
    private static boolean isPreflight(Answer answer) {
        return answer.status() == 204 && answer.body().length == 0
                && answer.header("Access-Control-Allow-Methods").isPresent();
    }

    private void headers(JsonNode described, Answer answer, List<String> misfits) {
        Set<String> unknown = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        unknown.addAll(answer.headers().keySet());
        OF_HTTP.forEach(unknown::remove);
        if (answer.header("Access-Control-Allow-Origin").isPresent()) {
            answer.header("Vary").filter("Origin"::equals).ifPresent(of -> unknown.remove("Vary"));
        }
        described.properties().forEach(entry -> {
            unknown.remove(entry.getKey());
            JsonNode header = resolved(entry.getValue());
            answer.header(entry.getKey()).ifPresentOrElse(
                    value -> value(ofAnswers, header, value, "header " + entry.getKey(), misfits),
                    () -> missing(header, "header " + entry.getKey(), misfits));
        });
        unknown.forEach(name -> misfits.add("header " + name + " is not described"));
    }

    private static void missing(JsonNode described, String what, List<String> misfits) {
        if (described.path("required").booleanValue()) {
            misfits.add(what + " is missing");
        }
    }

    private static void value(Schemas schemas, JsonNode described, String value, String what, List<String> misfits) {
        JsonNode schema = described.path("schema");
        boolean number = schema.path("type").asText().equals("integer") && value.matches("\\d{1,9}");
        schemas.misfits(schema, number ? IntNode.valueOf(Integer.parseInt(value)) : TextNode.valueOf(value))
                .forEach(misfit -> misfits.add(what + misfit));
    }

    private void body(JsonNode contents, Answer answer, List<String> misfits) {
        String type = answer.contentType().split(";")[0];
        JsonNode content = contents.path(type);
        if (contents.isMissingNode() && answer.body().length == 0) {
            return;
        }
        if (content.isMissingNode()) {
            misfits.add("type " + type + " is not described");
        } else if (type.endsWith("json")) {
            JsonNode json = answer.json();
            misfits.addAll(ofAnswers.misfits(content.path("schema"), json));
            if (type.equals(PROBLEM)) {
                problem(content.path("examples"), answer.status(), json, misfits);
            }
        }
    }

    /** A problem has the status of its answer, a code that is shown for it, and no member that its examples lack. */
    private void problem(JsonNode examples, int status, JsonNode problem, List<String> misfits) {
        String code = problem.path("code").asText();
        if (problem.path("status").intValue() != status) {
            misfits.add("the problem says status " + problem.path("status"));
        }
        Set<String> shown = new TreeSet<>();
        examples.forEach(reference -> {
            JsonNode example = resolved(reference).path("value");
            if (example.path("code").asText().equals(code)) {
                example.fieldNames().forEachRemaining(shown::add);
            }
        });
        if (shown.isEmpty()) {
            misfits.add("problem " + code + " is not described");
            return;
        }
        problem.fieldNames().forEachRemaining(name -> {
            if (!shown.contains(name)) {
                misfits.add("problem " + code + " has " + name + ", which its example lacks");
            }
        });
    }

    /** {@code sent}: a parameter's value by its place, header or query, and its name; null where it has none. */
    List<String> misfitsOfTaken(Call call, byte[] body, BinaryOperator<String> sent) {
        List<String> misfits = new ArrayList<>();
        call.operation.path("parameters").forEach(reference -> {
            JsonNode parameter = resolved(reference);
            String in = parameter.path("in").asText();
            String name = parameter.path("name").asText();
            String value = in.equals("path") ? null : sent.apply(in, name);
            if (value != null) {
                value(ofRequests, parameter, value, in + " " + name, misfits);
            } else if (!in.equals("path")) {
                missing(parameter, in + " " + name, misfits);
            }
        });
        JsonNode described = call.operation.path("requestBody");
        if (body == null || body.length == 0) {
            missing(described, "body", misfits);
        } else if (!described.isMissingNode()) {
            misfits.addAll(ofRequests.misfits(described.at("/content/application~1json/schema"), read(body)));
        }
        return misfits;
    }

    private static JsonNode read(byte[] body) {
        try {
            return Answer.JSON.readTree(body);
        } catch (IOException e) {
            throw new AssertionError("a request was taken whose body is no JSON", e);
        }
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").textValue().substring(1)) : node;
    }
}
