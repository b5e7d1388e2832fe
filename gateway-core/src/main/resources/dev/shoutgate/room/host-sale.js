// The page of one sale: console, board and history, all shown from one view that the events keep up to date.

import { byId, setText } from './dom.js';
import { boardOf } from './host-board.js';
import { consoleOf } from './host-console.js';
import { announce } from './host-dom.js';
import { historyOf } from './host-history.js';
import { itemRows } from './host-items.js';
import { watch } from './host-stream.js';
import { voiceOf } from './host-voice.js';
import { reason, say } from './host-words.js';

const views = ['console', 'board', 'history'];

/** Shows the sale of that id (as it stands in the address, so already escaped for a path) from now on. */
export function openSale(saleId, isWall) {
  let sale = null, parts = null, stream = null;
  document.body.classList.toggle('wall', isWall);
  // On a phone the board may be behind another part.
  const isSeen = () => !document.hidden && byId('board').offsetParent !== null;
  const desk = { saleId, sale: () => sale, take, isSeen };

  /** Answers and events may overtake each other: an older view changes nothing. */
  function take(view) {
    if (sale && sale.version > view.version) return;
    const before = sale;
    sale = view;
    parts ??= begin();
    if (before && before.status !== view.status) announce(say('nowIs', { status: say(view.status) }));
    showAll();
    parts.history.look();
  }

  function begin() {
    byId('sale').hidden = false;
    const voice = voiceOf(
      { button: byId('voice'), volume: byId('volume'), note: byId('voice-note'), spoken: byId('spoken') },
      () => sale, () => stream.look());
    const items = itemRows(byId('items'), desk);
    const history = historyOf(desk, act => items.settle(act));
    return { console: consoleOf(desk), items, board: boardOf(desk), history, voice };
  }

  function showAll() {
    parts.console.show(sale);
    parts.items.show(sale);
    parts.board.show(sale);
  }

  function change({ version, items }) {
    if (!sale || version <= sale.version) return;
    const changes = new Map(items.map(item => [item.sku, item]));
    sale = { ...sale, version, items: sale.items.map(item => ({ ...item, ...changes.get(item.sku) })) };
    parts.items.showSome(sale, changes);
    parts.board.show(sale);
    parts.board.stir();
    // Only what an operator did moves these; buyers move the rest.
    if (items.some(item => ['total', 'price', 'listPrice', 'status'].some(name => name in item))) parts.history.look();
  }

  function heard(orders) {
    if (!parts) return;
    parts.board.report(orders);
    parts.board.stir();
    parts.voice.hear(orders);
  }

  function showState(state, answer) {
    byId('link').className = `link ${state}`;
    setText(byId('link'), say(`link ${state}`));
    byId('trouble').hidden = state !== 'away';
    setText(byId('trouble'), state === 'away' ? `${reason(answer)} ${sale ? say('lastKnown') : ''}`.trim() : '');
  }

  stream = watch(saleId, () => !document.hidden || parts?.voice.isOn(),
    { sale: take, stock: change, orders: heard, state: showState });
  byId('find').addEventListener('input', event => parts?.items.filter(event.target.value));
  addEventListener('hashchange', showView);
  showView();
}

/** On a phone one part at a time; a desk has room for all, and the style sheet shows them. */
function showView() {
  const asked = location.hash.slice(1);
  const view = views.includes(asked) ? asked : 'console';
  document.body.dataset.view = view;
  for (const tab of byId('tabs').children) {
    if (tab.hash === `#${view}`) tab.setAttribute('aria-current', 'page'); else tab.removeAttribute('aria-current');
  }
}
