package dev.shoutgate.sim.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The report for programs: the record's own names, with the outcome in front. */
public final class JsonReport {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonReport() {
    }

    /** Writes it as indented JSON. */
    public static String of(ShoutReport report) {
        ObjectNode tree = JSON.createObjectNode();
        tree.put("outcome", report.outcome().name());
        tree.put("exitStatus", report.outcome().status());
        tree.put("runId", report.runId()).put("startedAt", report.startedAt().toString());
        tree.put("buyers", report.buyers()).put("saleId", report.saleId()).put("saleNote", report.saleNote());
        tree.put("transport", report.transport()).put("interrupted", report.interrupted());
        tree.set("load", JSON.valueToTree(report.load()));
        tree.set("lag", JSON.valueToTree(report.lag()));
        tree.set("results", JSON.valueToTree(report.results()));
        tree.set("accepted", JSON.valueToTree(report.accepted()));
        tree.set("refused", JSON.valueToTree(report.refused()));
        tree.set("invariants", JSON.valueToTree(report.invariants()));
        tree.set("seconds", JSON.valueToTree(report.seconds()));
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values could not be written as JSON", e);
        }
    }
}
