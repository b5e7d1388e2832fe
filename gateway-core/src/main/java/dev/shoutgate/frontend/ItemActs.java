package dev.shoutgate.frontend;

import dev.shoutgate.Change;
import dev.shoutgate.Command;
import dev.shoutgate.Command.Act;
import dev.shoutgate.reply.Exchange;

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
                .on("POST", "/v1/sales/{}/items", calls.keyed(this::add))
                .on("PUT", "/v1/sales/{}/items/{}", calls.known(this::change))
                .on("POST", "/v1/sales/{}/items/{}/restock", calls.keyed(this::restock));
    }

    private void add(Request request, Exchange exchange, Act act) {
        enter(Command.Kind.ADD_ITEM, request, exchange, act, ItemReader::newItem);
    }

    private void change(Request request, Exchange exchange, Act act) {
        enter(Command.Kind.CHANGE_ITEM, request, exchange, act, ItemReader::change);
    }

    private void restock(Request request, Exchange exchange, Act act) {
        enter(Command.Kind.RESTOCK, request, exchange, act, ItemReader::restock);
    }

    private void enter(Command.Kind kind, Request request, Exchange exchange, Act act,
            OperatorCalls.BodyReader<Change> reader) {
        Change change = calls.body(request, exchange, reader);
        if (change != null) {
            calls.ofSale(request, exchange, act, (sale, same, who) -> {
                Command command = OperatorCalls.command(kind, same, who);
                command.change = change;
                calls.enter(sale, command, same);
            });
        }
    }
}
