package dev.shoutgate.frontend;

import dev.shoutgate.Problem;
import dev.shoutgate.reply.Exchange;
import dev.shoutgate.room.Page;
import dev.shoutgate.room.StaticPages;
import dev.shoutgate.telemetry.HealthPages;
import dev.shoutgate.telemetry.HealthPages.Health;
import dev.shoutgate.telemetry.Metrics;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Predicate;

/**
 * Routes of the pages that people, and the monitoring, read.
 *
 * <p>Threading: filled once at the start.
 */
final class PageRoutes {

    private PageRoutes() {}

    /** {@code isKnown}: whether there is a sale of this id. */
    static void addBuyersPages(RouteTable routes, StaticPages pages, Predicate<String> isKnown) {
        routes.on("GET", "/openapi.json",
                (request, exchange) -> show(pages.buyersApi(exchange.address()), request, exchange));
        page(routes, "/live/{saleId}", (request, exchange) -> {
            exchange.status = isKnown.test(request.argument(0)) ? 200 : 404;
            show(pages.live(), request, exchange);
        });
        addBothSides(routes, pages);
    }

    /**
     * {@code buyersPort}: where the live rooms are, 0 while that side is not open; {@code scheme}: by which, empty for
     * that of the page.
     */
    static void addOperatorsPages(RouteTable routes, StaticPages pages, HealthPages health, IntSupplier buyersPort,
            String scheme) {
        for (String path : List.of("/host", "/host/{saleId}")) {
            page(routes, path, (request, exchange) -> show(pages.host(buyersPort.getAsInt(), scheme), request,
                    exchange));
        }
        routes.on("GET", "/", (request, exchange) -> exchange.redirect("/host"))
                .on("GET", "/livez", (request, exchange) -> show(health.live(), exchange))
                .on("GET", "/readyz", (request, exchange) -> show(health.ready(), exchange))
                .on("GET", "/metrics", (request, exchange) -> metrics(health, request, exchange))
                .on("GET", "/openapi.json",
                        (request, exchange) -> show(pages.operatorsApi(exchange.address()), request, exchange));
        addBothSides(routes, pages);
    }

    /** Where the orders of a demo are paid. */
    static void addCheckout(RouteTable routes, StaticPages pages) {
        page(routes, "/demo/checkout/{orderId}",
                (request, exchange) -> show(pages.checkout(), request, exchange));
    }

    /** What a demo sells, for the pages of both sides. */
    static void addPictures(RouteTable routes, StaticPages pages) {
        routes.on("GET", "/demo/{name}",
                (request, exchange) -> show(pages.picture(request.argument(0)), request, exchange));
    }

    private static void addBothSides(RouteTable routes, StaticPages pages) {
        page(routes, "/problems", (request, exchange) -> show(pages.problems(), request, exchange));
        page(routes, "/problems/{code}",
                (request, exchange) -> show(pages.problem(request.argument(0)), request, exchange));
        routes.on("GET", "/assets/{name}",
                        (request, exchange) -> show(pages.asset(request.argument(0)), request, exchange))
                .on("GET", "/schemas/events.json", (request, exchange) -> show(pages.events(), request, exchange));
    }

    /** A page that people type the address of: with a slash behind it they mean the same. */
    private static void page(RouteTable routes, String template, Endpoint endpoint) {
        routes.on("GET", template, endpoint)
                .on("GET", template + "/", (request, exchange) -> exchange.redirect(request.target.withoutSlash()));
    }

    private static void show(Page page, Request request, Exchange exchange) {
        if (page == null) {
            exchange.refuse(Problem.NOT_FOUND);
            return;
        }
        boolean packed = page.packed() != null && request.takesGzip();
        exchange.reply((self, body) -> {
            self.caching = page.caching();
            self.contentType = page.contentType();
            self.style = page.style();
            self.varies = page.packed() != null;
            self.contentCoding = packed ? "gzip" : null;
            body.raw(packed ? page.packed() : page.bytes());
        });
    }

    private static void show(Health health, Exchange exchange) {
        if (!health.good()) {
            exchange.refuse(Problem.NOT_READY, health.detail());
            return;
        }
        exchange.reply((self, body) -> body.raw("{\"status\":\"ok\",\"detail\":").string(health.detail()).raw("}"));
    }

    private static void metrics(HealthPages health, Request request, Exchange exchange) {
        boolean packed = request.takesGzip();
        Metrics.Scrape scrape = health.metrics(request.headers.get("accept"));
        exchange.reply((self, body) -> {
            self.contentType = scrape.contentType();
            self.contentCoding = packed ? "gzip" : null;
            body.raw(packed ? Page.gzip(scrape.bytes()) : scrape.bytes());
        });
    }
}
