// The items of a sale on the console: what each stands at, and everything a host does to it with one tap.

import { fromTemplate, setText } from './dom.js';
import { perform, unanswered } from './host-acts.js';
import { askFor } from './host-ask.js';
import { make, showNote } from './host-dom.js';
import { looksLikeASlip, money, percentOff } from './host-money.js';
import { changeOf, moneyOf, specsOfLooks } from './host-specs.js';
import { number, say, sayOf, timeOf } from './host-words.js';

const pathOf = (saleId, sku) => `/v1/sales/${saleId}/items/${sku}`;

/** desk: { saleId, sale(), take(view) }. Returns { show(sale), showSome(sale, changes), filter(text), settle(act) }. */
export function itemRows(list, desk) {
  const rows = new Map();
  let wanted = '';

  function show(sale) {
    const gone = new Set(rows.keys());
    for (const item of sale.items) {
      gone.delete(item.sku);
      const row = rows.get(item.sku) ?? newRow(item.sku);
      row.item = item;
      showRow(row, sale);
    }
    for (const sku of gone) { rows.get(sku).parts.root.remove(); rows.delete(sku); }
    filter(wanted);
  }

  /** Only rows of items that changed are looked at: a sale has up to 500, and changes ten times a second. */
  function showSome(sale, changes) {
    for (const item of sale.items) {
      if (changes.has(item.sku)) showRow(Object.assign(rows.get(item.sku), { item }), sale);
    }
  }

  function newRow(sku) {
    const row = { sku, item: null, parts: fromTemplate('item-row'), buttons: {} };
    row.parts.root.dataset.sku = sku;
    addButtons(row, desk);
    rows.set(sku, row);
    list.append(row.parts.root);
    return row;
  }

  function filter(text) {
    wanted = text.trim().toLowerCase();
    for (const { parts, item } of rows.values()) {
      parts.root.hidden = !`${item.sku} ${item.title}`.toLowerCase().includes(wanted);
    }
  }
  /** An act was done that nobody heard the answer of: its button is for new acts again. */
  function settle({ name, words }) {
    for (const row of rows.values()) {
      if (!name.startsWith(`restock ${row.sku} `)) continue;
      markUnsure(row, desk);
      showNote(row.parts.note, say('doneAfterAll', { act: words }), 'good');
    }
  }
  return { show, showSome, filter, settle };
}

function addButtons(row, desk) {
  const { parts, sku, buttons } = row;
  const add = (act, className, press) => {
    const button = make('button', { type: 'button', className, 'data-act': act });
    button.addEventListener('click', () => press(button));
    parts.acts.append(button);
    buttons[act] = button;
  };
  for (const n of [10, 100, 500]) add(`restock-${n}`, 'plus', button => restock(row, desk, n, button));
  add('restock', 'plus', () => askRestock(row, desk));
  add('price', '', () => askPrice(row, desk));
  add('feature', '', button => feature(row, desk, button));
  add('off', '', button => switchItem(row, desk, button));
  add('edit', '', () => askEdit(row, desk));
  markUnsure(row, desk);
}

/** Whose last press has no answer: the next one is the same act again. */
function markUnsure({ sku, buttons }, desk) {
  const waiting = new Set(unanswered(desk.saleId).map(intent => intent.name));
  for (const n of [10, 100, 500]) {
    buttons[`restock-${n}`].classList.toggle('unsure', waiting.has(`restock ${sku} ${n}`));
  }
}

const taking = desk => answer => { if (answer?.ok) desk.take(answer.body); };

function restock({ sku, item, parts }, desk, quantity, button, note = parts.note) {
  return perform({
    saleId: desk.saleId, name: `restock ${sku} ${quantity}`, path: `${pathOf(desk.saleId, sku)}/restock`,
    body: { quantity }, words: `${signed(quantity)} ${item.title}`, button, note,
    onAnswer: taking(desk),
  });
}

const signed = quantity => `${quantity < 0 ? '−' : '+'}${number(Math.abs(quantity))}`;

function askRestock(row, desk) {
  return askFor({
    head: say('restockHead', { title: row.item.title }), yes: say('restock'),
    specs: [{ name: 'quantity', kind: 'whole', label: say('quantity'), hint: say('quantityHint'), needed: true }],
    preview: ({ quantity }) => quantity ? say('restockPreview',
      { before: number(row.item.available), after: number(row.item.available + quantity) }) : '',
    submit: ({ values, button, note }) => restock(row, desk, values.quantity, button, note),
  });
}

function change({ sku, item, parts }, desk, act, body, button, note = parts.note) {
  return perform({
    saleId: desk.saleId, name: `change ${sku}`, method: 'PUT', path: pathOf(desk.saleId, sku), body,
    words: `${act}: ${item.title}`, button, note, onAnswer: taking(desk),
  });
}

/** One button that turns over, so that it keeps the focus. */
function switchItem(row, desk, button) {
  const status = button.dataset.act === 'off' ? 'OFF' : 'ON';
  return change(row, desk, say(`act${status}`), { status }, button);
}

function feature({ sku, item, parts }, desk, button) {
  const featured = desk.sale().featured === sku ? null : sku;
  return perform({
    saleId: desk.saleId, name: 'feature', method: 'PATCH', path: `/v1/sales/${desk.saleId}`, body: { featured },
    words: `${say(featured ? 'feature' : 'unfeature')}: ${item.title}`, button, note: parts.note,
    onAnswer: taking(desk),
  });
}

/** Old and new side by side before anything is done: a price is what a host gets wrong at the worst moment. */
function askPrice(row, desk) {
  const { item } = row, sale = desk.sale();
  return askFor({
    head: say('priceHead', { title: item.title }), yes: say('price'), of: moneyOf(() => sale),
    specs: [{ name: 'price', kind: 'money', label: say('newPrice'), needed: true }], start: { price: item.price },
    preview: ({ price }, fields) => {
      if (price === null || price === item.price) return '';
      const slip = looksLikeASlip(price, Math.max(item.listPrice ?? 0, item.price));
      fields.byName('price').hint(slip ? say('slip') : '');
      return pricePreview(row.item, price, sale);
    },
    submit: ({ values, button, note }) => change(row, desk,
      `${money(item.price, sale)} → ${money(values.price, sale)}`, { price: values.price }, button, note),
  });
}

function pricePreview(item, price, sale) {
  const off = percentOff(price, item.price);
  const cut = `${money(item.price, sale)} → ${money(price, sale)}${off ? ` (−${off}%)` : ''}.`;
  return `${cut} ${item.held ? sayOf('heldAtOld', item.held) : say('noneHeld')}`;
}

function askEdit(row, desk) {
  const sale = desk.sale(), before = row.item;
  return askFor({
    head: say('editHead', { title: before.title }), yes: say('save'), of: moneyOf(() => sale),
    specs: specsOfLooks(), start: before,
    submit: ({ values, button, note }) => {
      const body = changeOf(before, values);
      return Object.keys(body).length ? change(row, desk, say('edit'), body, button, note) : { ok: true };
    },
  });
}

function showRow({ item, parts, buttons }, sale) {
  showGoods(item, parts, sale);
  setText(parts.stock, say('stockLine',
    { left: number(item.available), held: number(item.held), sold: number(item.sold), total: number(item.total) }));
  parts['sold-bar'].style.inlineSize = `${100 * item.sold / Math.max(1, item.total)}%`;
  parts['held-bar'].style.inlineSize = `${100 * item.held / Math.max(1, item.total)}%`;
  const featured = sale.featured === item.sku;
  const next = item.status === 'OFF' ? 'ON' : 'OFF';
  const labels = {
    'restock-10': '+10', 'restock-100': '+100', 'restock-500': '+500', restock: say('restockFree'),
    price: say('priceButton'), feature: say(featured ? 'unfeature' : 'feature'), off: say(`act${next}`),
    edit: say('editButton'),
  };
  for (const [act, button] of Object.entries(buttons)) {
    setText(button, labels[act]);
    button.ariaLabel = `${labels[act]}: ${item.title}`;
    button.hidden = sale.status === 'CLOSED';
  }
  buttons.off.dataset.act = next.toLowerCase();
  buttons.feature.ariaPressed = String(featured);
}

function showGoods(item, parts, sale) {
  setText(parts.title, item.title);
  setText(parts.sku, item.sku);
  setText(parts.price, money(item.price, sale));
  setText(parts['list-price'], item.listPrice ? money(item.listPrice, sale) : '');
  const off = percentOff(item.price, item.listPrice);
  setText(parts.off, off ? `−${off}%` : '');
  setText(parts.status, say(`item${item.status}`));
  parts.status.className = `pill ${item.status.toLowerCase()}`;
  setText(parts.featured, sale.featured === item.sku ? say('isFeatured') : '');
  const terms = [say('limitLine', { n: number(item.limitPerBuyer) }),
    item.onAt && say('onAt', { at: timeOf(item.onAt) }), item.offAt && say('offAt', { at: timeOf(item.offAt) })];
  setText(parts.terms, terms.filter(Boolean).join(' · '));
  showPicture(parts.thumb, item);
}

function showPicture(thumb, { image, title }) {
  if (thumb.dataset.image === (image ?? '')) return;
  thumb.dataset.image = image ?? '';
  const letter = [...title][0] ?? '';
  const picture = make('img', { src: image ?? '', alt: '', loading: 'lazy', decoding: 'async' });
  picture.addEventListener('error', () => thumb.replaceChildren(letter));
  thumb.replaceChildren(image ? picture : letter);
}
