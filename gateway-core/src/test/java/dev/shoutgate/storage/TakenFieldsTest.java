package dev.shoutgate.storage;

import static dev.shoutgate.property.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.storage.Facts.Line;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;

/** What is read in place is what everybody else reads. */
class TakenFieldsTest {

    private final TakenFields fields = new TakenFields();
    private final List<Object> values = new ArrayList<>();

    private final OrderField.Values into = new OrderField.Values() {

        @Override
        public OrderField.Values text(DirectBuffer text) {
            values.add(text == null ? null : string(text));
            return this;
        }

        @Override
        public OrderField.Values number(long number) {
            values.add(number);
            return this;
        }

        @Override
        public OrderField.Values time(long timeMs) {
            values.add(timeMs <= 0 ? null : timeMs);
            return this;
        }
    };

    @Test
    void areThoseOfTheOrder() {
        forAll(1_000, draws -> {
            long createdAtMs = draws.between(1, FactList.FIRST_MS);
            Line[] lines = new Line[draws.between(1, 4)];
            for (int i = 0; i < lines.length; i++) {
                lines[i] = new Line("手机-" + i, draws.between(1, 9), draws.between(0, 1L << 40));
            }
            FactBatch batch = new FactList().add(Facts.orderTaken("o" + draws.between(0, 1L << 40),
                    "b" + draws.between(0, 99) + "手", draws.between(0, 1), createdAtMs,
                    createdAtMs + draws.between(-1, 2), draws.between(0, 1) == 0 ? "" : "host-1", lines))
                    .batch(0, 0, 1);
            TakenOrder order = (TakenOrder) batch.after(0).get(0);

            values.clear();
            fields.of(order);
            OrderField.ALL.forEach(field -> field.inPlace().accept(fields, into));

            StoredFact.NewOrder whole = order.lasting();
            assertThat(values).isEqualTo(valuesOf(whole));
            assertThat(linesOf(fields)).isEqualTo(whole.lines());
            assertThat(fields.confirmedAtMs()).isEqualTo(whole.status().equals("CONFIRMED") ? whole.timeMs() : 0);
        });
    }

    private static List<Object> valuesOf(StoredFact.NewOrder order) {
        List<Object> all = new ArrayList<>();
        OrderField.ALL.forEach(field -> all.add(field.reader().apply(order)));
        return all;
    }

    private static List<StoredFact.Line> linesOf(TakenFields order) {
        List<StoredFact.Line> lines = new ArrayList<>();
        while (order.nextLine()) {
            lines.add(new StoredFact.Line(string(order.sku()), order.quantity(), order.unitPrice()));
        }
        return lines;
    }

    private static String string(DirectBuffer text) {
        byte[] bytes = new byte[text.capacity()];
        text.getBytes(0, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
