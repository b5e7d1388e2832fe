// The checkout of the demo: shows the buyer's own order, and a button that pays it. Only the show… functions write to
// the document, and texts of the shop as text. Paying is safe to repeat: the gateway knows an order's payment by its id.
import { byId } from './dom.js';
import { countdown, money } from './live-words.js';
import { say, translate } from './pages-words.js';

const orderId = location.pathname.split('/')[3]; // as it stands in the address, so already escaped for a path
let order = null;
let sale = null;
let clockOffset = 0;

/** Who bought: the live room of the same browser keeps it. */
function buyer() {
  try { return JSON.parse(localStorage.getItem('shoutgate.buyer')); } catch { return null; }
}

/** One request; null where no answer came that could be understood. */
async function ask(method, path) {
  const abort = new AbortController();
  const limit = setTimeout(() => abort.abort(), 8000);
  try {
    const headers = { 'X-Buyer-Id': buyer() };
    const response = await fetch(path, { method, headers, cache: 'no-store', signal: abort.signal });
    return { status: response.status, body: await response.json() };
  } catch {
    return null;
  } finally {
    clearTimeout(limit);
  }
}

const mayPay = () => order && (order.status === 'HELD' || order.status === 'EXPIRED');

async function load() {
  if (!buyer()) return showState('unknown');
  const time = await ask('GET', '/v1/time');
  if (time?.status === 200) clockOffset = Date.parse(time.body.now) - Date.now();
  const answer = await ask('GET', `/v1/orders/${orderId}`);
  if (answer?.status !== 200) return showState(answer?.status === 404 ? 'unknown' : 'trouble');
  const of = await ask('GET', `/v1/sales/${answer.body.saleId}`);
  if (of?.status !== 200) return showState('trouble');
  order = answer.body;
  sale = of.body;
  return showOrder();
}

async function pay() {
  if (!mayPay()) return load();
  showState('paying');
  const answer = await ask('POST', `/demo/checkout/${orderId}`);
  if (answer?.status === 200) {
    order = answer.body;
    showOrder();
    return byId('back').focus();
  }
  if (answer?.status === 409) {
    return showState(answer.body.code === 'order-expired' ? 'tooLate' : 'otherPayment');
  }
  return showState(answer?.status === 404 ? 'unknown' : 'trouble');
}

// ---- On the screen ----------------------------------------------------------------------------------------------

function showOrder() {
  byId('bill').hidden = false;
  byId('order-id').textContent = say('order', { n: order.orderId });
  byId('lines').textContent = '';
  order.items.forEach(showLine);
  byId('total').textContent = money(order.total, sale);
  byId('back').href = `/live/${order.saleId}`;
  byId('back').hidden = false;
  showState(order.status);
}

function showLine(line) {
  const shown = byId('line-template').content.cloneNode(true);
  const known = line.title ?? sale.items.find(item => item.sku === line.sku)?.title ?? line.sku;
  shown.querySelector('[data-part=title]').textContent = `${known} × ${line.quantity}`;
  shown.querySelector('[data-part=amount]').textContent = money(line.quantity * line.unitPrice, sale);
  byId('lines').append(shown);
}

/** Held says by itself how long; everything else is told. The button keeps its place, and the focus, while it pays. */
function showState(state) {
  byId('checkout').dataset.state = state;
  const told = byId('state');
  told.hidden = state === 'HELD' || state === 'paying';
  told.className = `note ${state === 'CONFIRMED' ? 'good' : 'bad'}`;
  if (!told.hidden) told.textContent = say(state);
  const button = byId('pay');
  button.hidden = !['HELD', 'EXPIRED', 'paying', 'trouble'].includes(state);
  button.textContent = state === 'trouble' ? say('again') : state === 'paying' ? say('paying')
    : order && say(state === 'HELD' ? 'pay' : 'late', { n: money(order.total, sale) });
  button.ariaBusy = state === 'paying';
  tick();
}

function tick() {
  const held = byId('checkout').dataset.state === 'HELD';
  byId('within').hidden = !held || !order.expiresAt;
  if (byId('within').hidden) return;
  const leftMs = Date.parse(order.expiresAt) - Date.now() - clockOffset;
  byId('within').textContent = say('within', { n: countdown(leftMs) });
  if (leftMs < 0) load();
}

translate();
document.title = `${say('checkout')} · Shoutgate`;
byId('pay').addEventListener('click', () => {
  if (byId('checkout').dataset.state !== 'paying') pay();
});
document.addEventListener('visibilitychange', () => {
  if (!document.hidden && byId('checkout').dataset.state === 'HELD') load();
});
setInterval(tick, 1000);
load();
