// What the orders of a sale come to, by channel: counted from the list of orders, page by page, because no figure of
// the shop says it. A page is 1,000 orders and keeps only its sums, so 100,000 orders are 100 small records here. New
// orders come at the end, so mostly the last page is read again; older ones are read again in turn, those that still
// have unpaid orders first, since payments and cancellations change them.

import { ask } from './host-api.js';
import { sleep } from './requests.js';

const pageSize = 1000;
const restMs = { first: 50, tail: 1000, older: 3000, nothing: 700 };

/** Money that an order brought, and that it may still bring; minor units. Refunds are taken off. */
export function worthOf(order) {
  const back = order.items.reduce((sum, line) => sum + (line.refunded ?? 0) * line.unitPrice, 0);
  return {
    paid: order.status === 'CONFIRMED' ? order.total - back : 0,
    unpaid: order.status === 'HELD' ? order.total : 0,
  };
}

function sumsOf(orders) {
  const channels = new Map();
  for (const order of orders) {
    const name = order.channel ?? '';
    const sums = channels.get(name) ?? { orders: 0, paid: 0, unpaid: 0 };
    const { paid, unpaid } = worthOf(order);
    channels.set(name, { orders: sums.orders + 1, paid: sums.paid + paid, unpaid: sums.unpaid + unpaid });
  }
  return channels;
}

/** Adds up pages; returns { orders, paid, unpaid, channels: [[name, sums]], the best first }. */
export function addUp(pages) {
  const total = { orders: 0, paid: 0, unpaid: 0 }, channels = new Map();
  for (const page of pages) {
    for (const [name, sums] of page.channels) {
      const all = channels.get(name) ?? { orders: 0, paid: 0, unpaid: 0 };
      for (const key of Object.keys(total)) { all[key] += sums[key]; total[key] += sums[key]; }
      channels.set(name, all);
    }
  }
  const best = [...channels].sort(([, a], [, b]) => b.paid + b.unpaid - a.paid - a.unpaid);
  return { ...total, channels: best };
}

const unread = after => ({ after, channels: new Map(), read: false, stale: true });

/** onCount({ …sums, complete, at, latest }) after each page; wanted(): whether anybody looks. Returns { stir() }. */
export function tallyOf(saleId, wanted, onCount) {
  const pages = [unread(null)];
  let stopped = false, turn = 0;

  function next() {
    const last = pages[pages.length - 1];
    if (last.stale) return [last, last.read ? 'tail' : 'first'];
    const stale = pages.filter(page => page.stale);
    const due = stale.filter(page => page.hasUnpaid);
    const first = due.length ? due : stale;
    return first.length ? [first[turn++ % first.length], 'older'] : [null, 'nothing'];
  }

  async function read(page) {
    const after = page.after === null ? '' : `&after=${encodeURIComponent(page.after)}`;
    page.stale = false;
    const answer = await ask('GET', `/v1/sales/${saleId}/orders?limit=${pageSize}${after}`).catch(() => null);
    if (!answer?.ok) {
      page.stale = true;
      stopped = [401, 404, 405].includes(answer?.status);
      return;
    }
    page.channels = sumsOf(answer.body.orders);
    page.hasUnpaid = answer.body.orders.some(order => order.status === 'HELD');
    page.read = true;
    const isLast = page === pages[pages.length - 1];
    if (isLast && answer.body.next) pages.push(unread(answer.body.next));
    const complete = pages[pages.length - 1].read;
    onCount({ ...addUp(pages), complete, at: Date.now(), latest: isLast ? answer.body.orders.slice(-20) : [] });
  }

  (async () => {
    while (!stopped) {
      const [page, pace] = wanted() ? next() : [null, 'nothing'];
      if (page) await read(page);
      await sleep(restMs[pace]);
    }
  })();
  return { stir() { for (const page of pages) page.stale = true; } };
}
