// The live room's page. What the shop says comes in at one place (watchSale), a press goes out at one place (insist),
// and only the show… functions write to the document. Texts from the shop are set as text, never as markup.

import { countdown, lang, locale, money, reason, say } from './live-words.js';

// ---- Small things -----------------------------------------------------------------------------------------------

const byId = id => document.getElementById(id);
const sleep = ms => new Promise(done => setTimeout(done, ms));
const jitter = ms => ms * (0.7 + 0.6 * Math.random());
// Not randomUUID: browsers give that to https and localhost only, and a shop is tried from a phone in the same room.
const randomId = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), b => b.toString(16).padStart(2, '0')).join('');

// Writing only what differs keeps the screen reader, the selection and the layout quiet.
const setText = (node, text) => { if (node.textContent !== text) node.textContent = text; };

/** Storage that also works where the browser forbids it, for as long as the page is open. */
function keep(area) {
  const memory = new Map();
  const attempt = act => { try { return act(window[area]); } catch { return null; } };
  return {
    get: name => attempt(store => JSON.parse(store.getItem(name))) ?? memory.get(name) ?? null,
    set: (name, value) => { memory.set(name, value); attempt(store => store.setItem(name, JSON.stringify(value))); },
    drop: name => { memory.delete(name); attempt(store => store.removeItem(name)); },
  };
}
const thisTab = keep('sessionStorage');
const thisBrowser = keep('localStorage');

// ---- Who, where, when -------------------------------------------------------------------------------------------

const saleId = location.pathname.split('/')[2] ?? ''; // as it stands in the address, so already escaped for a path
const channel = new URLSearchParams(location.search).get('channel');
// In production a trusted proxy sets X-Buyer-Id from the login, and replaces whatever a page sends.
let buyer = thisBrowser.get('shoutgate.buyer');
if (!buyer) thisBrowser.set('shoutgate.buyer', buyer = `b-${randomId().slice(0, 10)}`);

/** The shop's time in milliseconds. The phone's own clock may be minutes off, so only its pace is trusted. */
const clock = {
  offset: Date.now() - performance.now(),
  now() { return performance.now() + this.offset; },
  async correct() {
    let best = Infinity;
    for (let i = 0; i < 3; i++) {
      const sent = performance.now();
      const answer = await ask('GET', '/v1/time').catch(() => null);
      const trip = performance.now() - sent;
      if (!answer?.ok) return;
      if (trip >= best) continue;
      best = trip; // The shortest trip has the least doubt about when in it the shop looked at its clock.
      this.offset = Date.parse(answer.body.now) - (sent + trip / 2);
    }
  },
};

/** One request, one answer; throws where no answer came that could be understood. */
async function ask(method, path, { key, body } = {}) {
  const headers = { 'X-Buyer-Id': buyer };
  if (key) headers['Idempotency-Key'] = key;
  if (body) headers['Content-Type'] = 'application/json';
  // Not AbortSignal.timeout: the browsers inside older apps do not have it.
  const abort = new AbortController();
  const limit = setTimeout(() => abort.abort(), 5000);
  const response = await fetch(path, {
    method, headers, body: body && JSON.stringify(body), cache: 'no-store', signal: abort.signal,
  });
  const text = await response.text();
  clearTimeout(limit);
  return {
    ok: response.ok, status: response.status, body: response.ok ? JSON.parse(text) : problemIn(text),
    replayed: response.headers.get('Idempotent-Replayed') === 'true',
    retryAfterMs: 1000 * (Number(response.headers.get('Retry-After')) || 0),
  };
}

function problemIn(text) {
  try { return JSON.parse(text) ?? {}; } catch { return {}; } // A proxy in between answers in its own words.
}

// ---- The sale, as it comes in -----------------------------------------------------------------------------------

/**
 * Calls onView with every view of the sale, and onTrouble with the answer (null: none) whenever one fails to come.
 * Returns a function that asks for a fresh view. Only this function knows that stock is polled: with Server-Sent
 * Events it opens an EventSource on `/v1/sales/{id}/events` instead, and nothing else changes.
 */
function watchSale(onView, onTrouble) {
  let failures = 0, timer = 0, asking = false;
  const askIn = ms => { clearTimeout(timer); timer = setTimeout(poll, ms); };
  async function poll() {
    if (asking) return;
    asking = true;
    const answer = await ask('GET', `/v1/sales/${saleId}`).catch(() => null);
    asking = false;
    failures = answer?.ok ? 0 : failures + 1;
    if (answer?.ok) onView(answer.body); else onTrouble(answer);
    askIn(answer?.ok ? jitter(paceMs(answer.body)) : backoffMs(failures, answer));
  }
  const fresh = () => { if (!failures) askIn(0); };
  document.addEventListener('visibilitychange', () => { if (!document.hidden) fresh(); });
  poll();
  return fresh;
}

function paceMs(sale) {
  if (document.hidden || sale.status === 'CLOSED') return 12000;
  const toOpening = Date.parse(sale.opensAt) - clock.now(); // NaN, so never near, where the host opens it by hand
  return sale.status === 'SCHEDULED' && toOpening < 10000 && toOpening > -10000 ? 350 : 1000;
}

/** Never sooner than the shop asked for, and spread out, so that a crowd does not come back as one. */
function backoffMs(attempt, answer) {
  return (answer?.retryAfterMs ?? 0) + jitter(Math.min(8000, 250 * 2 ** attempt));
}

/** What the page goes by: at the opening second its own corrected clock, so that nobody waits for the next view. */
function phaseOf(sale) {
  const sinceOpening = clock.now() - Date.parse(sale.opensAt);
  return sale.status === 'SCHEDULED' && sinceOpening >= 0 && sinceOpening < 3000 ? 'OPEN' : sale.status;
}

// ---- The press, as it goes out ----------------------------------------------------------------------------------

const undecided = status => [408, 429, 502, 503, 504].includes(status);

/** Repeats a request until its answer is the truth; after a minute returns what there is (null: never an answer). */
async function insist(send, onWait) {
  const until = performance.now() + 60000;
  for (let attempt = 1; ; attempt++) {
    const answer = await send().catch(() => null);
    const early = answer?.body.code === 'sale-not-open'
      && Math.abs(Date.parse(answer.body.opensAt) - clock.now()) < 3000;
    if (answer && !early && !undecided(answer.status)) return answer;
    const waitMs = early ? jitter(300) : backoffMs(attempt, answer);
    if (performance.now() + waitMs > until) return answer;
    onWait(waitMs);
    await sleep(waitMs);
  }
}

// An intent is one press and its key. It outlives a reload and is dropped only once the shop has told the truth about
// it, so whatever happens on the way, one press is at most one order.
const intentName = sku => `shoutgate.intent ${buyer} ${saleId} ${sku}`;

function intentFor(sku) {
  const kept = thisTab.get(intentName(sku));
  if (kept) return kept;
  const body = { items: [{ sku, quantity: 1 }], ...(channel && { channel }) };
  const intent = { key: randomId(), at: Date.now(), body };
  thisTab.set(intentName(sku), intent);
  return intent;
}

async function press(card) {
  if (card.busy) return;
  const { key, body } = intentFor(card.sku);
  card.busy = true;
  showNote(card, say('sending'));
  const answer = await insist(() => ask('POST', `/v1/sales/${saleId}/orders`, { key, body }),
    waitMs => showNote(card, say('waiting', { n: Math.ceil(waitMs / 1000) })));
  card.busy = false;
  if (answer && answer.status !== 500 && !undecided(answer.status)) thisTab.drop(intentName(card.sku));
  if (answer?.ok) {
    remember(answer.body);
    showNote(card, say(answer.replayed ? 'yoursAlready' : 'yours'), 'good');
  } else {
    showNote(card, answer ? reason(answer) : say('unsure'), 'bad');
    if (answer?.body.orderId) leadToHold(answer.body.orderId, card);
  }
  refreshSale();
  tick();
}

// ---- Own orders -------------------------------------------------------------------------------------------------

const orders = new Map(); // order id -> { order, parts, sure, busy }
const ordersName = `shoutgate.orders ${buyer} ${saleId}`;
const orderIds = () => thisBrowser.get(ordersName) ?? []; // oldest first; other tabs add to it too

function remember(order) {
  const known = orders.get(order.orderId) ?? newOrder(order.orderId);
  // Answers may overtake each other, and an order never goes back to HELD.
  if (known.order && known.order.status !== 'HELD' && order.status === 'HELD') return;
  known.order = order;
  if (!orderIds().includes(order.orderId)) thisBrowser.set(ordersName, [...orderIds(), order.orderId].slice(-20));
  showOrder(known);
  if (['HELD', 'CONFIRMED'].includes(order.status)) return;
  // What was good news on the item is not true any more.
  const told = order.items.map(line => cards.get(line.sku)).filter(card => card?.parts.note.classList.contains('good'));
  for (const card of told) showNote(card, '');
}

function forget(orderId) {
  orders.get(orderId)?.parts.root.remove();
  orders.delete(orderId);
  thisBrowser.set(ordersName, orderIds().filter(id => id !== orderId));
  byId('mine').classList.toggle('empty', !orders.size);
}

async function fetchOrder(orderId) {
  const answer = await ask('GET', `/v1/orders/${encodeURIComponent(orderId)}`).catch(() => null);
  if (answer?.ok) remember(answer.body);
  if (answer?.status === 404) forget(orderId);
  return answer;
}

/** Where a limit is reached by the buyer's own hold, that order is where this buyer should go: to pay, or to cancel. */
async function leadToHold(orderId, card) {
  const answer = await fetchOrder(orderId);
  if (answer?.body.status !== 'HELD') return;
  showNote(card, say('yoursHeld', { n: orderId }), 'bad');
  orders.get(orderId).parts.root.scrollIntoView({ block: 'nearest' });
}

/** A payment, an expiry or another tab may change a held order at any time, so held ones are asked for now and then. */
async function watchOrders() {
  for (let failures = 0; ;) {
    const open = orderIds().filter(id => !orders.has(id) || orders.get(id).order.status === 'HELD');
    let bad = null;
    for (const id of document.hidden ? [] : open) {
      const answer = await fetchOrder(id);
      if (!answer || undecided(answer.status)) { bad = { answer }; break; }
    }
    failures = bad ? failures + 1 : 0;
    await sleep(bad ? backoffMs(failures + 2, bad.answer) : jitter(4000));
  }
}

async function cancel(known) {
  const { order, parts } = known;
  if (!known.sure) {
    // One more press to give it back: by mistake it could not be had again.
    known.sure = true;
    setTimeout(() => { known.sure = false; showOrder(known); }, 5000);
    return showOrder(known);
  }
  known.busy = true;
  showOrder(known);
  const answer = await insist(() => ask('POST', `/v1/orders/${encodeURIComponent(order.orderId)}/cancel`), () => {});
  known.busy = known.sure = false;
  if (answer?.ok) remember(answer.body); else await fetchOrder(order.orderId);
  showMessage(parts.note, answer?.ok ? '' : answer ? reason(answer) : say('trouble'));
  showOrder(known);
  refreshSale();
}

// ---- On the screen ----------------------------------------------------------------------------------------------

let sale = null;
const cards = new Map(); // sku -> { sku, item, parts, busy }

function fromTemplate(name, list) {
  const root = byId(name).content.cloneNode(true).firstElementChild;
  const parts = { root };
  for (const part of root.querySelectorAll('[data-part]')) parts[part.dataset.part] = part;
  list.append(root);
  return parts;
}

function showMessage(node, text, tone = '') {
  setText(node, text);
  node.hidden = !text;
  node.className = `note ${tone}`;
}

function showNote(card, text, tone) {
  showMessage(card.parts.note, text, tone);
  setText(byId('announce'), text);
  showCard(card);
}

function showSale(view) {
  if (sale && sale.status !== 'OPEN' && view.status === 'OPEN') setText(byId('announce'), say('opened'));
  sale = view;
  byId('trouble').hidden = true;
  document.title = `${view.title} · Shoutgate`;
  setText(byId('title'), view.title);
  setText(byId('merchant'), view.merchant);
  const gone = new Set(cards.keys());
  for (const item of view.items) {
    gone.delete(item.sku);
    const card = cards.get(item.sku) ?? newCard(item.sku);
    card.item = item;
    showCard(card);
  }
  for (const sku of gone) { cards.get(sku).parts.root.remove(); cards.delete(sku); }
  tick();
}

function newCard(sku) {
  const card = { sku, parts: fromTemplate('item-template', byId('items')), busy: false };
  cards.set(sku, card);
  card.parts.tile.classList.add(`tint-${cards.size % 5}`);
  card.parts.buy.addEventListener('click', () => press(card));
  // A press that a reload cut off is followed up; an old one waits for the buyer to ask.
  if (Date.now() - thisTab.get(intentName(sku))?.at < 120000) queueMicrotask(() => press(card));
  return card;
}

function showCard({ sku, item, parts, busy }) {
  const n = new Intl.NumberFormat(locale);
  setText(parts.tile, [...item.title][0] ?? '');
  setText(parts.title, item.title);
  setText(parts.price, money(item.price, sale));
  setText(parts.left, say('left', { n: n.format(item.available), total: n.format(item.total) }));
  setText(parts.held, item.held ? say('held', { n: n.format(item.held) }) : '');
  setText(parts.limit, say('limit', { n: item.limitPerBuyer }));
  parts.bar.ariaValueMax = item.total;
  parts.bar.ariaValueNow = item.available;
  parts.bar.ariaLabel = `${item.title}: ${parts.left.textContent}`;
  parts.fill.style.inlineSize = `${100 * item.available / Math.max(1, item.total)}%`;
  const [label, live] = buttonOf(sku, item, busy);
  setText(parts.buy, label);
  parts.buy.ariaLabel = `${label}: ${item.title}`;
  parts.buy.disabled = !live;
  parts.buy.ariaBusy = busy;
}

function buttonOf(sku, item, busy) {
  const phase = phaseOf(sale);
  if (busy) return [say('buying'), false];
  if (thisTab.get(intentName(sku))) return [say('again'), true];
  if (phase === 'SCHEDULED') return [say('notYet'), false];
  if (phase !== 'OPEN') return [say(phase), false];
  if (item.available) return [say('buy'), true];
  return [say(item.held ? 'allHeld' : 'soldOut'), false];
}

function newOrder(orderId) {
  const parts = fromTemplate('order-template', byId('orders'));
  byId('orders').prepend(parts.root);
  byId('mine').classList.remove('empty');
  const known = { order: null, parts, sure: false, busy: false };
  orders.set(orderId, known);
  setText(parts.hide, say('hide'));
  parts.hide.addEventListener('click', () => forget(orderId));
  parts.cancel.addEventListener('click', () => cancel(known));
  return known;
}

function showOrder({ order, parts, sure, busy }) {
  const held = order.status === 'HELD';
  setText(parts.status, say(order.status));
  parts.status.className = `pill ${order.status.toLowerCase()}`;
  setText(parts.id, order.orderId);
  const titleOf = sku => cards.get(sku)?.item.title ?? sku;
  setText(parts.lines, order.items.map(line => `${titleOf(line.sku)} × ${line.quantity}`).join(', '));
  setText(parts.total, sale ? say('total', { n: money(order.total, sale) }) : '');
  const leftMs = Date.parse(order.expiresAt) - clock.now();
  setText(parts.pay, leftMs > 0 ? say('pay', { n: countdown(leftMs) }) : say('payNow'));
  setText(parts.cancel, say(sure ? 'cancelSure' : 'cancel'));
  parts.pay.hidden = parts.cancel.hidden = !held;
  parts.cancel.disabled = busy;
  parts.hide.hidden = held;
}

function showClock() {
  const toOpening = Date.parse(sale.opensAt) - clock.now();
  const toClosing = Date.parse(sale.closesAt) - clock.now();
  const phase = phaseOf(sale);
  const [label, ms] = {
    SCHEDULED: toOpening > 0 ? ['opensIn', toOpening] : [sale.opensAt ? 'opening' : 'opensByHost'],
    OPEN: toClosing > 0 ? ['closesIn', toClosing] : ['openNow'],
    PAUSED: ['paused'], CLOSED: ['closed'],
  }[phase];
  setText(byId('clock-label'), say(label));
  setText(byId('clock'), ms ? countdown(ms) : '');
  setText(byId('phase'), say(phase));
  document.body.dataset.phase = phase;
}

function tick() {
  if (!sale) return;
  showClock();
  for (const card of cards.values()) showCard(card);
  for (const known of orders.values()) showOrder(known);
}

function showTrouble(answer) {
  byId('trouble').hidden = false;
  setText(byId('trouble'), answer ? reason(answer) : say('trouble'));
  if (sale) return;
  setText(byId('phase'), '');
  setText(byId('title'), saleId);
}

// ---- Start ------------------------------------------------------------------------------------------------------

function becomeBuyer(id) {
  thisBrowser.set('shoutgate.buyer', id);
  location.reload(); // A fresh page: nothing of the one buyer is left on the screen of the other.
}

document.documentElement.lang = lang;
for (const node of document.querySelectorAll('[data-say]')) setText(node, say(node.dataset.say));
setText(byId('phase'), say('loading'));
setText(byId('buyer-shown'), buyer);
byId('buyer-field').value = buyer;
byId('buyer-form').addEventListener('submit', event => {
  event.preventDefault();
  becomeBuyer(byId('buyer-field').value);
});
byId('buyer-fresh').addEventListener('click', () => becomeBuyer(`b-${randomId().slice(0, 10)}`));

clock.correct();
setInterval(() => clock.correct(), 120000);
document.addEventListener('visibilitychange', () => { if (!document.hidden) clock.correct(); });
const refreshSale = watchSale(showSale, showTrouble);
watchOrders();
setInterval(tick, 200);
