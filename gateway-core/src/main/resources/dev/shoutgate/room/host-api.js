// What goes out to the shop and what comes back. Every request has the token of this tab, and nothing else knows it.

import { answerOf as read, backoffMs, send, sleep } from './requests.js';
import { thisTab } from './storage.js';

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
  return heard(await send(method, path, { headers: headers(), key, body, limitMs: 8000 }));
}

export const answerOf = async response => heard(await read(response));

function heard(answer) {
  if (answer.status === 401) refused();
  return answer;
}

/** Answers that say nothing about whether it was done; 500 too: it may have broken after. */
export const undecided = status => [408, 429, 500, 502, 503, 504].includes(status);

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
