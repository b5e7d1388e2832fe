// The goods: a card for each item, what its button does now, and what was said beside it.
import { byId, fromTemplate, setText } from './dom.js';
import { clock } from './live-api.js';
import { heldFor, heldUnitsOf, leadTo, unitsOf, whenOrdersChange } from './live-orders.js';
import { passNews, passText } from './live-pass.js';
import { isOpen, press, wasCutOff } from './live-press.js';
import { announce, aria, checkoutOf, showOrHide, state } from './live-state.js';
import { countdown, money, number, reduction, say, timeOf } from './live-words.js';
import { sleep } from './requests.js';

const MANY = 12; // from so many items on there is a box to search them
const CALM_MS = 1200; // after a win, or a change of places, a second tap is a slip of the thumb
const FRESH_MS = 60000; // how long a cut or a restock is news
const cards = new Map(); // sku -> { sku, item, parts, busy, quantity, another, calmUntil, note, cutUntil, addedUntil … }

/** What the page goes by: at the opening second its own corrected clock, so that nobody waits for the next view. */
export function phaseOf(sale) {
  const sinceOpening = clock.now() - Date.parse(sale.opensAt);
  return sale.status === 'SCHEDULED' && sinceOpening >= 0 && sinceOpening < 3000 ? 'OPEN' : sale.status;
}

// ---- All of them ----------------------------------------------------------------------------------------------------

let shownPhase = '';

export function showItems(sale) {
  if (!cards.size) byId('items').textContent = ''; // what stood there until something came
  aria(byId('items'), 'busy', false);
  const gone = new Set(cards.keys());
  for (const item of sale.items) {
    gone.delete(item.sku);
    const card = cards.get(item.sku) ?? newCard(item.sku);
    if (card.item === item) continue;
    const before = card.item;
    card.item = item;
    if (before) takeNews(card, before);
    showCard(card);
  }
  for (const sku of gone) { cards.get(sku).parts.root.remove(); cards.delete(sku); }
  arrange(sale);
  byId('find-box').hidden = cards.size < MANY;
}

function takeNews(card, before) {
  const until = clock.now() + FRESH_MS;
  if (card.item.price < before.price) card.cutUntil = until;
  if (card.item.price > before.price) card.cutUntil = 0;
  if (card.item.total > before.total) {
    card.added = (card.addedUntil > clock.now() ? card.added : 0) + card.item.total - before.total;
    card.addedUntil = until;
  }
  if (!before.available && card.item.available) forgetNote(card, 'stock');
}

/** The one that the host shows first, then as the host ordered them; what was sold out when the page came, last. */
function arrange(sale) {
  const list = byId('items');
  const order = [...cards.values()].sort((a, b) => rank(a, sale) - rank(b, sale));
  const focused = document.activeElement;
  let at = list.firstElementChild;
  let moved = false;
  for (const card of order) {
    card.parts.root.classList.toggle('featured', card.sku === sale.featured);
    if (card.parts.root === at) { at = at.nextElementSibling; continue; }
    moved = moved || card.parts.root.parentNode === list;
    list.insertBefore(card.parts.root, at);
  }
  if (moved) for (const card of cards.values()) card.calmUntil = clock.now() + CALM_MS / 2;
  if (moved && document.activeElement !== focused) focused.focus();
}

function rank(card, sale) {
  const place = sale.items.indexOf(card.item);
  if (card.sku === sale.featured) return -1;
  return card.late ? 1000 + place : place;
}

function newCard(sku) {
  const card = {
    sku, parts: fromTemplate('item-template'), busy: false, quantity: 1, another: false, calmUntil: 0, note: null,
    cutUntil: 0, addedUntil: 0, added: 0, image: undefined,
  };
  const first = state.sale.items.find(item => item.sku === sku);
  card.late = !cards.size ? isEmpty(first) : isEmpty(first) && !shownPhase;
  cards.set(sku, card);
  const { parts } = card;
  parts.root.dataset.sku = sku;
  parts.tile.classList.add(`tint-${cards.size % 5}`);
  parts.buy.addEventListener('click', () => tap(card));
  parts.another.addEventListener('click', () => buyAnother(card));
  parts.less.addEventListener('click', () => step(card, -1));
  parts.more.addEventListener('click', () => step(card, 1));
  parts.image.addEventListener('error', () => { parts.image.hidden = true; });
  if (wasCutOff(sku)) sleep(0).then(() => send(card));
  return card;
}

const isEmpty = item => item.status === 'ON' && !item.available && !item.held;

/** Counts down, and lets news grow old. */
export function tickItems() {
  const phase = phaseOf(state.sale);
  if (phase !== shownPhase) {
    if (shownPhase) for (const card of cards.values()) forgetNote(card, 'sale');
    shownPhase = phase;
    for (const card of cards.values()) showCard(card);
    return;
  }
  for (const card of cards.values()) {
    if (card.busy || card.note?.counts || card.item.status === 'SOON' || card.cutUntil || card.addedUntil
      || card.calmUntil || heldFor(card.sku) || (phase === 'SCHEDULED' && passNews())) showCard(card);
  }
}

export function findItems(text) {
  const wanted = text.trim().toLowerCase();
  let found = 0;
  for (const card of cards.values()) {
    const hit = `${card.item.title} ${card.sku}`.toLowerCase().includes(wanted);
    card.parts.root.hidden = !hit;
    found += hit;
  }
  showOrHide(byId('found'), found ? '' : say('nothingFound', { n: text.trim() }));
}

whenOrdersChange(skus => {
  for (const card of skus.map(sku => cards.get(sku)).filter(Boolean)) {
    forgetNote(card, 'order');
    showCard(card);
  }
});

// ---- One of them ----------------------------------------------------------------------------------------------------

/** How many more the buyer may have in one order. */
function mostOf({ sku, item }) {
  return Math.min(item.limitPerBuyer - unitsOf(sku), item.available, 99);
}

function step(card, by) {
  card.quantity = Math.max(1, Math.min(card.quantity + by, mostOf(card)));
  announce(`${say('quantity')}: ${card.quantity}`);
  showCard(card);
}

function buyAnother(card) {
  card.another = true;
  card.quantity = 1;
  card.calmUntil = clock.now() + CALM_MS / 3;
  forgetNote(card, 'order');
  showCard(card);
  card.parts.buy.focus();
}

/** What its button says and does now: buy, ask (again, with the same key), pay, see (the order), or nothing. */
function buttonOf(card) {
  const { sku, item } = card;
  const phase = phaseOf(state.sale);
  if (card.busy) return ['none', say('buying')];
  if (isOpen(sku)) return ['ask', say('again')];
  const held = heldFor(sku);
  if (!card.another && held) {
    const leftMs = Date.parse(held.expiresAt) - clock.now();
    if (leftMs <= 0) return ['see', say('yoursHeld'), say('timeUp')];
    const left = say('payLeft', { n: countdown(leftMs) });
    return checkoutOf(held) ? ['pay', say('payNow'), left] : ['see', say('yoursHeld'), left];
  }
  if (item.limitPerBuyer - unitsOf(sku) < 1) return ['none', say('limitFull')];
  if (!card.another && unitsOf(sku)) return ['none', say('bought')];
  if (phase === 'CLOSED' || phase === 'PAUSED') return ['none', say(phase)];
  if (item.status === 'SOON') return ['none', ...soon(item)];
  if (phase === 'SCHEDULED') return ['none', say('notYet'), passText()];
  if (!item.available) return item.held ? ['none', say('allHeld'), say('mayComeBack')] : ['none', say('soldOut')];
  return ['buy', card.quantity > 1 ? say('buyMany', { n: card.quantity }) : say('buy')];
}

function soon(item) {
  const ms = Date.parse(item.onAt) - clock.now();
  return [ms < 3600000 ? say('soonIn', { n: countdown(ms) }) : say('soonAt', { n: timeOf(item.onAt, clock.now()) })];
}

/** Another unit is a deliberate act: a button of its own, where there is one to be had. */
const mayHaveAnother = card => !card.busy && !card.another && !isOpen(card.sku) && unitsOf(card.sku) > 0
  && phaseOf(state.sale) === 'OPEN' && card.item.status === 'ON' && mostOf(card) > 0;

async function tap(card) {
  const [act] = buttonOf(card);
  if (act === 'none' || clock.now() < card.calmUntil) return;
  const held = heldFor(card.sku);
  if (act === 'pay') location.assign(checkoutOf(held));
  else if (act === 'see') leadTo(held.orderId);
  else await send(card);
}

async function send(card) {
  if (card.busy) return;
  card.busy = true;
  const answer = await press(card.sku, card.quantity, (text, tone, about) => setNote(card, text, tone, about));
  card.busy = false;
  if (answer?.ok) {
    card.another = false;
    card.quantity = 1;
    card.calmUntil = clock.now() + CALM_MS;
    card.parts.root.classList.add('won');
  }
  showCard(card);
  card.parts.note.scrollIntoView({ block: 'nearest' });
}

/** `text` may be a function, where it counts down. */
function setNote(card, text, tone = '', about = 'press') {
  const counts = typeof text === 'function';
  card.note = { counts, text: counts ? text : () => text, tone, about };
  announce(card.note.text());
  showCard(card);
}

function forgetNote(card, about) {
  if (!card.busy && card.note?.about === about) card.note = null;
}

function showCard(card) {
  const { item, parts } = card;
  const now = clock.now();
  if (now >= card.calmUntil) card.calmUntil = 0;
  setText(parts.title, item.title);
  showPicture(card);
  showPrice(card);
  showOrHide(parts.featured, item.sku === state.sale.featured ? say('featured') : '');
  showOrHide(parts.cut, now < card.cutUntil ? say('cut') : '');
  showOrHide(parts.added, now < card.addedUntil ? say('added', { n: number(card.added) }) : '');
  if (now >= card.cutUntil) card.cutUntil = 0;
  if (now >= card.addedUntil) card.addedUntil = 0;
  showStock(card);
  showActs(card);
  showOrHide(parts.note, card.note ? card.note.text() : '');
  parts.note.className = `note ${card.note?.tone ?? ''}`;
}

function showPicture(card) {
  const { item, parts } = card;
  setText(parts.letter, [...item.title][0] ?? '');
  const image = item.image ?? null;
  if (card.image === image) return;
  card.image = image;
  const good = image && (/^https:\/\//.test(image) || /^\/(?!\/)/.test(image));
  parts.image.hidden = !good;
  if (good) parts.image.src = image;
}

function showPrice({ item, parts }) {
  const { sale } = state;
  const before = item.listPrice > item.price ? item.listPrice : 0;
  setText(parts.price, money(item.price, sale));
  showOrHide(parts['list-price'], before ? money(before, sale) : '');
  showOrHide(parts.off, before ? reduction(item.price, before) : '');
}

function showStock({ sku, item, parts }) {
  const few = item.available > 0 && item.available * 10 <= item.total;
  setText(parts.left, say(few ? 'few' : 'left', { n: number(item.available) }));
  parts.left.classList.toggle('few', few);
  const own = unitsOf(sku);
  const others = item.held - heldUnitsOf(sku); // two answers, so for a moment they may not fit
  setText(parts.held, others > 0 ? say('held', { n: number(others) }) : '');
  setText(parts.limit, say('limit', { n: number(item.limitPerBuyer) }) + (own ? ` · ${say('own', { n: own })}` : ''));
  aria(parts.bar, 'valuemax', Math.max(1, item.total));
  aria(parts.bar, 'valuenow', item.available);
  aria(parts.bar, 'label', `${item.title}: ${parts.left.textContent}`);
  parts.fill.style.inlineSize = `${100 * item.available / Math.max(1, item.total)}%`;
}

function showActs(card) {
  const { item, parts } = card;
  const [act, label, more] = buttonOf(card);
  const most = mostOf(card);
  card.quantity = Math.max(1, Math.min(card.quantity, most));
  parts.root.dataset.act = act;
  parts.root.classList.toggle('out', act === 'none' && !item.available && !card.busy);
  setText(parts.label, label);
  showOrHide(parts.sub, more ?? '');
  aria(parts.buy, 'label', [`${label}: ${item.title}`, more].filter(Boolean).join(', '));
  aria(parts.buy, 'disabled', act === 'none' || card.calmUntil > 0);
  aria(parts.buy, 'busy', card.busy);
  parts.stepper.hidden = act !== 'buy' || most < 2;
  setText(parts.quantity, String(card.quantity));
  aria(parts.less, 'label', `${say('less')}: ${item.title}`);
  aria(parts.more, 'label', `${say('more')}: ${item.title}`);
  aria(parts.stepper, 'label', `${say('quantity')}: ${item.title}`);
  aria(parts.less, 'disabled', card.quantity <= 1);
  aria(parts.more, 'disabled', card.quantity >= most);
  parts.another.hidden = !mayHaveAnother(card);
  setText(parts.another, say('another'));
  aria(parts.another, 'label', `${say('another')}: ${item.title}`);
}
