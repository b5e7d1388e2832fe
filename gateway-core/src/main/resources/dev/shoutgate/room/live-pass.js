// A pass, where the sale wants one. It is made while the countdown runs, so that no press has to wait for it.
import { ask, buyer, clock, insist, saleId } from './live-api.js';
import { state } from './live-state.js';
import { say } from './live-words.js';
import { jitter, sleep } from './requests.js';
import { thisTab } from './storage.js';

const PATH = `/v1/sales/${saleId}/pass`;
const NAME = `shoutgate.pass ${buyer} ${saleId}`;
const TRIES = 3;

let making = null; // the one pass that is being made
let readyAt = null; // by the page's own clock, as far as that can be known
let planned = false;
let waited = false;

const kept = () => {
  const pass = thisTab.get(NAME);
  return pass && Date.parse(pass.expiresAt) > clock.now() ? pass.pass : null;
};

/** What is known of it: null where the sale wants none. */
export const passNews = () => (state.sale?.pass === 'required' ? { ready: Boolean(kept()) } : null);

/** How far it is; empty where there is nothing to be said. */
export function passText() {
  if (!passNews()) return '';
  if (passNews().ready) return say('passReady');
  if (!making) return '';
  return readyAt ? say('passIn', { n: Math.max(1, Math.ceil((readyAt - clock.now()) / 1000)) }) : say('passAsked');
}

/** Sees to it that there is one by the time that the sale opens. */
export async function prepare() {
  const { sale } = state;
  if (sale.pass !== 'required' || planned || kept() || sale.status === 'CLOSED') return;
  const windowMs = 1000 * sale.passOpensSeconds;
  const leftMs = Date.parse(sale.opensAt) - clock.now(); // NaN where the host opens it by hand
  if (sale.status === 'SCHEDULED' && !(leftMs < windowMs)) {
    waited = true;
    return;
  }
  planned = true;
  // All who were there before passes are given would ask in the same moment.
  await sleep(Math.random() * (waited && leftMs > 0 ? leftMs / 2 : 0));
  await pass().catch(() => null); // whoever presses tries again
  if (kept()) return;
  await sleep(jitter(5000));
  planned = false;
}

/** One that can be used, or the shop's answer that there is none; never two at a time. */
async function pass() {
  if (kept()) return { pass: kept() };
  making = making ?? make().finally(() => { making = readyAt = null; });
  return making;
}

async function make() {
  const task = await insist(() => ask('GET', PATH), () => {});
  if (!task?.ok) return task;
  const solution = await solved(task.body);
  const { challenge } = task.body;
  const given = await insist(() => ask('POST', PATH, { body: { challenge, solution } }), () => {});
  if (!given?.ok) return given;
  thisTab.set(NAME, given.body);
  return given.body;
}

function solved({ challenge, difficulty }) {
  return new Promise((done, failed) => {
    const worker = new Worker('/assets/pass-worker.js');
    const began = clock.now();
    const end = () => worker.terminate();
    worker.onerror = () => { end(); failed(new Error('the worker could not be started')); };
    worker.onmessage = ({ data }) => {
      if (data.solution) { end(); done(data.solution); } else readyAt = began + data;
    };
    worker.postMessage({ challenge, difficulty });
  });
}

/** Sends a press with a pass where the sale wants one, and with another where the shop takes that one no more. */
export async function withPass(post) {
  if (state.sale?.pass !== 'required') return post();
  for (let left = TRIES; ; left--) {
    const got = await pass();
    if (!got?.pass) return got;
    const answer = await post(got.pass);
    const refused = answer.body.code === 'not-eligible';
    // A press that was sent before has used the pass of then, and not this one.
    if (refused || answer.ok && !answer.replayed) thisTab.drop(NAME);
    if (!refused || left === 1) return answer;
  }
}
