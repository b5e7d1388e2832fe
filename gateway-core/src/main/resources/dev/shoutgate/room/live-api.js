// What the page and the shop say to each other, and who, where and when. Nothing here writes to the document.

import { backoffMs, jitter, randomId, send, sleep } from './requests.js';
import { thisBrowser, thisTab } from './storage.js';

export const saleId = location.pathname.split('/')[2] ?? ''; // as it stands in the address, so escaped for a path
export const channel = new URLSearchParams(location.search).get('channel');

// A shop with tokens opens the page with #token=… behind the address, which no server and no log ever sees. It stays in
// this tab, and leaves the address, which people pass on.
const given = new URLSearchParams(location.hash.slice(1)).get('token');
if (given) {
  thisTab.set('shoutgate.token', given);
  history.replaceState(null, '', location.pathname + location.search);
}
const token = thisTab.get('shoutgate.token');

/** Whose token it is, to be shown; only the shop can say whether it is true. */
function buyerOf(jwt) {
  try {
    return JSON.parse(atob(jwt.split('.')[1].replace(/-/g, '+').replace(/_/g, '/'))).sub;
  } catch { return '?'; }
}

// Without tokens a trusted proxy sets X-Buyer-Id from the login, and replaces whatever a page sends.
export const newBuyer = () => `b-${randomId().slice(0, 10)}`;
export const buyer = token ? buyerOf(token) : thisBrowser.get('shoutgate.buyer') ?? newBuyer();
if (!token) thisBrowser.set('shoutgate.buyer', buyer);
export const mayBeAnyone = !token;
const identity = token ? { Authorization: `Bearer ${token}` } : { 'X-Buyer-Id': buyer };

export function becomeBuyer(id) {
  thisBrowser.set('shoutgate.buyer', id);
  location.reload(); // A fresh page: nothing of the one buyer is left on the screen of the other.
}

/** The shop's time in milliseconds. The phone's own clock may be minutes off, so only its pace is trusted. */
export const clock = {
  offset: Date.now() - performance.now(),
  correctedAt: -Infinity,
  now() { return performance.now() + this.offset; },
  /** A time that the shop has just said; it spent an unknown while on the way. */
  hear(iso) { if (this.correctedAt === -Infinity) this.offset = Date.parse(iso) - performance.now(); },
  async correct() {
    if (performance.now() - this.correctedAt < 60000) return;
    this.correctedAt = performance.now();
    let best = Infinity;
    for (let i = 0; i < 3; i++) {
      const sent = performance.now();
      const answer = await ask('GET', '/v1/time').catch(() => null);
      const trip = performance.now() - sent;
      if (!answer?.ok) return;
      if (trip >= best) continue;
      best = trip; // The shortest trip has the least doubt about when in it the shop looked at its clock.
      this.offset = Date.parse(answer.body.now) - (sent + trip / 2);
    }
  },
};

const listeners = [];
/** Calls back whenever the shop itself answered something: it is there. */
export const whenHeard = listener => listeners.push(listener);

/** One request, one answer; throws where no answer came that could be understood. */
export async function ask(method, path, { key, pass, body } = {}) {
  const answer = await send(method, path, { headers: identity, key, pass, body, limitMs: 5000 });
  if (answer.ok || answer.body.code && answer.status < 500) for (const listener of listeners) listener();
  return answer;
}

export const undecided = status => [408, 429, 502, 503, 504].includes(status);

let wake = () => {};
whenHeard(() => wake());

/** Waits, but where the shop did not answer at all no longer than until it answers something else. */
function pause(ms, answer) {
  return answer ? sleep(ms) : Promise.race([sleep(ms), new Promise(done => { wake = done; })]);
}

/**
 * Repeats a request until its answer is the truth; after a minute returns what there is (null: never an answer).
 * `onWait` hears until when it waits, by the page's own clock.
 */
export async function insist(send, onWait) {
  const until = performance.now() + 60000;
  for (let attempt = 1; ; attempt++) {
    const answer = await send().catch(() => null);
    const early = answer?.body.code === 'sale-not-open'
      && Math.abs(Date.parse(answer.body.opensAt) - clock.now()) < 3000;
    if (answer && !early && !undecided(answer.status)) return answer;
    const waitMs = early ? jitter(300) : backoffMs(attempt, answer);
    if (performance.now() + waitMs > until) return answer;
    onWait(clock.now() + waitMs);
    await pause(waitMs, answer);
  }
}
