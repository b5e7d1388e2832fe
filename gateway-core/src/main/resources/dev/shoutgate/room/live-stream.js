// How the page hears of the sale: by a stream of events, by another tab that has one, or by asking again and again.
//
// A browser has six connections to a shop for all its tabs together, and a stream keeps one. So the tabs of a sale elect
// one that listens for all (a Web Lock says who; it passes on when that tab goes), and only few sales have streams.
import { ask, clock, saleId, whenHeard } from './live-api.js';
import { state } from './live-state.js';
import { backoffMs, jitter, sleep } from './requests.js';

const EVENTS = `/v1/sales/${saleId}/events`;
const STREAMS = 3; // of one browser; the other connections are for presses
const SILENT_MS = 5000; // after this long without a word, a tab asks the one that listens whether it still does
const DEAF_MS = 4000; // and after this long without an answer it takes over

let show = () => {};
let showAway = () => {};

/** Calls onView with every view of the sale, and onAway whenever that changes: null, or { answer, againAt }. */
export function watchSale(onView, onAway) {
  show = onView;
  showAway = onAway;
  if (navigator.locks && window.BroadcastChannel && window.EventSource) shareWithTabs();
  else listen({ streams: false, tell: () => {} });
}

// ---- Between the tabs ---------------------------------------------------------------------------------------------

function shareWithTabs() {
  const name = `shoutgate ${saleId}`;
  const tabs = new BroadcastChannel(name);
  let ears = null; // where this tab is the one that listens
  let heardAt = performance.now();
  let askedAt = 0;

  // Whoever holds the lock listens. It goes with its tab, or when another tab finds this one deaf (frozen) and steals.
  function queue(options) {
    let own = null;
    navigator.locks.request(name, options, () => new Promise(() => {
      own = ears = listen({ streams: true, tell: word => tabs.postMessage(word) });
    })).catch(() => {
      if (!own) return listen({ streams: false, tell: () => {} }); // no locks in here, after all
      own.stop();
      if (ears === own) ears = null;
      return queue({});
    });
  }
  function askTabs() {
    askedAt = performance.now();
    tabs.postMessage({ ask: true });
  }
  tabs.addEventListener('message', ({ data }) => {
    if (data.ask) {
      if (ears) tabs.postMessage({ view: state.sale, away: state.away });
      return;
    }
    heardAt = performance.now();
    askedAt = 0;
    if ('away' in data) showAway(data.away);
    if (data.view) show(data.view);
  });
  function check() {
    if (ears || document.hidden) return;
    const now = performance.now();
    if (askedAt && now - askedAt > DEAF_MS) {
      askedAt = 0;
      heardAt = now;
      queue({ steal: true });
    } else if (!askedAt && now - heardAt > SILENT_MS) {
      askTabs();
    }
  }
  queue({});
  askTabs();
  setInterval(check, 500);
}

/** Takes one of the few places for streams that a browser has, for as long as `hold` takes; false: all are taken. */
async function inAPlace(hold) {
  for (let i = 0; i < STREAMS; i++) {
    const took = await navigator.locks.request(`shoutgate stream ${i}`, { ifAvailable: true }, async lock => {
      if (lock) await hold();
      return Boolean(lock);
    });
    if (took) return true;
  }
  return false;
}

// ---- To the shop --------------------------------------------------------------------------------------------------

/** Listens until it is stopped, and tells the other tabs. `streams`: whether it may open one. */
function listen({ streams, tell }) {
  let stopped = false;
  let streaming = false;
  let wake = () => {};
  const view = sale => { show(sale); tell({ view: sale, away: null }); };
  const away = what => { showAway(what); tell({ away: what }); };

  /** Resolves when the stream is over: true where it said all that there was to say. */
  function stream() {
    return new Promise(end => {
      const source = new EventSource(EVENTS);
      streaming = true;
      const close = over => { streaming = false; source.close(); end(over); };
      source.addEventListener('sale', event => {
        away(null);
        view(JSON.parse(event.data));
        if (state.sale.status === 'CLOSED') close(true);
      });
      source.addEventListener('stock', event => view(merged(state.sale, JSON.parse(event.data))));
      // By itself it comes back from a broken line, but not from a 503. So it never does, and this page says when.
      source.addEventListener('error', () => close(false));
      wake = () => close(false);
    });
  }
  const pause = ms => new Promise(done => { wake = done; setTimeout(done, ms); });

  async function run() {
    let failures = 0;
    let streamAt = 0;
    while (!stopped) {
      if (streams && performance.now() >= streamAt) {
        const from = performance.now();
        const over = { yet: false };
        await inAPlace(async () => { over.yet = await stream(); });
        if (over.yet) return;
        // Of a stream that ended at once the shop has none to give now; it is asked in turns until then.
        streamAt = performance.now() + (performance.now() - from > 2000 ? 0 : jitter(10000));
        await sleep(jitter(200)); // a shop that goes down loses all its streams at once, and all of them look
      }
      if (stopped) return;
      const answer = await ask('GET', `/v1/sales/${saleId}`).catch(() => null);
      if (stopped) return;
      failures = answer?.ok ? 0 : failures + 1;
      const waitMs = answer?.ok ? jitter(paceMs(answer.body)) : backoffMs(failures, answer);
      away(answer?.ok ? null : { answer, againAt: clock.now() + waitMs });
      if (answer?.ok) view(answer.body);
      if (answer?.ok && streams && answer.body.status === 'CLOSED') return;
      if (!answer?.ok || performance.now() < streamAt || !streams) await pause(waitMs);
    }
  }

  run();
  // Another request was answered, or the line is back: no reason to wait any longer.
  whenHeard(() => { if (state.away) wake(); });
  window.addEventListener('online', () => wake());
  document.addEventListener('visibilitychange', () => { if (!document.hidden && !streaming) wake(); });
  return { stop() { stopped = true; wake(); } };
}

/** The view with what changed; new objects, so that what was shown before can be compared. */
function merged(sale, { version, items }) {
  const changes = new Map(items.map(item => [item.sku, item]));
  return { ...sale, version, items: sale.items.map(item => ({ ...item, ...changes.get(item.sku) })) };
}

function paceMs(sale) {
  if (document.hidden || sale.status === 'CLOSED') return 12000;
  const toOpening = Date.parse(sale.opensAt) - clock.now(); // NaN, so never near, where the host opens it by hand
  return sale.status === 'SCHEDULED' && toOpening < 10000 && toOpening > -10000 ? 350 : 1000;
}
