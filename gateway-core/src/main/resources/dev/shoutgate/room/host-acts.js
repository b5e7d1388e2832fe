// One press is one act. Its key lives in this tab from the press until the shop has told the truth about it, so a
// request whose answer was lost is repeated with the same key, also after a reload, and counts once.

import { ask, insist, undecided } from './host-api.js';
import { announce, showNote } from './host-dom.js';
import { reason, say } from './host-words.js';
import { randomId, sleep } from './requests.js';
import { thisTab } from './storage.js';

// A second tap within this time belongs to the first: a double tap takes up to half a second.
const settleMs = 700;
const shownMs = 8000;
const nameOf = (saleId, act) => `shoutgate.act ${saleId} ${act}`;

/** PUT and PATCH say how it shall be, so they need no key and may come twice. */
function intentFor(name, request) {
  if (request.method !== 'POST') return request;
  const kept = thisTab.get(name);
  if (kept) return kept;
  const intent = { ...request, key: randomId(), at: Date.now() };
  thisTab.set(name, intent);
  return intent;
}

/**
 * Does it, and says beside the button how it goes. The name tells acts of a sale apart: while one is without an
 * answer, the same one again is the same act. onAnswer is told of the answer at once; the button is free again, and
 * this returns, a moment later. Returns null where the button was busy or no answer came.
 */
export async function perform({ saleId, name, words, method = 'POST', path, body, button, note, onAnswer = () => {} }) {
  if (button.ariaBusy === 'true') return null;
  button.ariaBusy = 'true'; // Not disabled: the focus would be lost.
  const pressedAt = performance.now();
  const kept = nameOf(saleId, name);
  const intent = intentFor(kept, { method, path, body, words });
  showNote(note, say('sending', { act: words }));
  const answer = await insist(() => ask(intent.method, intent.path, intent),
    waitMs => showNote(note, say('waiting', { act: words, n: Math.ceil(waitMs / 1000) }), 'warn'));
  const known = answer && !undecided(answer.status);
  if (known) thisTab.drop(kept);
  button.classList.toggle('unsure', !known && method === 'POST');
  onAnswer(answer);
  tell(note, words, known ? answer : null);
  await sleep(settleMs - (performance.now() - pressedAt));
  button.ariaBusy = 'false';
  return answer;
}

function tell(note, words, answer) {
  const good = answer?.ok;
  const text = !answer ? say('unsure', { act: words })
    : good ? say('done', { act: words }) : say('refused', { act: words, why: whyNot(answer) });
  showNote(note, text, !answer ? 'warn' : good ? 'good' : 'bad');
  announce(text);
  if (good) setTimeout(() => { if (note.textContent === text) showNote(note, ''); }, shownMs);
}

/** With what is wrong in each field, where the shop says so. */
export const whyNot = (answer, errors = answer?.body.errors ?? []) =>
  [reason(answer), ...errors.map(error => `${error.pointer} ${error.detail}`.trim())].join(' ');

/** What this tab does not know the outcome of: [{ name, words, key, … }]. */
export function unanswered(saleId) {
  const prefix = nameOf(saleId, '');
  return thisTab.names(Object.keys).filter(name => name.startsWith(prefix))
    .map(name => ({ ...thisTab.get(name), name: name.slice(prefix.length) }));
}

/** The history has it: so it was done, though nobody heard the answer. */
export function settle(saleId, acts) {
  const keys = new Set(acts.map(act => act.idempotencyKey));
  const settled = unanswered(saleId).filter(intent => keys.has(intent.key));
  for (const intent of settled) thisTab.drop(nameOf(saleId, intent.name));
  return settled;
}
