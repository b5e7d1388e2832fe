package dev.shoutgate.bench.jmh;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.File;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the benchmarks of the gate were like when somebody last looked and found it right: a file that is committed.
 *
 * <p>Threading: immutable, any thread.
 *
 * @param about      for whoever reads the file
 * @param benchmarks by name
 */
public record GateBaseline(String about, Map<String, Norm> benchmarks) {

    /**
     * @param ratio  its time over that of the calibration
     * @param margin how much of the ratio it may grow by
     * @param bytes  allocated by one operation
     */
    public record Norm(double ratio, double margin, double bytes) {}

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final String ABOUT = "Times over that of CalibrationBenchmark in the same run, and bytes an "
            + "operation. RegressionGate compares with it; its --update writes it anew and leaves margins as they are.";

    public static GateBaseline read(File file) throws IOException {
        return JSON.readValue(file, GateBaseline.class);
    }

    /** Of what was measured; margins that somebody has set stay, and so do benchmarks that were not run. */
    public GateBaseline updated(Map<String, List<GateScore>> scores, List<GateSet.Entry> entries) {
        Map<String, Norm> norms = new LinkedHashMap<>(benchmarks);
        for (GateSet.Entry entry : entries) {
            List<GateScore> own = scores.get(entry.name());
            Norm before = benchmarks.get(entry.name());
            norms.put(entry.name(), new Norm(rounded(GateVerdict.ratio(own)),
                    before == null ? entry.margin() : before.margin(), rounded(GateVerdict.bytes(own))));
        }
        return new GateBaseline(ABOUT, norms);
    }

    public static GateBaseline empty() {
        return new GateBaseline(ABOUT, Map.of());
    }

    private static double rounded(double figure) {
        return Math.round(figure * 1e4) / 1e4;
    }

    public void write(File file) throws IOException {
        JSON.writeValue(file, this);
    }
}
