// What a shop does with the clients that openapi-generator makes: buys, pays, restocks, audits. Arguments: the id of a
// sale to make, and an operator's token. The addresses are those of the descriptions.
import * as buyers from './buyers';
import * as operators from './operators';

declare const process: { argv: string[]; exit(code: number): void };
const [, , saleId, token] = process.argv as [string, string, string, string];
const key = () => crypto.randomUUID();

async function buy(): Promise<string> {
  const orders = new buyers.OrdersApi(new buyers.Configuration({ apiKey: 'b1' }));
  const buyRequest: buyers.BuyRequest = { items: [{ sku: 'mug', quantity: 2 }] };
  const held = await orders.placeOrder({ idempotencyKey: key(), saleId, buyRequest });
  console.log(`bought ${held.status} ${held.total} ${held.currency} by channel ${held.channel}`);
  try {
    await orders.placeOrder({ idempotencyKey: key(), saleId, buyRequest });
  } catch (e) {
    if (!(e instanceof buyers.ResponseError)) throw e;
    const problem = buyers.ProblemFromJSON(await e.response.json());
    console.log(`refused ${problem.status} ${problem.code} limit ${problem.limit}`);
  }
  const read = await orders.readOrder({ orderId: held.orderId });
  console.log(`read ${read.status} until ${read.expiresAt instanceof Date}`);
  return held.orderId;
}

async function shop(): Promise<void> {
  const asOperator = new operators.Configuration({ accessToken: token });
  const sales = new operators.SalesApi(asOperator);
  const saleDefinition: operators.SaleDefinition = {
    merchant: 'my-shop', title: 'Friday night', currency: 'CNY', holdSeconds: 900,
    latePayment: operators.LatePayment.Reclaim, closesAt: '2099-11-22T20:00:00Z',
    items: [{ sku: 'mug', title: 'Blue mug', price: 4900, stock: 10, limitPerBuyer: 2 }],
  };
  console.log(`defined ${(await sales.defineSale({ saleId, saleDefinition })).status}`);
  console.log(`opened ${(await sales.openSale({ saleId, idempotencyKey: key() })).status}`);

  const orderId = await buy();
  const paid = await new operators.OrdersApi(asOperator)
    .confirmOrder({ orderId, idempotencyKey: key(), payment: { paymentRef: 'pay-1' } });
  console.log(`paid ${paid.status} by ${paid.paymentRef}`);
  const restocked = await new operators.ItemsApi(asOperator)
    .restockItem({ saleId, sku: 'mug', idempotencyKey: key(), restock: { quantity: 100 } });
  console.log(`restocked ${restocked.items[0]?.total}`);
  const audit = await sales.auditSale({ saleId });
  console.log(`audit ${audit.ok} sold ${audit.items[0]?.soldByOrders}`);
}

shop().catch((e) => {
  console.log(e);
  process.exit(1);
});
