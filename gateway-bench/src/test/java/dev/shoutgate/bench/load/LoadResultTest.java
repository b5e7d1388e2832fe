package dev.shoutgate.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class LoadResultTest {

    private static final String WHAT_WRK_PRINTS = String.join("\n",
            "Running 5s test @ http://127.0.0.1:8080/v1/sales/demo/orders",
            "  1 threads and 64 connections",
            "  Thread Stats   Avg      Stdev     Max   +/- Stdev",
            "    Latency   602.11us  177.00us   7.47ms   90.12%",
            "  525000 requests in 5.10s, 200.27MB read",
            "  Non-2xx or 3xx responses: 17",
            "Requests/sec: 102941.18",
            "side-by-side: requests=525000 us=5100000 bytes=210000000 refused=17 failed=3 p50us=601 p99us=1205 p999us=2999",
            "");

    @Test
    void readsTheLineThatTheScriptAdds() {
        assertThat(LoadResult.parse(WHAT_WRK_PRINTS))
                .isEqualTo(new LoadResult(525_000, 5_100_000, 210_000_000, 17, 3, 601, 1_205, 2_999));
    }

    @Test
    void countsRequestsBySecondAndBytesByReply() {
        LoadResult result = LoadResult.parse(WHAT_WRK_PRINTS);

        assertThat(result.requestsPerSecond()).isBetween(102_941.0, 102_942.0);
        assertThat(result.bytesPerReply()).isEqualTo(400);
    }

    @Test
    void showsWhatWrkSaidInsteadWhenItFailed() {
        assertThatIllegalStateException()
                .isThrownBy(() -> LoadResult.parse("unable to connect to 127.0.0.1:1 Connection refused\n"))
                .withMessageContaining("Connection refused");
    }
}
