package dev.shoutgate.frontend;

/**
 * The host's hand on the items of a sale: one more item, more or less stock, another price, limit or status. Whether
 * the sale has the item is the shard's to say, because items may be added up to the command's own turn.
 *
 * <p>Threading: any event loop.
 */
final class ItemActs {

    private final OperatorCalls calls;

    ItemActs(OperatorCalls calls) {
        this.calls = calls;
    }

    void addTo(RouteTable routes) {
        routes
                .on("POST", "/v1/sales/{saleId}/items", calls.keyed(acting(ItemReader::newItem)))
                .on("PUT", "/v1/sales/{saleId}/items/{sku}", calls.known(acting(ItemReader::change)))
                .on("POST", "/v1/sales/{saleId}/items/{sku}/restock", calls.keyed(acting(ItemReader::restock)));
    }

    private OperatorCalls.KnownCall acting(OperatorCalls.BodyReader<ItemReader.ItemWish> reader) {
        return (request, exchange, operator) -> {
            ItemReader.ItemWish wish = calls.body(request, exchange, reader);
            if (wish != null) {
                calls.ofSale(request, exchange, operator,
                        (sale, same, who) -> calls.enter(sale, wish.of(sale.number(), who), same));
            }
        };
    }
}
