package dev.shoutgate.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

/** Sets up sales through the operators' API and looks at their stock. */
public final class Shop {
    private final Operators operators;

    public Shop(Operators operators) {
        this.operators = operators;
    }

    /** Defines and opens a sale of these items under a fresh id. */
    public String open(Item... items) {
        return open(SaleDefinition.of(items));
    }

    public String open(SaleDefinition definition) {
        String sale = define(definition);
        Answer opened = operators.open(sale);
        assertThat(opened.status()).as("open: %s", opened).isEqualTo(200);
        return sale;
    }

    public String define(SaleDefinition definition) {
        String sale = Fresh.sale();
        define(sale, definition);
        return sale;
    }

    public void define(String sale, SaleDefinition definition) {
        Answer defined = operators.define(sale, definition);
        assertThat(defined.status()).as("define: %s", defined).isEqualTo(201);
    }

    public void close(String sale) {
        Answer closed = operators.close(sale);
        assertThat(closed.status()).as("close: %s", closed).isEqualTo(200);
    }

    public Stock stock(String sale, String sku) {
        return Stock.of(operators.sale(sale).json(), sku);
    }

    public void assertAuditOk(String sale) {
        Answer audit = operators.audit(sale);
        assertThat(audit.status()).as("audit: %s", audit).isEqualTo(200);
        assertThat(audit.json().path("ok").isBoolean()).as("audit: %s", audit).isTrue();
        assertThat(audit.json().path("ok").booleanValue()).as("audit: %s", audit).isTrue();
    }
}
