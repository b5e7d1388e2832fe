package dev.shoutgate.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.javascript.jscomp.CompilerOptions.LanguageMode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One script made of a script and all that it imports; that it runs is what the tests in a real browser say. */
class JoinedScriptTest {

    @Test
    void runsWhoIsImportedFirstAndOnceAndKeepsEachOnesNamesToItself() {
        String joined = new JoinedScript("joined/top.js").text();

        assertThat(joined).containsOnlyOnce("const m_joined_low = (() => {").containsSubsequence(
                "const m_joined_low =", "return { twice, same };", "const m_joined_middle =",
                "const { twice: double } = m_joined_low;", "return { same };", "const m_joined_top =",
                "const { same } = m_joined_middle;", "const {\n  twice,\n} = m_joined_low;");
        assertThat(joined).doesNotContain("import").doesNotContain("export");
        assertThat(new BrowserCalls(LanguageMode.ECMASCRIPT_2020, Map.of("top.js", joined)).unreadable()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"joined/circle.js, is imported by what it imports itself", "joined/default.js, export default 1",
        "joined/all.js, import * as low", "joined/missing.js, nowhere.js is missing"})
    void refusesWhatItCannotJoin(String name, String why) {
        assertThatThrownBy(() -> new JoinedScript(name)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(why);
    }
}
