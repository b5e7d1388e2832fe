import java.util.List;
import java.util.UUID;
import shop.buyers.ApiException;
import shop.buyers.model.BuyLine;
import shop.buyers.model.BuyRequest;
import shop.buyers.model.Problem;
import shop.operators.ApiClient;
import shop.operators.api.ItemsApi;
import shop.operators.model.ItemDefinition;
import shop.operators.model.Instant;
import shop.operators.model.LatePayment;
import shop.operators.model.Payment;
import shop.operators.model.Restock;
import shop.operators.model.SaleDefinition;

/**
 * What a shop does with the clients that openapi-generator makes: buys, pays, restocks, audits. Arguments: the id of a
 * sale to make, and an operator's token. The addresses are those of the descriptions.
 */
public final class Shopping {
    private Shopping() {
    }

    public static void main(String[] arguments) throws Exception {
        String sale = arguments[0];
        ApiClient asOperator = new ApiClient()
                .setRequestInterceptor(request -> request.header("Authorization", "Bearer " + arguments[1]));
        shop.operators.api.SalesApi sales = new shop.operators.api.SalesApi(asOperator);
        SaleDefinition definition = new SaleDefinition().merchant("my-shop").title("Friday night").currency("CNY")
                .holdSeconds(900).latePayment(LatePayment.RECLAIM).closesAt(new Instant("2099-11-22T20:00:00Z"))
                .items(List.of(new ItemDefinition().sku("mug").title("Blue mug").price(4900L).stock(10L)
                        .limitPerBuyer(2)));
        System.out.println("defined " + sales.defineSale(sale, definition).getStatus());
        System.out.println("opened " + sales.openSale(key(), sale).getStatus());

        String orderId = buy(sale);
        shop.operators.model.Order paid = new shop.operators.api.OrdersApi(asOperator)
                .confirmOrder(key(), orderId, new Payment().paymentRef("pay-1"));
        System.out.println("paid " + paid.getStatus() + " by " + paid.getPaymentRef());
        shop.operators.model.SaleView restocked =
                new ItemsApi(asOperator).restockItem(key(), sale, "mug", new Restock().quantity(100L));
        System.out.println("restocked " + restocked.getItems().get(0).getTotal());
        shop.operators.model.Audit audit = sales.auditSale(sale);
        System.out.println("audit " + audit.getOk() + " sold " + audit.getItems().get(0).getSoldByOrders());
    }

    private static String buy(String sale) throws Exception {
        shop.buyers.ApiClient asBuyer = new shop.buyers.ApiClient()
                .setRequestInterceptor(request -> request.header("X-Buyer-Id", "b1"));
        shop.buyers.api.OrdersApi orders = new shop.buyers.api.OrdersApi(asBuyer);
        BuyRequest two = new BuyRequest().items(List.of(new BuyLine().sku("mug").quantity(2)));
        shop.buyers.model.Order held = orders.placeOrder(key(), sale, two, null);
        System.out.println("bought " + held.getStatus() + " " + held.getTotal() + " " + held.getCurrency()
                + " by channel " + held.getChannel());
        try {
            orders.placeOrder(key(), sale, two, null);
        } catch (ApiException e) {
            Problem problem = asBuyer.getObjectMapper().readValue(e.getResponseBody(), Problem.class);
            System.out.println("refused " + problem.getStatus() + " " + problem.getCode() + " limit "
                    + problem.getLimit());
        }
        shop.buyers.model.Order read = orders.readOrder(held.getOrderId());
        System.out.println("read " + read.getStatus() + " until " + (read.getExpiresAt() != null));
        return held.getOrderId();
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }
}
