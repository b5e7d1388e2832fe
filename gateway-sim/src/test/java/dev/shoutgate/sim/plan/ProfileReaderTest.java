package dev.shoutgate.sim.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shoutgate.sim.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileReaderTest {
    @TempDir
    private Path folder;

    @Test
    void hasABuiltInShoutThatIsOverInTwelveSecondsAndOutsellsItsStock() {
        ShoutProfile profile = ProfileReader.builtIn();
        FireTimes times = new FireTimes(profile.phases());

        assertThat(times.lengthNs()).isEqualTo(12_000_000_000L);
        assertThat(times.count()).isBetween(30_000, 40_000);
        assertThat(profile.sale().items()).extracting(OwnItem::sku).containsExactly("phone", "lipstick");
        assertThat(times.count()).isGreaterThan(4 * 6_000);
    }

    @Test
    void takesFromAFileOnlyWhatStandsThere() throws IOException {
        ShoutProfile profile = read("phases: [{seconds: 2, rate: 10}]\ncrowd: {greedyShare: 0.5}\n");

        assertThat(profile.phases()).containsExactly(new Phase("phase", 2, 10, 10));
        assertThat(profile.crowd()).isEqualTo(new Crowd(0.05, 40, 0.5, 1));
        assertThat(profile.sale()).isEqualTo(ProfileReader.builtIn().sale());
    }

    @Test
    void knowsTheShoutWithBotsByItsName() {
        ShoutProfile profile = ProfileReader.read(Path.of("bots"), ProfileReader.noOverrides(), 1);

        assertThat(profile.crowd().bots()).isEqualTo(new Bots(3000, 1000, 30, 300));
        assertThat(new FireTimes(profile.phases()).count()).isEqualTo(100);
        assertThat(profile.sale().definition()).containsEntry("pass", "required").containsEntry("passDifficulty", 12);
        assertThat(ProfileReader.builtIn().sale().definition()).doesNotContainKeys("pass", "passDifficulty");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            crowd: {bots: {count: -1}}                                              | crowd.bots.count: wanted 0..
            crowd: {bots: {count: 5, presses: 1, addresses: 0}}                     | crowd.bots.addresses: wanted 1..5
            crowd: {bots: {count: 5, presses: 1, addresses: 6}}                     | crowd.bots.addresses: wanted 1..5
            crowd: {bots: {count: 5, presses: 1, addresses: 1, passes: 6}}          | crowd.bots.passes: wanted 0..5
            crowd: {bots: {count: 99999, presses: 99999, addresses: 1}}             | presses in all, with those of bots
            crowd: {bots: {legs: 2}}                                                | crowd.bots.legs
            sale: {passDifficulty: 25}                                              | sale.passDifficulty: wanted 0..24
            """)
    void refusesACrowdOfBotsThatCannotBe(String profile, String said) {
        assertThatThrownBy(() -> read(profile)).isInstanceOf(UsageException.class).hasMessageContaining(said);
    }

    @Test
    void readsJsonToo() throws IOException {
        ShoutProfile profile = read("{\"phases\": [{\"name\": \"a\", \"seconds\": 1, \"rate\": 5, \"toRate\": 15}]}");

        assertThat(profile.phases()).containsExactly(new Phase("a", 1, 5, 15));
    }

    @Test
    void letsTheCommandLineWinOverTheFile() throws IOException {
        Path file = Files.writeString(folder.resolve("p.yaml"), "crowd: {greedyShare: 0.5, seed: 9}");
        ObjectNode overrides = ProfileReader.noOverrides();
        overrides.withObject("/crowd").put("seed", 11);

        assertThat(ProfileReader.read(file, overrides, 1).crowd()).isEqualTo(new Crowd(0.05, 40, 0.5, 11));
    }

    @Test
    void multipliesEveryRateByTheScale() {
        ShoutProfile profile = ProfileReader.read(null, ProfileReader.noOverrides(), 0.5);

        assertThat(profile.phases().get(1)).isEqualTo(new Phase("surge", 0.5, 100, 3000));
    }

    @Test
    void checksTheRatesAfterScaling() {
        assertThatThrownBy(() -> ProfileReader.read(null, ProfileReader.noOverrides(), 1_000))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("phases[1].toRate: wanted 0..1000000, came 6000000");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "crowd: {greedyShare: 1.5} | crowd.greedyShare: wanted 0..1, came 1.5",
        "crowd: {greedyShare: 'NaN'} | crowd.greedyShare: wanted 0..1, came NaN",
        "crowd: {greedyShare: many} | crowd.greedyShare",
        "crowd: {greed: 1} | crowd.greed",
        "crowd: {doublePressDelayMs: 1.5} | crowd.doublePressDelayMs",
        "crowd: {doublePressDelayMs: -1} | crowd.doublePressDelayMs: wanted 0..60000, came -1",
        "crowd: null | crowd: wanted a value, came none",
        "phases: [] | phases: wanted 1..100, came 0",
        "phases: [{seconds: 0, rate: 5}] | phases[0].seconds",
        "phases: [{rate: 5}] | phases[0]",
        "phases: [{seconds: 1, rate: -5}] | phases[0].rate: wanted 0..1000000, came -5",
        "phases: [{seconds: 1, rate: 0}] | presses in all: wanted 1..5000000, came 0",
        "phases: [{seconds: 3600, rate: 1000000}] | presses in all: wanted 1..5000000, came 3600000000",
        "phases: [{seconds: 1, rate: 5, speed: 1}] | phases[0].speed",
        "sale: {holdSeconds: 30} | sale.holdSeconds: wanted 0, or at least the run's 12 s and 120 more, came 30",
        "sale: {currency: yuan} | sale.currency",
        "sale: {merchant: 'a b'} | sale.merchant",
        "sale: {items: []} | sale.items: wanted 1..500, came 0",
        "sale: {items: [{sku: 'a/b', title: t, price: 1, stock: 1, limitPerBuyer: 1, weight: 1}]} | sale.items[0].sku",
        "sale: {items: [{sku: a, title: t, price: 1, stock: 1, limitPerBuyer: 0, weight: 1}]} | items[0].limitPerBuyer",
        "nothing: 1 | nothing",
        "crowd: [ | not YAML or JSON",
        "- 1 | wanted phases, crowd or sale"})
    void refusesANonsensicalProfileAndNamesTheSetting(String yaml, String said) {
        assertThatThrownBy(() -> read(yaml)).isInstanceOf(UsageException.class).hasMessageContaining(said);
    }

    @Test
    void refusesASkuThatStandsTwice() {
        String item = "{sku: a, title: t, price: 1, stock: 1, limitPerBuyer: 1, weight: 1}";

        assertThatThrownBy(() -> read("sale: {items: [" + item + ", " + item + "]}"))
                .isInstanceOf(UsageException.class).hasMessageContaining("every sku once");
    }

    @Test
    void saysThatAFileIsNotThere() {
        Path missing = folder.resolve("missing.yaml");

        assertThatThrownBy(() -> ProfileReader.read(missing, ProfileReader.noOverrides(), 1))
                .isInstanceOf(UsageException.class).hasMessageContaining("missing.yaml");
    }

    @Test
    void readsTheProfileThatTheReadmeShows() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String sample = readme.substring(readme.indexOf("```yaml") + 7);

        ShoutProfile profile = read(sample.substring(0, sample.indexOf("```")));
        assertThat(profile.phases()).extracting(Phase::name).containsExactly("quiet", "surge", "tail");
        assertThat(profile.crowd().seed()).isEqualTo(42);
    }

    private ShoutProfile read(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("profile"), content);
        return ProfileReader.read(file, ProfileReader.noOverrides(), 1);
    }
}
