package dev.shoutgate.frontend;

import dev.shoutgate.Command;
import dev.shoutgate.Limits;
import dev.shoutgate.gate.pass.PassSeals;
import dev.shoutgate.gate.pass.SentPass;
import dev.shoutgate.inventory.Item;

/**
 * What one event loop has on its desk while it reads a request: used again for the next.
 *
 * <p>Threading: one event loop.
 */
final class LoopDesk {

    final Command command = new Command();
    final BuyForm form = new BuyForm();
    final BuyReader reader = new BuyReader();
    final PassSeals seals = new PassSeals();
    final SentPass pass = new SentPass();
    final Item[] items = new Item[Limits.LINES_PER_ORDER];

    /** One desk for each of so many loops. */
    static LoopDesk[] forLoops(int count) {
        LoopDesk[] desks = new LoopDesk[count];
        for (int i = 0; i < count; i++) {
            desks[i] = new LoopDesk();
        }
        return desks;
    }
}
