package dev.shoutgate.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shoutgate.config.GatewayConfig.Shards;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir
    Path root;

    private int take(Shards shards) throws IOException {
        try (DataFolder folder = DataFolder.take(root, shards)) {
            return folder.shards();
        }
    }

    @Test
    void staysAsItWasMadeOnWhateverMachineWhereTheNumberIsAuto() throws IOException {
        assertThat(take(new Shards(2, true))).isEqualTo(2);
        assertThat(take(new Shards(8, true))).isEqualTo(2);
        assertThat(take(new Shards(1, true))).isEqualTo(2);
        assertThat(take(new Shards(2, false))).isEqualTo(2);
    }

    @Test
    void isRefusedToAnotherNumberThatWasWritten() throws IOException {
        take(new Shards(2, false));
        assertThatThrownBy(() -> take(new Shards(8, false))).isInstanceOf(IOException.class)
                .hasMessageContaining("made with 2 shard(s), the settings say 8")
                .hasMessageContaining("set shards: 2, or auto");
    }
}
