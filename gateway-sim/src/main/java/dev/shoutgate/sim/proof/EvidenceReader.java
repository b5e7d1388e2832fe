package dev.shoutgate.sim.proof;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.shoutgate.sim.gateway.AuditView;
import dev.shoutgate.sim.gateway.GatewayApi;
import dev.shoutgate.sim.gateway.GatewayException;
import dev.shoutgate.sim.gateway.OrderView;
import dev.shoutgate.sim.gateway.RunSale;
import dev.shoutgate.sim.gateway.SaleView;
import dev.shoutgate.sim.plan.PressPlan;
import dev.shoutgate.sim.press.Addressee;
import dev.shoutgate.sim.press.Bought;
import dev.shoutgate.sim.press.OrderReader;
import dev.shoutgate.sim.press.PressLog;
import dev.shoutgate.sim.press.ReadBack;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Gathers after the load what the checks need: the sale's view, its audit, and every order that a 201 named.
 *
 * <p>Threading: the main thread; blocks. A read that fails is evidence too, and no error.
 */
public final class EvidenceReader {
    /** What may stand in a request line as it is. */
    private static final Pattern SENDABLE = Pattern.compile("[A-Za-z0-9._~:-]{1,128}");
    private static final ObjectMapper JSON = new ObjectMapper()
            .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

    private final GatewayApi api;
    private final OrderReader reader;

    public EvidenceReader(GatewayApi api, OrderReader reader) {
        this.api = api;
        this.reader = reader;
    }

    /** Reads everything. {@code during} are the views that were taken under load. */
    public Evidence gather(RunSale sale, List<SaleView> during, PressPlan plan, PressLog log, Addressee to) {
        SaleView after = after(sale);
        List<OrderSeen> orders = orders(plan, log, to);
        AuditView audit = sale.operators() ? audit(sale.saleId()) : null;
        return new Evidence(sale, during, after, audit, plan, log, to, orders);
    }

    private SaleView after(RunSale sale) {
        try {
            return sale.operators() ? api.saleForOperators(sale.saleId()) : api.saleForBuyers(sale.saleId());
        } catch (GatewayException e) {
            return null;
        }
    }

    private AuditView audit(String saleId) {
        try {
            return api.audit(saleId);
        } catch (GatewayException e) {
            return new AuditView(false, String.valueOf(e.getMessage()));
        }
    }

    private List<OrderSeen> orders(PressPlan plan, PressLog log, Addressee to) {
        Map<String, Integer> pressOf = new LinkedHashMap<>();
        for (int press = 0; press < log.count(); press++) {
            Bought bought = log.bought(press);
            if (bought != null && bought.orderId() != null) {
                pressOf.putIfAbsent(bought.orderId(), press);
            }
        }
        List<String> sendable = pressOf.keySet().stream().filter(id -> SENDABLE.matcher(id).matches()).toList();
        List<String> buyers = sendable.stream().map(id -> to.names().buyerId(plan.buyer(pressOf.get(id)))).toList();
        ReadBack[] backs = reader.read(sendable, buyers).join();
        List<OrderSeen> orders = new ArrayList<>(pressOf.size());
        for (int i = 0; i < backs.length; i++) {
            String orderId = sendable.get(i);
            orders.add(new OrderSeen(orderId, pressOf.remove(orderId), backs[i], view(backs[i])));
        }
        ReadBack notAsked = new ReadBack(0, "not an order id that could be asked for");
        pressOf.forEach((orderId, press) -> orders.add(new OrderSeen(orderId, press, notAsked, null)));
        return orders;
    }

    private static OrderView view(ReadBack back) {
        if (back.status() != 200) {
            return null;
        }
        try {
            return JSON.readValue(back.body(), OrderView.class);
        } catch (JsonProcessingException notAnOrder) {
            return null;
        }
    }
}
