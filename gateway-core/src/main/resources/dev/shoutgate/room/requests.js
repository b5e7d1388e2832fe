// One request to the shop and its answer, and how long to wait before the next. Nothing here writes to the document.

export const sleep = ms => new Promise(done => setTimeout(done, ms));
export const jitter = ms => ms * (0.7 + 0.6 * Math.random());
// Not randomUUID: browsers give that to https and localhost only, and a page may be opened over a shop's own network.
export const randomId = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), b => b.toString(16).padStart(2, '0')).join('');

/** One request, one answer; throws where no answer came that could be understood. */
export async function send(method, path, { headers, key, pass, body, limitMs }) {
  const sent = { ...headers };
  if (key) sent['Idempotency-Key'] = key;
  if (pass) sent['Sale-Pass'] = pass;
  if (body) sent['Content-Type'] = 'application/json';
  // Not AbortSignal.timeout: the browsers inside older apps do not have it.
  const abort = new AbortController();
  const limit = setTimeout(() => abort.abort(), limitMs);
  try {
    return await answerOf(await fetch(path, {
      method, headers: sent, body: body && JSON.stringify(body), cache: 'no-store', signal: abort.signal,
    }));
  } finally {
    clearTimeout(limit);
  }
}

/** What the shop said: the body of a yes, or the problem. */
export async function answerOf(response) {
  const text = await response.text();
  return {
    ok: response.ok, status: response.status, body: response.ok ? JSON.parse(text) : problemIn(text),
    replayed: response.headers.get('Idempotent-Replayed') === 'true',
    retryAfterMs: 1000 * (Number(response.headers.get('Retry-After')) || 0),
  };
}

function problemIn(text) {
  try { return JSON.parse(text) ?? {}; } catch { return {}; } // A proxy in between answers in its own words.
}

/** Never sooner than the shop asked for, and spread out, so that a crowd does not come back as one. */
export function backoffMs(attempt, answer) {
  return (answer?.retryAfterMs ?? 0) + jitter(Math.min(8000, 250 * 2 ** attempt));
}
