package dev.shoutgate.blackbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The body that defines a sale: right as it comes, and every field can be spoilt. */
public final class SaleDefinition {
    private final Map<String, Object> fields = new LinkedHashMap<>();
    private final List<Map<String, Object>> items = new ArrayList<>();

    public static SaleDefinition of(Item... items) {
        SaleDefinition definition = new SaleDefinition()
                .with("merchant", "shop-1")
                .with("title", "A sale of one shout")
                .with("currency", "CNY")
                .with("holdSeconds", 900)
                .with("latePayment", "reclaim");
        for (Item item : items) {
            definition.items.add(item.fields());
        }
        return definition.with("items", definition.items);
    }

    public SaleDefinition with(String field, Object value) {
        fields.put(field, value);
        return this;
    }

    public SaleDefinition without(String field) {
        fields.remove(field);
        return this;
    }

    public SaleDefinition withInItem(int index, String field, Object value) {
        items.get(index).put(field, value);
        return this;
    }

    public String json() {
        try {
            return Answer.JSON.writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
