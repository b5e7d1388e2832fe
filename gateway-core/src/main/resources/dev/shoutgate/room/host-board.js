// The board: how the sale goes, for the host's second screen and for the wall. Figures of stock come with the events
// and are the shop's own; money is counted from the orders (host-tally.js), and says when.

import { byId, setText } from './dom.js';
import { make } from './host-dom.js';
import { money } from './host-money.js';
import { tallyOf } from './host-tally.js';
import { clockOf, number, say, sayOf } from './host-words.js';

const figures = ['sold', 'paid', 'left', 'held', 'unpaid', 'rate', 'orders', 'watchers'];
const mostChannels = 20;
const mostLatest = 20;
const minuteMs = 60000;
const metricsMs = 10000;

/** desk: { saleId, sale(), isSeen() }. Returns { show(sale), stir(), report(orders) }. */
export function boardOf(desk) {
  const nodes = Object.fromEntries(figures.map(name => [name, addFigure(name)]));
  const latest = new Map(); // order id -> order, oldest first
  const taken = []; // [at, how many], of the last minute
  let counted = null;

  /** The sheet makes a long amount smaller, so that it fits. */
  const set = (name, text) => { setText(nodes[name], text); nodes[name].style.setProperty('--length', text.length); };

  function show(sale) {
    const sum = name => sale.items.reduce((all, item) => all + item[name], 0);
    set('sold', number(sum('sold')));
    set('left', number(sum('available')));
    set('held', number(sum('held')));
  }

  function count(sums) {
    counted = sums;
    remember(sums.latest);
    set('orders', number(sums.orders));
    set('paid', money(sums.paid, desk.sale()));
    set('unpaid', money(sums.unpaid, desk.sale()));
    showChannels(sums, desk.sale());
  }

  /** The newest state of each; those of before are let go. */
  function remember(orders) {
    for (const order of orders) latest.set(order.orderId, order);
    const byAge = (a, b) => b.createdAt.localeCompare(a.createdAt) || b.sequence - a.sequence;
    const newest = [...latest.values()].sort(byAge);
    for (const order of newest.slice(mostLatest)) latest.delete(order.orderId);
    showLatest(newest.slice(0, mostLatest), desk.sale());
  }

  function report(orders) {
    if (orders.taken) taken.push([performance.now(), orders.taken]);
    remember(orders.latest ?? []);
    tick();
  }

  function tick() {
    while (taken.length && performance.now() - taken[0][0] > minuteMs) taken.shift();
    set('rate', number(taken.reduce((all, [, n]) => all + n, 0)));
  }

  const tally = tallyOf(desk.saleId, desk.isSeen, count);
  tick();
  setInterval(tick, 1000);
  watchWatchers(desk, nodes.watchers);
  return { show, report, stir: () => tally.stir(), counted: () => counted };
}

function addFigure(name) {
  const value = make('strong', { 'data-figure': name }, '–');
  byId('figures').append(make('div', { className: `figure ${name}` }, make('span', {}, say(`figure ${name}`)), value));
  return value;
}

function showChannels({ channels, orders, complete, at }, sale) {
  const rows = channels.slice(0, mostChannels).map(([name, sums]) => make('tr', {},
    make('th', { scope: 'row' }, name || say('noChannel')), make('td', {}, number(sums.orders)),
    make('td', {}, money(sums.paid, sale)), make('td', {}, money(sums.unpaid, sale))));
  byId('channels').tBodies[0].replaceChildren(...rows);
  const others = channels.length > mostChannels ? sayOf('otherChannels', channels.length - mostChannels) : '';
  const counted = sayOf(complete ? 'counted' : 'counting', orders, { at: clockOf(at) });
  setText(byId('channels-note'), `${counted} ${others}`.trim());
}

function showLatest(orders, sale) {
  byId('no-orders').hidden = orders.length > 0;
  byId('latest').replaceChildren(...orders.map(order => make('li', { 'data-order': order.orderId },
    make('time', { dateTime: order.createdAt }, clockOf(order.createdAt)),
    make('span', { className: 'what' }, order.items.map(whatOf).join(', ')),
    make('span', { className: 'soft' }, order.channel ?? ''),
    make('strong', {}, money(order.total, sale)),
    make('span', { className: `pill ${order.status.toLowerCase()}` }, say(`order ${order.status}`)))));
}

const whatOf = line => `${line.title ?? line.sku} × ${number(line.quantity)}`;

/** The shop counts watchers of all its sales in one figure; the page says so. */
async function watchWatchers(desk, node) {
  for (;;) {
    if (desk.isSeen()) {
      const text = await fetch('/metrics', { cache: 'no-store' }).then(answer => answer.text()).catch(() => '');
      const found = /^shoutgate_live_watchers (\S+)$/m.exec(text);
      setText(node, found ? number(Number(found[1])) : '–');
    }
    await new Promise(done => setTimeout(done, metricsMs));
  }
}

