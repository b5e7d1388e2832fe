package dev.shoutgate.frontend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shoutgate.SaleStatus;
import dev.shoutgate.frontend.QueryReader.BadQueryException;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueryReaderTest {

    @Test
    void readsWhatIsThereAndTakesTheUsualWhereItIsNot() throws BadQueryException {
        QueryReader query = new QueryReader("/v1/sales?limit=7&after=a%3Ab&status=OPEN&utm=x");
        assertThat(query.whole("limit", 1, 10, 3)).isEqualTo(7);
        assertThat(query.id("after")).isEqualTo("a:b");
        assertThat(query.oneOf("status", List.of(SaleStatus.values()))).isEqualTo(SaleStatus.OPEN);

        QueryReader none = new QueryReader("/v1/sales");
        assertThat(none.whole("limit", 1, 10, 3)).isEqualTo(3);
        assertThat(none.id("after")).isNull();
        assertThat(none.oneOf("status", List.of(SaleStatus.values()))).isNull();
    }

    @Test
    void saysWhichParameterIsWrongAndWhatIsWanted() throws BadQueryException {
        assertThatThrownBy(() -> new QueryReader("/v1/sales?after=%ZZ")).isInstanceOf(BadQueryException.class)
                .hasMessageContaining("percent-encoded");
        QueryReader query = new QueryReader("/?limit=11&status=open&after=" + "x".repeat(65) + "&a=1&a=2");
        assertThatThrownBy(() -> query.whole("limit", 1, 10, 3))
                .hasMessage("The parameter limit is a whole number from 1 to 10, not 11.");
        assertThatThrownBy(() -> query.oneOf("status", List.of(SaleStatus.values())))
                .hasMessage("The parameter status is one of SCHEDULED, OPEN, PAUSED, CLOSED, not open.");
        assertThatThrownBy(() -> query.id("after")).hasMessageEndingWith(", not " + "x".repeat(64) + "....");
        assertThatThrownBy(() -> query.whole("a", 1, 10, 3)).hasMessage("The parameter a is one value, not 1, 2.");
    }
}
