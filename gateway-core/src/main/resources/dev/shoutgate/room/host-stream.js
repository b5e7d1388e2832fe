// What happens to a sale, as it happens. An EventSource cannot send a token, so the stream is read from a fetch;
// while it cannot be had, the sale is asked for now and then instead.

import { answerOf, ask, headers } from './host-api.js';
import { backoffMs, jitter } from './requests.js';

// The shop says something at least every 15 seconds.
const silentMs = 40000;
const pollMs = 2000;
// Orders of a sale that is closed are still paid, or run out.
const closedMs = 5000;

/** Calls onEvent(name, data) for each event of a text/event-stream, as its bytes come in; returns when they end. */
async function readEvents(response, onEvent, onBytes) {
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  for (let rest = ''; ;) {
    const { done, value } = await reader.read();
    if (done) return;
    onBytes();
    const blocks = (rest + decoder.decode(value, { stream: true })).split('\n\n');
    rest = blocks.pop();
    for (const block of blocks) dispatch(block, onEvent);
  }
}

function dispatch(block, onEvent) {
  let name = 'message';
  const data = [];
  for (const line of block.split('\n')) {
    if (line.startsWith('event:')) name = line.slice(6).trim();
    if (line.startsWith('data:')) data.push(line.slice(5).trimStart());
  }
  if (data.length) onEvent(name, JSON.parse(data.join('\n')));
}

/**
 * Watches a sale until stopped. on: { sale, stock, orders (each with its data), state ('live', 'polling' or 'away',
 * with the answer that says why) }. A tab that nobody sees and nobody hears lets go of its stream: a browser has six
 * connections for all its tabs. wanted() says whether this one is to go on.
 */
export function watch(saleId, wanted, on) {
  let abort = null, failures = 0, stopped = false, timer = 0, over = false;

  async function connect() {
    if (stopped || abort || !wanted()) return;
    abort = new AbortController();
    let alarm = 0;
    const heard = () => { clearTimeout(alarm); alarm = setTimeout(() => abort?.abort(), silentMs); };
    try {
      heard();
      const response = await fetch(`/v1/sales/${saleId}/events`,
        { headers: headers({ Accept: 'text/event-stream' }), cache: 'no-store', signal: abort.signal });
      if (response.ok) await readEvents(response, event, heard); else failed(await answerOf(response));
    } catch { /* No answer, or one that broke off: comes to the same as its end. */ }
    clearTimeout(alarm);
    abort = null;
    askAgain();
  }

  function event(name, data) {
    failures = 0;
    on.state('live');
    over = name === 'sale' && data.status === 'CLOSED';
    on[name]?.(data);
  }

  function failed(answer) {
    if (![401, 404].includes(answer.status)) return;
    stopped = true;
    on.state('away', answer);
  }

  /** Asks until a stream is there again; at once, for a shop that only restarted. What is closed has no stream. */
  async function askAgain() {
    clearTimeout(timer);
    if (stopped || !wanted()) return;
    failures++;
    const answer = await ask('GET', `/v1/sales/${saleId}`).catch(() => null);
    if (stopped) return;
    if (answer?.ok) on.sale(answer.body);
    if (answer?.ok && answer.body.status !== 'CLOSED') over = false;
    on.state(!answer?.ok ? 'away' : over ? 'live' : 'polling', answer);
    const waitMs = !answer?.ok ? backoffMs(failures, answer) : jitter(over ? closedMs : pollMs);
    timer = setTimeout(over ? askAgain : connect, waitMs);
  }

  function look() {
    if (!wanted()) abort?.abort(); else if (over) askAgain(); else connect();
  }
  document.addEventListener('visibilitychange', look);
  connect();
  return {
    look,
    stop() {
      stopped = true;
      document.removeEventListener('visibilitychange', look);
      clearTimeout(timer);
      abort?.abort();
    },
  };
}
