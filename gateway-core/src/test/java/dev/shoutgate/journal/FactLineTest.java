package dev.shoutgate.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.journal.fact.ItemAddedEncoder;
import dev.shoutgate.journal.fact.ItemSwitchedEncoder;
import dev.shoutgate.journal.fact.LimitChangedEncoder;
import dev.shoutgate.journal.fact.MessageHeaderEncoder;
import dev.shoutgate.journal.fact.OrderCancelledEncoder;
import dev.shoutgate.journal.fact.OrderConfirmedEncoder;
import dev.shoutgate.journal.fact.OrderExpiredEncoder;
import dev.shoutgate.journal.fact.OrderRefundedEncoder;
import dev.shoutgate.journal.fact.OrderTakenEncoder;
import dev.shoutgate.journal.fact.PaymentOrphanedEncoder;
import dev.shoutgate.journal.fact.PriceChangedEncoder;
import dev.shoutgate.journal.fact.SaleDefinedEncoder;
import dev.shoutgate.journal.fact.SaleMovedEncoder;
import dev.shoutgate.journal.fact.ShardFoundedEncoder;
import dev.shoutgate.journal.fact.StockAddedEncoder;
import dev.shoutgate.storage.Facts;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** How facts are printed, for people and for scripts. */
class FactLineTest {
    private static final String ITEMS = "'items':[{'sku':'p','unitPrice':5,'quantity':1}]}";

    private static final long TIME_MS = 1_780_000_000_123L;
    private static final String ORDER_ID = "00000000001abcde";

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[4096]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();

    @Test
    void anOrderIsPrintedUnderTheNamesOfTheContract() {
        encodeOrder("host-42");
        assertThat(json()).isEqualTo("{'sequence':12,'at':'2026-05-28T20:26:40.123Z','type':'OrderTaken',"
                + "'orderId':'00000000001abcde','saleId':'demo','merchant':'demo-shop','buyerId':'b1',"
                + "'createdAt':'2026-05-28T20:26:40.123Z','expiresAt':'2026-05-28T20:41:40.123Z','status':'HELD',"
                + "'currency':'CNY','channel':'host-42','idempotencyKey':'k1','items':["
                + "{'sku':'phone','unitPrice':199900,'quantity':1},{'sku':'lipstick','unitPrice':9900,'quantity':2}],"
                + "'total':219700}");
        assertThat(text()).isEqualTo("12 2026-05-28T20:26:40.123Z OrderTaken orderId=00000000001abcde saleId=demo"
                + " merchant=demo-shop buyerId=b1 createdAt=2026-05-28T20:26:40.123Z expiresAt=2026-05-28T20:41:40.123Z"
                + " status=HELD currency=CNY channel=host-42 idempotencyKey=k1"
                + " items=[sku=phone unitPrice=199900 quantity=1; sku=lipstick unitPrice=9900 quantity=2] total=219700");
    }

    @Test
    void aSaleIsPrintedWithItsItemsAndWithoutTheTimesThatItDoesNotHave() {
        SaleDefinedEncoder sale = new SaleDefinedEncoder().wrapAndApplyHeader(buffer, 8, header);
        sale.saleNumber(1).firstItemNumber(0).opensAtMs(TIME_MS).closesAtMs(Long.MIN_VALUE).holdSeconds(900);
        sale.latePayment((short) 1).currency("CNY").passOpensSeconds(60).passDifficulty(15);
        sale.itemsCount(1).next().price(5).stock(7).limitPerBuyer(2).status((short) 0).listPrice(Facts.NEVER)
                .onAtMs(Facts.NEVER).offAtMs(TIME_MS).sku("p").title("手机").image("");
        sale.saleId("demo").merchant("shop").title("夜场").by("desk").checkoutUrl("/pay").pass("required");
        assertThat(json()).isEqualTo("{'sequence':12,'at':'2026-05-28T20:26:40.123Z','type':'SaleDefined',"
                + "'saleId':'demo','merchant':'shop','title':'夜场',"
                + "'opensAt':'2026-05-28T20:26:40.123Z','holdSeconds':900,'latePayment':'refund','currency':'CNY',"
                + "'passOpensSeconds':60,'passDifficulty':15,'checkoutUrl':'/pay','pass':'required',"
                + "'by':'desk','items':[{'sku':'p','title':'手机','price':5,'stock':7,"
                + "'limitPerBuyer':2,'status':'OFF','offAt':'2026-05-28T20:26:40.123Z'}]}");
        assertThat(text()).contains(" title=夜场 opensAt=").contains(" items=[sku=p title=手机 price=5 stock=7 ");
    }

    @Test
    void theSmallerFactsArePrinted() {
        SaleMovedEncoder moved = new SaleMovedEncoder().wrapAndApplyHeader(buffer, 8, header);
        moved.saleNumber(1).status((short) 3).saleId("demo").by("").key("k");
        assertThat(json()).endsWith("'SaleMoved','saleId':'demo','status':'CLOSED','idempotencyKey':'k'}");
        OrderExpiredEncoder expired = new OrderExpiredEncoder().wrapAndApplyHeader(buffer, 8, header);
        expired.orderNumber(1).orderId(ORDER_ID).total(5).currency("CNY");
        expired.linesCount(1).next().unitPrice(5).quantity(1).sku("p");
        expired.saleId("demo").merchant("shop").buyerId("b1");
        assertThat(json()).endsWith("'OrderExpired','orderId':'00000000001abcde','saleId':'demo','merchant':'shop',"
                + "'buyerId':'b1','total':5,'currency':'CNY'," + ITEMS);
    }

    @Test
    void theEndOfAnOrderIsPrintedWithWhoMadeItAndWhereItsUnitsWent() {
        OrderCancelledEncoder cancelled = new OrderCancelledEncoder().wrapAndApplyHeader(buffer, 8, header);
        cancelled.orderNumber(1).orderId(ORDER_ID).restock((short) 0).total(5).currency("CNY");
        cancelled.linesCount(1).next().unitPrice(5).quantity(1).sku("p");
        cancelled.saleId("demo").by("x").key("k").merchant("shop").buyerId("b1");
        assertThat(json()).endsWith("'OrderCancelled','orderId':'00000000001abcde','saleId':'demo','merchant':'shop',"
                + "'buyerId':'b1','restock':false,'total':5,'currency':'CNY','by':'x','idempotencyKey':'k'," + ITEMS);
        cancelled.restock((short) 1);
        assertThat(text()).endsWith("Z OrderCancelled orderId=00000000001abcde saleId=demo merchant=shop buyerId=b1"
                + " restock=true total=5 currency=CNY by=x idempotencyKey=k"
                + " items=[sku=p unitPrice=5 quantity=1]");
        OrderRefundedEncoder refunded = new OrderRefundedEncoder().wrapAndApplyHeader(buffer, 8, header);
        refunded.orderNumber(1).orderId(ORDER_ID).restock((short) 0).total(15).currency("CNY").amount(5);
        refunded.linesCount(1).next().unitPrice(5).quantity(3).refundedNow(1).refunded(3).sku("p");
        refunded.saleId("demo").by("desk").key("k2").merchant("shop").buyerId("b1");
        assertThat(json()).endsWith("'OrderRefunded','orderId':'00000000001abcde','saleId':'demo','merchant':'shop',"
                + "'buyerId':'b1','restock':false,'total':15,'currency':'CNY','amount':5,'by':'desk',"
                + "'idempotencyKey':'k2','items':[{'sku':'p','unitPrice':5,'quantity':3,'refundedNow':1,'refunded':3}]}");
        refunded.restock((short) 1);
        assertThat(json()).contains("'restock':true");
    }

    @Test
    void aCancellationFromBeforeThereWasAChoiceBroughtItsUnitsBack() {
        buffer.setMemory(0, buffer.capacity(), (byte) 0);
        header.wrap(buffer, 8).blockLength(24).templateId(6).schemaId(7).version(1);
        buffer.putBytes(8 + 8 + 8, ORDER_ID.getBytes(StandardCharsets.US_ASCII));
        putText(putText(8 + 8 + 24, "demo"), "x");

        assertThat(json()).endsWith("'OrderCancelled','orderId':'00000000001abcde','saleId':'demo','restock':true,"
                + "'by':'x'}");
    }

    @Test
    void aPaymentFromBeforeFactsSaidWhoseTheyAreIsPrintedWithWhatItSays() {
        buffer.setMemory(0, buffer.capacity(), (byte) 0);
        buffer.putBytes(8, Facts.orderConfirmedOfVersion2(ORDER_ID, "pay-1"));

        assertThat(json()).endsWith("'OrderConfirmed','orderId':'00000000001abcde','saleId':'demo',"
                + "'paymentRef':'pay-1','late':false,'by':'till','idempotencyKey':'k-confirm'}");
    }

    @Test
    void paymentsArePrintedWithTheirReference() {
        OrderConfirmedEncoder confirmed = new OrderConfirmedEncoder().wrapAndApplyHeader(buffer, 8, header);
        confirmed.orderNumber(1).orderId(ORDER_ID).late((short) 0).total(5).currency("CNY");
        confirmed.linesCount(1).next().unitPrice(5).quantity(1).sku("p");
        confirmed.saleId("demo").paymentRef("pay-1").by("till").key("k").merchant("shop").buyerId("b1");
        assertThat(json()).endsWith("'OrderConfirmed','orderId':'00000000001abcde','saleId':'demo','merchant':'shop',"
                + "'buyerId':'b1','paymentRef':'pay-1','late':false,'total':5,'currency':'CNY','by':'till',"
                + "'idempotencyKey':'k'," + ITEMS);
        confirmed.late((short) 1);
        assertThat(text()).contains(" paymentRef=pay-1 late=true total=5 currency=CNY by=till idempotencyKey=k items=");
        PaymentOrphanedEncoder orphaned = new PaymentOrphanedEncoder().wrapAndApplyHeader(buffer, 8, header);
        orphaned.orderNumber(1).total(219_700).orderId(ORDER_ID).currency("CNY");
        orphaned.linesCount(1).next().unitPrice(219_700).quantity(1).sku("p");
        orphaned.saleId("demo").merchant("shop").buyerId("b1").paymentRef("pay-2").by("till").key("k");
        assertThat(json()).endsWith("'PaymentOrphaned','orderId':'00000000001abcde','saleId':'demo',"
                + "'merchant':'shop','buyerId':'b1','paymentRef':'pay-2','total':219700,'currency':'CNY',"
                + "'by':'till','idempotencyKey':'k'," + ITEMS.replace(":5", ":219700"));
    }

    @Test
    void whatTheHostDidToAnItemIsPrinted() {
        StockAddedEncoder stock = new StockAddedEncoder().wrapAndApplyHeader(buffer, 8, header);
        stock.quantity(-30).total(70).saleNumber(1).itemNumber(2).saleId("demo").sku("phone").by("desk").key("k");
        assertThat(json()).endsWith("'StockAdded','saleId':'demo','sku':'phone','quantity':-30,'total':70,"
                + "'by':'desk','idempotencyKey':'k'}");
        PriceChangedEncoder price = new PriceChangedEncoder().wrapAndApplyHeader(buffer, 8, header);
        price.price(189_900).saleNumber(1).itemNumber(2).saleId("demo").sku("phone").by("desk");
        assertThat(json()).endsWith("'PriceChanged','saleId':'demo','sku':'phone','price':189900,'by':'desk'}");
        LimitChangedEncoder limit = new LimitChangedEncoder().wrapAndApplyHeader(buffer, 8, header);
        limit.limitPerBuyer(5).saleNumber(1).itemNumber(2).saleId("demo").sku("phone").by("desk");
        assertThat(json()).endsWith("'LimitChanged','saleId':'demo','sku':'phone','limitPerBuyer':5,'by':'desk'}");
        ItemSwitchedEncoder switched = new ItemSwitchedEncoder().wrapAndApplyHeader(buffer, 8, header);
        switched.saleNumber(1).itemNumber(2).status((short) 0).saleId("demo").sku("phone").by("desk");
        assertThat(json()).endsWith("'ItemSwitched','saleId':'demo','sku':'phone','status':'OFF','by':'desk'}");
        ItemAddedEncoder added = new ItemAddedEncoder().wrapAndApplyHeader(buffer, 8, header);
        added.price(5).stock(7).saleNumber(1).itemNumber(2).limitPerBuyer(3).status((short) 1)
                .listPrice(9).onAtMs(Facts.NEVER).offAtMs(Facts.NEVER);
        added.saleId("demo").sku("lamp").title("灯").by("desk").key("k").image("/lamp.png");
        assertThat(json()).endsWith("'ItemAdded','saleId':'demo','sku':'lamp','title':'灯','price':5,'stock':7,"
                + "'limitPerBuyer':3,'status':'ON','listPrice':9,'image':'/lamp.png','by':'desk',"
                + "'idempotencyKey':'k'}");
        buffer.putBytes(8, Facts.itemDescribed("phone", "灯", "", Facts.NEVER, "desk"));
        assertThat(json()).endsWith("'ItemDescribed','saleId':'demo','sku':'phone','title':'灯','by':'desk'}");
        buffer.putBytes(8, Facts.saleChanged("Live", TIME_MS, "phone", "Back soon", "desk"));
        assertThat(json()).endsWith("'SaleChanged','saleId':'demo','title':'Live',"
                + "'closesAt':'2026-05-28T20:26:40.123Z','featured':'phone','notice':'Back soon','by':'desk'}");
    }

    @Test
    void theKeysOfTheHashesAreNobodysBusiness() {
        new ShardFoundedEncoder().wrapAndApplyHeader(buffer, 8, header).shard(2).hashKey0(123456).hashKey1(654321);
        assertThat(json()).isEqualTo("{'sequence':12,'at':'2026-05-28T20:26:40.123Z','type':'ShardFounded','shard':2}");
        assertThat(text()).isEqualTo("12 2026-05-28T20:26:40.123Z ShardFounded shard=2");
    }

    @Test
    void whateverABuyerWroteStaysOneLineAndSteersNoTerminal() {
        encodeOrder("a\nb\u001b[2J\"\\\u202e\u2028 =];");
        assertThat(json()).contains("'channel':'a\\u000ab\\u001b[2J\\'\\\\\\u202e\\u2028 =];'");
        assertThat(text()).contains("channel=\"a\\u000ab\\u001b[2J\\\"\\\\\\u202e\\u2028 =];\" idempotencyKey");
    }

    @Test
    void aFactOfANewerSchemaIsNamedUnknownAndNotGuessedAt() {
        header.wrap(buffer, 8).blockLength(0).templateId(999).schemaId(7).version(9);
        assertThat(json()).endsWith("'type':'Unknown','schemaId':7,'templateId':999,'version':9,'length':100}");
        header.wrap(buffer, 8).blockLength(0).templateId(1).schemaId(8).version(1);
        assertThat(text()).contains("Unknown schemaId=8 templateId=1");
    }

    @Test
    void everyMessageOfTheSchemaHasItsName() throws Exception {
        Matcher message = Pattern.compile("<sbe:message name=\"(\\w+)\" id=\"(\\d+)\"")
                .matcher(Files.readString(Path.of("src/main/sbe/facts.xml")));
        int messages = 0;
        while (message.find()) {
            buffer.setMemory(0, buffer.capacity(), (byte) 0);
            int templateId = Integer.parseInt(message.group(2));
            if (templateId > 100) {
                // A snapshot's records are no facts and never stand in a journal.
                continue;
            }
            header.wrap(buffer, 8).blockLength(128).templateId(templateId).schemaId(7).version(2);
            assertThat(FactFields.read(1, 1, buffer, 8, 100)).containsEntry("type", message.group(1));
            messages++;
        }
        assertThat(messages).isGreaterThanOrEqualTo(15);
    }

    private void encodeOrder(String channel) {
        OrderTakenEncoder order = new OrderTakenEncoder().wrapAndApplyHeader(buffer, 8, header);
        order.orderNumber(1).createdAtMs(TIME_MS).expiresAtMs(TIME_MS + 900_000).buyerHash(5).keyHash(6).saleNumber(1);
        order.status((short) 0).orderId(ORDER_ID).currency("CNY").passNumber(7_777);
        order.linesCount(2).next().unitPrice(199_900).itemNumber(0).quantity(1).sku("phone")
                .next().unitPrice(9_900).itemNumber(1).quantity(2).sku("lipstick");
        order.buyerId("b1").key("k1").channel(channel).saleId("demo").merchant("demo-shop");
    }

    private int putText(int offset, String text) {
        buffer.putShort(offset, (short) text.length(), ByteOrder.LITTLE_ENDIAN);
        return offset + 2 + buffer.putStringWithoutLengthAscii(offset + 2, text);
    }

    /** With single quotes, which are easier to read in a test. */
    private String json() {
        String line = FactJson.line(12, TIME_MS, buffer, 8, 100);
        assertThat(line).doesNotContain("'");
        return line.replace('"', '\'');
    }

    private String text() {
        return FactLine.line(12, TIME_MS, buffer, 8, 100);
    }
}
