package dev.shoutgate.frontend;

import dev.shoutgate.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a reader made of a buy body, as a value: the lines and the channel, or how it was refused. */
record ReadOrder(List<String> lines, String channel, Outcome refusal) {

    /** By the scanner alone; null where it leaves the body to the other reader. */
    static ReadOrder scanned(byte[] body) {
        BuyForm form = new BuyForm();
        return new BuyScanner().read(body, body.length, form) ? of(form) : null;
    }

    /** By whichever of the two takes it. */
    static ReadOrder read(byte[] body) {
        BuyForm form = new BuyForm();
        Outcome outcome = new Outcome(ignored -> { });
        boolean good = new BuyReader().read(body, body.length, form, outcome);
        return good ? of(form) : new ReadOrder(List.of(), "", outcome);
    }

    static ReadOrder read(String body) {
        return read(body.getBytes(StandardCharsets.UTF_8));
    }

    boolean isGood() {
        return refusal == null;
    }

    private static ReadOrder of(BuyForm form) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < form.lineCount; i++) {
            String sku = new String(form.text, form.skuOffsets[i], form.skuLengths[i], StandardCharsets.UTF_8);
            lines.add(form.quantities[i] + " of " + sku);
        }
        return new ReadOrder(lines, form.notes.channel.toString(), null);
    }
}
