// The buyer's own orders: what is known of them, and the bar that shows them.
import { byId, fromTemplate, setText } from './dom.js';
import { ask, clock, insist, saleId } from './live-api.js';
import { announce, aria, checkoutOf, showOrHide, state } from './live-state.js';
import { countdown, money, number, reason, say, timeOf } from './live-words.js';
import { backoffMs, jitter } from './requests.js';

const orders = new Map(); // order id -> { order, parts, sure, busy, looks, lookAt }
const hooks = [];
/** Calls back with the SKUs of an order that is new or has changed. */
export const whenOrdersChange = hook => hooks.push(hook);

const all = () => [...orders.values()].map(known => known.order);
const linesOf = (order, sku) => order.items.filter(line => line.sku === sku);
const activeFor = sku => all().filter(order =>
  (order.status === 'HELD' || order.status === 'CONFIRMED') && linesOf(order, sku).length);

/** How many units of an item the buyer has, held and paid: what counts for the limit. */
export const unitsOf = sku => units(activeFor(sku), sku);
export const heldUnitsOf = sku => units(activeFor(sku).filter(order => order.status === 'HELD'), sku);
const units = (some, sku) => some.reduce((sum, order) =>
  sum + linesOf(order, sku).reduce((n, line) => n + line.quantity - (line.refunded ?? 0), 0), 0);

/** The held order of an item that ends first, or undefined. */
export const heldFor = sku => soonest(activeFor(sku).filter(order => order.status === 'HELD'));
const soonest = held => held.sort((a, b) => Date.parse(a.expiresAt) - Date.parse(b.expiresAt))[0];

export const titlesOf = order => order.items.map(line => line.title
  ?? state.sale?.items.find(item => item.sku === line.sku)?.title ?? line.sku).join(', ');

export function remember(order) {
  const known = orders.get(order.orderId) ?? newOrder(order);
  const before = known.order;
  // Answers may overtake each other, and an order never goes back to HELD.
  if (before && before.status !== 'HELD' && order.status === 'HELD') return;
  known.order = order;
  if (!before || before.expiresAt !== order.expiresAt) lookAfter(known, order);
  if (before && before.status !== order.status) tellChange(order);
  showOrder(known);
  if (!before || before.status !== order.status) {
    for (const hook of hooks) hook(order.items.map(line => line.sku));
    showBar();
  }
}

function tellChange(order) {
  const key = { CONFIRMED: 'newsPaid', EXPIRED: 'newsExpired' }[order.status];
  if (key) announce(say(key, { n: titlesOf(order) }));
}

/** Until its hold ends nothing can happen to an order that the shop would not say, or the buyer not know. */
function lookAfter(known, order) {
  known.looks = 0;
  known.lookAt = Date.parse(order.expiresAt) + jitter(700);
}

function newOrder(order) {
  const parts = fromTemplate('order-template');
  const known = { order: null, parts, sure: false, busy: false, looks: 0, lookAt: Infinity };
  parts.root.dataset.order = order.orderId;
  // Newest first. Numbers of orders grow, but an order may be heard of late.
  const next = [...byId('orders').children].find(other =>
    orders.get(other.dataset.order).order.createdAt <= order.createdAt);
  byId('orders').insertBefore(parts.root, next ?? null);
  orders.set(order.orderId, known);
  parts.cancel.addEventListener('click', () => cancel(known));
  return known;
}

// ---- Asking the shop ------------------------------------------------------------------------------------------------

let loading = false;
/** All orders of this buyer in this sale, so that a phone that lost its storage sees them too. */
export async function loadOrders() {
  if (loading) return;
  loading = true;
  const answer = await ask('GET', `/v1/sales/${saleId}/orders`).catch(() => null);
  loading = false;
  if (answer?.ok) [...answer.body.orders].reverse().forEach(remember);
}

export async function fetchOrder(orderId) {
  const answer = await ask('GET', `/v1/orders/${encodeURIComponent(orderId)}`).catch(() => null);
  if (answer?.ok) remember(answer.body);
  return answer;
}

/** A hold that has run out is looked at, again and again less often, until the shop says what became of it. */
function lookWhereTimeIsUp() {
  const now = clock.now();
  for (const known of orders.values()) {
    if (known.order.status !== 'HELD' || now < known.lookAt || document.hidden || state.away) continue;
    known.looks += 1;
    known.lookAt = now + backoffMs(known.looks + 1);
    fetchOrder(known.order.orderId);
  }
}

async function cancel(known) {
  if (known.busy) return;
  if (!known.sure) {
    // One more press to give it back: by mistake it could not be had again.
    known.sure = true;
    setTimeout(() => { known.sure = false; showOrder(known); }, 5000);
    showOrder(known);
    return;
  }
  known.busy = true;
  showOrder(known);
  const { orderId } = known.order;
  const answer = await insist(() => ask('POST', `/v1/orders/${encodeURIComponent(orderId)}/cancel`), () => {});
  known.busy = known.sure = false;
  if (answer?.ok) remember(answer.body); else await fetchOrder(orderId);
  showOrHide(known.parts.note, answer?.ok ? '' : answer ? reason(answer) : say('away'));
  announce(answer?.ok ? say('CANCELLED') : known.parts.note.textContent);
  showOrder(known);
}

// ---- On the screen --------------------------------------------------------------------------------------------------

function showOrder({ order, parts, sure, busy }) {
  const held = order.status === 'HELD';
  const leftMs = Date.parse(order.expiresAt) - clock.now();
  const checkout = held && leftMs > 0 ? checkoutOf(order) : null;
  parts.root.dataset.status = order.status;
  setText(parts.status, say(order.status));
  parts.status.className = `pill ${order.status.toLowerCase()}`;
  setText(parts.id, order.orderId);
  setText(parts.time, timeOf(order.createdAt, clock.now()));
  setText(parts.lines, order.items.map(line => `${titlesOf({ items: [line] })} × ${line.quantity}`).join(', '));
  setText(parts.total, state.sale ? say('total', { n: money(order.total, state.sale) }) : '');
  const word = { HELD: leftMs > 0 ? say('payWithin', { n: countdown(leftMs) }) : say('timeUp'), EXPIRED: say('goneBack') };
  showOrHide(parts.pay, word[order.status] ?? '');
  parts['pay-link'].hidden = !checkout;
  if (checkout) {
    parts['pay-link'].href = checkout;
    setText(parts['pay-link'], say('pay', { n: money(order.total, state.sale) }));
  }
  setText(parts.cancel, say(sure ? 'cancelSure' : 'cancel'));
  parts.cancel.hidden = !held;
  aria(parts.cancel, 'disabled', busy);
}

function showBar() {
  const held = all().filter(order => order.status === 'HELD' && Date.parse(order.expiresAt) > clock.now());
  const next = soonest(held);
  byId('mine').classList.toggle('empty', !orders.size);
  byId('no-orders').hidden = Boolean(orders.size);
  setText(byId('orders-count'), orders.size ? say('ordersMany', { n: number(orders.size) }) : say('orders'));
  setText(byId('orders-due'), next ? say('barPay', { n: countdown(Date.parse(next.expiresAt) - clock.now()) }) : '');
  leaveRoom();
}

/** The bar takes its height off the page, so that it lies over nothing that can be read or have the focus. */
function leaveRoom() {
  const bar = byId('mine');
  const overlays = getComputedStyle(bar).position === 'fixed' && !bar.classList.contains('empty');
  // As a column it shows its orders whether it is folded or not.
  aria(byId('orders-toggle'), 'expanded', !overlays || bar.classList.contains('open'));
  const height = overlays ? `${bar.offsetHeight + 12}px` : '';
  if (document.body.style.paddingBottom === height) return;
  document.body.style.paddingBottom = height;
  document.documentElement.style.scrollPaddingBottom = height;
}

export function unfold(open) {
  byId('mine').classList.toggle('open', open);
  leaveRoom();
}

/** Opens the bar at one order. */
export function leadTo(orderId) {
  unfold(true);
  const known = orders.get(orderId);
  known?.parts.root.scrollIntoView({ block: 'nearest' });
  const target = known && (known.parts['pay-link'].hidden ? known.parts.cancel : known.parts['pay-link']);
  if (target && !target.hidden) target.focus();
}

/** Counts down, and looks after what has run out. */
export function tickOrders() {
  for (const known of orders.values()) if (known.order.status === 'HELD') showOrder(known);
  showBar();
  lookWhereTimeIsUp();
}

byId('orders-toggle').addEventListener('click', () => unfold(!byId('mine').classList.contains('open')));
byId('mine').addEventListener('keydown', event => {
  if (event.key !== 'Escape' || !byId('mine').classList.contains('open')) return;
  unfold(false);
  byId('orders-toggle').focus();
});
window.addEventListener('resize', leaveRoom);
