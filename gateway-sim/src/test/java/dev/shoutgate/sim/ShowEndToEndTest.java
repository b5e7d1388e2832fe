package dev.shoutgate.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.sim.shop.Flaw;
import dev.shoutgate.sim.shop.ShopServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A short show against a small server that keeps its word, and against ones that do not. */
class ShowEndToEndTest {
    private String said;

    @Test
    void findsNothingWrongWithAnHonestShop() {
        assertThat(show(Flaw.NONE)).as(said).isZero();
        assertThat(said).contains("ok: every invariant holds").containsSubsequence("define", "open by its time",
                "restock phone +", "price of phone to 149,900", "restock lipstick +", "pause", "resume",
                "price of lipstick to 6,900", "restock phone +", "close", "Shout ");
        assertThat(said).contains("409 sale-not-open", "409 sale-paused", "409 sale-closed", "409 sold-out",
                "lipstick at 6900, lipstick at 9900, phone at 149900, phone at 199900", "came: 10 acts");
        assertThat(said).doesNotContain("BROKEN", "FAILED");
    }

    @ParameterizedTest
    @CsvSource({"SELLS_AT_THE_OLD_PRICE, prices-in-force", "SELLS_IN_THE_PAUSE, nothing-sold-while-shut",
        "LISTS_NO_RESTOCK, acts-listed", "FORGETS_TO_RESTOCK, stock-as-scripted", "SELLS_PAST_THE_LIMIT, limits-hold",
        "AUDIT_DISAGREES, audit-agrees"})
    void exitsWithOneAndNamesTheBrokenInvariant(Flaw flaw, String invariant) {
        assertThat(show(flaw)).as(said).isEqualTo(ExitCode.BROKEN.status());
        assertThat(said).containsPattern("BROKEN +" + invariant);
    }

    @Test
    void exitsWithTwoWhenTooFewConnectionsAreLeftToKeepTheSchedule() {
        assertThat(show(Flaw.ANSWERS_SLOWLY, "--connections", "2", "--max-connections", "2", "--lag-threshold-ms",
                "20", "--settle-seconds", "1")).as(said).isEqualTo(ExitCode.FELL_BEHIND.status());
    }

    @Test
    void needsAnOperatorWhoMayDefineASale() {
        assertThat(show(Flaw.KNOWS_NO_OPERATOR)).as(said).isEqualTo(ExitCode.UNAVAILABLE.status());
        assertThat(said).contains("401");
    }

    @Test
    void refusesARateThatIsNone() {
        assertThat(show(Flaw.NONE, "--rate", "0")).as(said).isEqualTo(ExitCode.USAGE.status());
        assertThat(said).contains("--rate: wanted");
    }

    private int show(Flaw flaw, String... more) {
        try (ShopServer shop = ShopServer.open(flaw)) {
            // A long lag is allowed, since the machine of the tests is busy with other things too.
            List<String> args = new ArrayList<>(List.of("show", "--buyers-url", shop.buyersUrl(), "--operators-url",
                    shop.operatorsUrl(), "--seconds", "2", "--greedy", "0.1"));
            args.addAll(List.of(more));
            if (!args.contains("--rate")) {
                args.addAll(List.of("--rate", "400"));
            }
            if (!args.contains("--lag-threshold-ms")) {
                args.addAll(List.of("--lag-threshold-ms", "60000", "--settle-seconds", "60"));
            }
            StringWriter out = new StringWriter();
            int status = SimMain.run(args.toArray(String[]::new), new PrintWriter(out), new PrintWriter(out));
            said = out.toString();
            return status;
        }
    }
}
