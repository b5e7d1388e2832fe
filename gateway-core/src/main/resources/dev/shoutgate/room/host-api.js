// What goes out to the shop and what comes back. Every request has the token of this tab, and nothing else knows it.

import { jitter, sleep, thisTab } from './host-dom.js';

const tokenName = 'shoutgate.token';
export const token = {
  get: () => thisTab.get(tokenName),
  set: value => thisTab.set(tokenName, value),
  forget: () => thisTab.drop(tokenName),
};
/** What may stand in a header. */
export const looksLikeAToken = text => /^[!-~]+$/.test(text);

let refused = () => {};
/** Who is told that the shop does not know the token. */
export const onRefused = listener => { refused = listener; };

export const headers = more => ({ Authorization: `Bearer ${token.get()}`, ...more });

/** One request, one answer; throws where no answer came that could be understood. */
export async function ask(method, path, { key, body } = {}) {
  const sent = headers({ ...(key && { 'Idempotency-Key': key }), ...(body && { 'Content-Type': 'application/json' }) });
  // Not AbortSignal.timeout: older browsers do not have it.
  const abort = new AbortController();
  const limit = setTimeout(() => abort.abort(), 8000);
  try {
    const response = await fetch(path, {
      method, headers: sent, body: body && JSON.stringify(body), cache: 'no-store', signal: abort.signal,
    });
    return await answerOf(response);
  } finally {
    clearTimeout(limit);
  }
}

export async function answerOf(response) {
  const text = await response.text();
  if (response.status === 401) refused();
  return {
    ok: response.ok, status: response.status, body: response.ok ? JSON.parse(text) : problemIn(text),
    replayed: response.headers.get('Idempotent-Replayed') === 'true',
    retryAfterMs: 1000 * (Number(response.headers.get('Retry-After')) || 0),
  };
}

function problemIn(text) {
  try { return JSON.parse(text) ?? {}; } catch { return {}; } // A proxy in between answers in its own words.
}

/** Answers that say nothing about whether it was done; 500 too: it may have broken after. */
export const undecided = status => [408, 429, 500, 502, 503, 504].includes(status);

/** Never sooner than the shop asked for, and spread out, so that not all desks come back as one. */
export const backoffMs = (attempt, answer) =>
  (answer?.retryAfterMs ?? 0) + jitter(Math.min(8000, 250 * 2 ** Math.min(attempt, 6)));

/** Repeats a request until its answer is the truth; after a minute returns what there is (null: never an answer). */
export async function insist(send, onWait = () => {}) {
  const until = performance.now() + 60000;
  for (let attempt = 1; ; attempt++) {
    const answer = await send().catch(() => null);
    if (answer && !undecided(answer.status)) return answer;
    const waitMs = backoffMs(attempt, answer);
    if (performance.now() + waitMs > until) return answer;
    onWait(waitMs);
    await sleep(waitMs);
  }
}
