package dev.shoutgate.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.bench.load.LoadResult;
import dev.shoutgate.bench.peer.Contender.InvalidRunException;
import org.junit.jupiter.api.Test;

class SceneTest {

    private static LoadResult answers(long requests, long refused, long failed) {
        return new LoadResult(requests, 1_000_000, requests * 400, refused, failed, 1, 1, 1);
    }

    private static String verdict(Scene scene, LoadResult warmUp, LoadResult measured, long held) {
        return verdict(scene, Answered.NOTHING.plus(warmUp), measured, held);
    }

    private static String verdict(Scene scene, Answered before, LoadResult measured, long held) {
        try {
            scene.check("x", before, measured, held);
            return "counts";
        } catch (InvalidRunException e) {
            return e.getMessage();
        }
    }

    @Test
    void countsSellingOnlyWhenEveryAnswerIsAnOrderThatTheSaleKnows() {
        LoadResult run = answers(5_000, 0, 0);

        assertThat(verdict(Scene.SELLING, run, run, 10_000)).isEqualTo("counts");
        assertThat(verdict(Scene.SELLING, run, run, 10_100)).as("presses under way at the end").isEqualTo("counts");
        assertThat(verdict(Scene.SELLING, run, run, 9_999)).contains("10000 answers say held", "the sale says 9999");
        assertThat(verdict(Scene.SELLING, run, run, 20_000)).contains("the sale says 20000");
        assertThat(verdict(Scene.SELLING, run, answers(5_000, 1, 0), 9_999)).contains("wanted 0 refused");
        assertThat(verdict(Scene.SELLING, run, answers(5_000, 0, 1), 10_000)).contains("failed=1");
    }

    @Test
    void countsSoldOutOnlyWhenEveryAnswerIsARefusal() {
        LoadResult warm = answers(5_000, 4_900, 0);

        assertThat(verdict(Scene.SOLD_OUT, warm, answers(5_000, 5_000, 0), 100)).isEqualTo("counts");
        assertThat(verdict(Scene.SOLD_OUT, warm, answers(5_000, 4_999, 0), 101)).contains("wanted 5000 refused");
        assertThat(verdict(Scene.SOLD_OUT, warm, answers(5_000, 5_000, 0), 99)).contains("the sale says 99");
    }

    @Test
    void countsRepeatsOnlyWhenTheyMadeNothing() {
        LoadResult run = answers(5_000, 0, 0);

        assertThat(verdict(Scene.REPEATED_KEY, run, run, 1_000)).isEqualTo("counts");
        assertThat(verdict(Scene.REPEATED_KEY, run, run, 1_001)).contains("the sale says 1001");
        assertThat(verdict(Scene.REPEATED_KEY, run, run, 999)).contains("the sale says 999");
        assertThat(verdict(Scene.REPEATED_KEY, answers(999, 0, 0), run, 1_000)).contains("give it more seconds");
    }

    @Test
    void allowsForThePressesThatEachRunLeavesUnderWay() {
        LoadResult run = answers(5_000, 0, 0);
        Answered ofThree = Answered.NOTHING.plus(run).plus(run).plus(run);

        assertThat(verdict(Scene.SELLING, ofThree, run, 20_000 + 4 * 1024)).isEqualTo("counts");
        assertThat(verdict(Scene.SELLING, ofThree, run, 20_001 + 4 * 1024)).contains("20000 answers say held");
        assertThat(verdict(Scene.SELLING, ofThree, run, 19_999)).contains("the sale says 19999");
    }

    @Test
    void repeatsTheBuyersOfTheRunBeforeOnlyWhereKeysRepeat() {
        assertThat(Scene.SELLING.runName(1)).isNotEqualTo(Scene.SELLING.runName(2));
        assertThat(Scene.REPEATED_KEY.runName(1)).isEqualTo(Scene.REPEATED_KEY.runName(2));
    }
}
