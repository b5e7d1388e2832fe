package dev.shoutgate.room;

import dev.shoutgate.SaleDefinition;
import dev.shoutgate.SaleStatus;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * The first page of the buyers' port: the sales that are on, then those that are coming up. It is whole without its
 * script, which puts it in the reader's language and time of day.
 *
 * <p>Threading: immutable, any thread.
 */
public final class FrontPage {

    /** More are counted and not shown: nobody reads on, and the page is made for whoever asks. */
    private static final int MOST = 100;

    private static final String NONE = said("none", "No sale is on or coming up.") + said("noneHow",
            "Whoever runs this gateway makes one at /host of the operators’ port, or with PUT /v1/sales/ID.");
    private static final String UNLISTED = said("unlisted", "Each shop says where its sale is.");

    private final ListTemplate template = ListTemplate.of("index.html", "<!-- each sale -->");

    /** A sale, as it stands there. */
    public record Listed(SaleDefinition definition, SaleStatus status) {

        private boolean isOver() {
            return status == SaleStatus.CLOSED;
        }

        private boolean isComing() {
            return status == SaleStatus.SCHEDULED;
        }

        private long opensAtMs() {
            return definition.opensAtMs() == SaleDefinition.NEVER ? Long.MAX_VALUE : definition.opensAtMs();
        }
    }

    /** The page that shows these, but for those that are over. */
    public Page of(List<Listed> sales) {
        List<Listed> shown = sales.stream().filter(sale -> !sale.isOver())
                .sorted(Comparator.comparing(Listed::isComing).thenComparing(Listed::opensAtMs)
                        .thenComparing(sale -> sale.definition.saleId())).toList();
        StringBuilder entries = new StringBuilder();
        shown.stream().limit(MOST).forEach(sale -> entries.append(entry(sale)));
        int more = shown.size() - MOST;
        return page(entries.toString(), shown.isEmpty() ? NONE : more <= 0 ? ""
                : "<p data-say=\"more\" data-n=\"" + more + "\">And " + more + " more.</p>");
    }

    /** The page that does not say which sales there are. */
    public Page withoutSales() {
        return page("", UNLISTED);
    }

    private Page page(String entries, String rest) {
        return StaticPages.html(template.before() + entries + template.after().replace("{{rest}}", rest));
    }

    private String entry(Listed sale) {
        return template.entry()
                .replace("{{saleId}}", sale.definition.saleId())
                .replace("{{status}}", sale.status.name())
                .replace("{{when}}", when(sale))
                .replace("{{merchant}}", sale.definition.merchant())
                .replace("{{title}}", ListTemplate.escaped(sale.definition.title()));
    }

    private static String when(Listed sale) {
        if (!sale.isComing()) {
            return time("closesAt", "until ", sale.definition.closesAtMs());
        }
        String opens = time("opensAt", "opens ", sale.definition.opensAtMs());
        return opens.isEmpty() ? "<span data-say=\"byHost\">opens when the host says so</span>" : opens;
    }

    private static String time(String key, String word, long atMs) {
        return atMs == SaleDefinition.NEVER ? "" : "<time data-say=\"" + key + "\" datetime=\""
                + Instant.ofEpochMilli(atMs) + "\">" + word + Instant.ofEpochMilli(atMs) + "</time>";
    }

    private static String said(String key, String english) {
        return "<p data-say=\"" + key + "\">" + english + "</p>";
    }
}
