package dev.shoutgate.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StormCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void putsTheJournalAndAShardThroughTheirLives() {
        assertThat(run("storm --seeds 20 --first 300")).isZero();
        assertThat(out.toString())
                .contains("journal storm: seeds 300 to 319 held", "shard storm: seeds 300 to 319 held");
    }

    @Test
    void repeatsOneSeedOfOneStorm() {
        assertThat(run("storm --only journal --seed 12")).isZero();
        assertThat(out.toString()).contains("journal storm: seeds 12 to 12 held").doesNotContain("shard");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "storm --seeds 0 | --seeds: wanted 1 or more, came 0",
        "storm --seeds 3 --seed 4 | give one of them",
        "storm --only moon | --only",
        "storm --seed x | --seed"})
    void exitsWith64AndSaysWhatIsWrong(String line, String said) {
        assertThat(run(line)).isEqualTo(64);
        assertThat(err.toString()).contains(said);
    }

    private int run(String line) {
        return SimMain.run(line.split(" "), new PrintWriter(out, true), new PrintWriter(err, true));
    }
}
