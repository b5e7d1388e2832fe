// The live room's page. What the shop says comes in at one place (live-stream.js), a press goes out at one place
// (live-press.js). Texts from the shop are set as text, never as markup.
import { byId, setText } from './dom.js';
import { becomeBuyer, buyer, clock, mayBeAnyone, newBuyer } from './live-api.js';
import { findItems, phaseOf, showItems, tickItems } from './live-items.js';
import { tellNews } from './live-news.js';
import { loadOrders, tickOrders } from './live-orders.js';
import { prepare } from './live-pass.js';
import { announce, showOrHide, state } from './live-state.js';
import { watchSale } from './live-stream.js';
import { countdown, lang, reason, say } from './live-words.js';

// ---- The stage ------------------------------------------------------------------------------------------------------

function showSale(view) {
  const before = state.sale;
  if (before && view.version < before.version && view.status === before.status) return; // an answer that was overtaken
  clock.hear(view.now);
  state.sale = view;
  state.unknown = false;
  showUnknown();
  document.title = `${view.title} · Shoutgate`;
  setText(byId('title'), view.title);
  setText(byId('merchant'), view.merchant);
  showOrHide(byId('notice-text'), view.notice ?? '');
  byId('notice').hidden = !view.notice;
  showItems(view);
  if (before) tellNews(before, view); else begin();
  tick();
}

/** Once there is something to see: what can wait until then. */
function begin() {
  loadOrders();
  clock.correct();
}

function showClock() {
  const { sale } = state;
  const toOpening = Date.parse(sale.opensAt) - clock.now();
  const toClosing = Date.parse(sale.closesAt) - clock.now();
  const phase = state.away ? 'AWAY' : phaseOf(sale);
  const [label, ms] = {
    AWAY: ['lastKnown'],
    SCHEDULED: toOpening > 0 ? ['opensIn', toOpening] : [sale.opensAt ? 'opening' : 'opensByHost'],
    OPEN: toClosing > 0 ? ['closesIn', toClosing] : ['openNow'],
    PAUSED: ['paused'], CLOSED: ['closed'],
  }[phase];
  setText(byId('clock-label'), say(label));
  setText(byId('clock'), ms ? countdown(ms) : '');
  setText(byId('phase'), say(phase));
  document.body.dataset.phase = phase;
  const last = phase === 'SCHEDULED' && toOpening > 0 && toOpening <= 3000;
  showOrHide(byId('big-clock'), last ? String(Math.ceil(toOpening / 1000)) : '');
}

function showAway(away) {
  if (away?.answer?.status === 404 && !state.sale) {
    state.unknown = true;
    showUnknown();
    return;
  }
  const was = state.away;
  state.away = away;
  if (was && !away) {
    announce(say('newsHere'));
    loadOrders(); // what happened meanwhile
  }
  if (away && !was) announce(troubleText().text);
  tick();
}

function troubleText() {
  const { answer, againAt } = state.away;
  const seconds = Math.ceil((againAt - clock.now()) / 1000);
  return {
    text: answer ? reason(answer) : say('away'),
    again: seconds > 0 ? say('againIn', { n: seconds }) : say('againNow'),
  };
}

function showTrouble() {
  byId('trouble').hidden = !state.away;
  if (!state.away) return;
  const { text, again } = troubleText();
  setText(byId('trouble-text'), text);
  setText(byId('trouble-again'), again);
}

function showUnknown() {
  byId('nowhere').hidden = !state.unknown;
  byId('room').hidden = byId('stage').hidden = state.unknown;
  if (state.unknown) document.title = `${say('saleNotHere')} · Shoutgate`;
}

function tick() {
  showTrouble();
  if (!state.sale) return;
  showClock();
  tickItems();
  prepare();
  tickOrders();
}

// ---- Start ----------------------------------------------------------------------------------------------------------

document.documentElement.lang = lang;
for (const node of document.querySelectorAll('[data-say]')) setText(node, say(node.dataset.say));
byId('find').placeholder = say('find');
byId('find').addEventListener('input', () => findItems(byId('find').value));
setText(byId('phase'), say('loading'));
setText(byId('buyer-shown'), buyer);
byId('buyer-field').value = buyer;
byId('buyer-form').hidden = !mayBeAnyone;
byId('buyer-form').addEventListener('submit', event => {
  event.preventDefault();
  becomeBuyer(byId('buyer-field').value);
});
byId('buyer-other').addEventListener('click', () => becomeBuyer(newBuyer()));

function comeBack() {
  if (document.hidden || !state.sale) return;
  clock.correct();
  loadOrders(); // paid meanwhile, perhaps, on the page of the checkout
}
document.addEventListener('visibilitychange', comeBack);
window.addEventListener('pageshow', event => { if (event.persisted) comeBack(); });
watchSale(showSale, showAway);
setInterval(tick, 200);
