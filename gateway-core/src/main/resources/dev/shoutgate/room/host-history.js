// What was done to a sale, in words, the newest first.

import { byId } from './dom.js';
import { settle } from './host-acts.js';
import { ask } from './host-api.js';
import { announce, make } from './host-dom.js';
import { money } from './host-money.js';
import { clockOf, knows, number, say, timeOf } from './host-words.js';

const mostShown = 200;
// What the forms call a field that a change names, where it is not the field's own name.
const labels = { title: 'itemTitle', featured: 'feature', onAt: 'itemOnAt', offAt: 'itemOffAt' };
// Acts come in bursts; one look a second shows them all.
const pauseMs = 1000;

/**
 * desk: { saleId, sale() }; onSettled(act): told of an act that was done, though its answer was lost. Returns
 * { look() }: asks again soon.
 */
export function historyOf(desk, onSettled) {
  let timer = 0, shown = -1, again = false;

  async function read() {
    const answer = await ask('GET', `/v1/sales/${desk.saleId}/history`).catch(() => null);
    timer = 0;
    if (answer?.ok) show(answer.body.acts);
    if (again) { again = false; look(); }
  }

  function look() {
    if (timer) again = true; else timer = setTimeout(read, pauseMs);
  }

  function show(acts) {
    for (const act of settle(desk.saleId, acts)) {
      announce(say('doneAfterAll', { act: act.words }));
      onSettled(act);
    }
    const last = acts.length ? acts[acts.length - 1].sequence : 0;
    if (last === shown) return;
    shown = last;
    byId('no-acts').hidden = acts.length > 0;
    byId('acts').replaceChildren(...acts.slice(-mostShown).reverse().map(act => lineOf(act, desk.sale())));
  }

  read();
  return { look };
}

function lineOf(act, sale) {
  const today = new Date(act.at).toDateString() === new Date().toDateString();
  return make('li', { 'data-act': act.act },
    make('time', { dateTime: act.at }, today ? clockOf(act.at) : timeOf(act.at)),
    make('span', {}, wordsOf(act, sale)),
    make('small', { className: 'soft' }, act.by === 'clock' ? say('byClock') : act.by));
}

/** Old → new, where the shop says what was before. */
function wordsOf(act, sale) {
  const title = sale.items.find(item => item.sku === act.sku)?.title ?? act.sku ?? '';
  const key = `did ${act.act}`;
  if (!knows(key)) return [act.act, title].filter(Boolean).join(' ');
  const fields = (act.fields ?? []).map(field => say(labels[field] ?? field));
  return [say(key, { title, what: whatOf(act, sale) }), ...fields].join(' · ');
}

function whatOf(act, sale) {
  const [now, written] = act.act === 'price' ? [act.price, value => money(value, sale)]
    : act.act === 'limit' ? [act.limitPerBuyer, number] : [null, null];
  if (written) return act.before === undefined ? written(now) : `${written(act.before)} → ${written(now)}`;
  const quantity = act.quantity ?? act.stock ?? 0;
  return `${quantity < 0 ? '−' : '+'}${number(Math.abs(quantity))}`;
}
