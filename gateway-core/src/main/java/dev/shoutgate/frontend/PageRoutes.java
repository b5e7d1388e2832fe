package dev.shoutgate.frontend;

import dev.shoutgate.Problem;
import dev.shoutgate.reply.Exchange;
import dev.shoutgate.room.Page;
import dev.shoutgate.room.StaticPages;
import dev.shoutgate.telemetry.HealthPages;
import dev.shoutgate.telemetry.HealthPages.Health;

/**
 * Routes of the pages that people, and the monitoring, read.
 *
 * <p>Threading: filled once at the start.
 */
final class PageRoutes {

    private PageRoutes() {}

    static void addBuyersPages(RouteTable routes, StaticPages pages) {
        routes.on("GET", "/", (request, exchange) -> show(pages.index(), exchange))
                .on("GET", "/live/{}", (request, exchange) -> show(pages.live(), exchange))
                .on("GET", "/assets/{}", (request, exchange) -> show(pages.asset(request.arguments[0]), exchange));
        addBothSides(routes, pages);
    }

    static void addOperatorsPages(RouteTable routes, StaticPages pages, HealthPages health) {
        routes.on("GET", "/livez", (request, exchange) -> show(health.live(), exchange))
                .on("GET", "/readyz", (request, exchange) -> show(health.ready(), exchange))
                .on("GET", "/metrics", (request, exchange) -> metrics(health, exchange));
        addBothSides(routes, pages);
    }

    private static void addBothSides(RouteTable routes, StaticPages pages) {
        routes.on("GET", "/problems", (request, exchange) -> show(pages.problems(), exchange))
                .on("GET", "/problems/{}", (request, exchange) -> show(pages.problem(request.arguments[0]), exchange))
                .on("GET", "/openapi.json", (request, exchange) -> show(pages.openApi(), exchange));
    }

    private static void show(Page page, Exchange exchange) {
        if (page == null) {
            exchange.refuse(Problem.NOT_FOUND);
            return;
        }
        exchange.reply((self, body) -> {
            self.contentType = page.contentType();
            body.raw(page.bytes());
        });
    }

    private static void show(Health health, Exchange exchange) {
        if (!health.good()) {
            exchange.refuse(Problem.NOT_READY, health.detail());
            return;
        }
        exchange.reply((self, body) -> body.raw("{\"status\":\"ok\",\"detail\":").string(health.detail()).raw("}"));
    }

    private static void metrics(HealthPages health, Exchange exchange) {
        exchange.reply((self, body) -> {
            self.contentType = HealthPages.METRICS_TYPE;
            body.raw(health.metrics());
        });
    }
}
