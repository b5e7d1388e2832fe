// One press on Buy, from the thumb to the shop's answer.
//
// An intent is one press and its key. It outlives a reload and is dropped only once the shop has told the truth about
// it, so whatever happens on the way, one press is at most one order.
import { ask, buyer, channel, clock, insist, saleId, undecided } from './live-api.js';
import { fetchOrder, remember } from './live-orders.js';
import { passNews, passText, withPass } from './live-pass.js';
import { countdown, reason, say } from './live-words.js';
import { randomId } from './requests.js';
import { thisTab } from './storage.js';

const FOLLOW_UP_MS = 120000;
const intentName = sku => `shoutgate.intent ${buyer} ${saleId} ${sku}`;

/** Whether a press of this item waits for the truth. */
export const isOpen = sku => thisTab.get(intentName(sku)) !== null;

/** Whether that press was made just now: a reload cut it off, and it is followed up without being asked. */
export const wasCutOff = sku => Date.now() - thisTab.get(intentName(sku))?.at < FOLLOW_UP_MS;

function intentFor(sku, quantity) {
  const kept = thisTab.get(intentName(sku));
  if (kept) return kept;
  const body = { items: [{ sku, quantity }], ...(channel && { channel }) };
  const intent = { key: randomId(), at: Date.now(), body };
  thisTab.set(intentName(sku), intent);
  return intent;
}

/** `note(text, tone, about)` writes beside the item; `about`: what makes it untrue, one of sale, stock, order. */
export async function press(sku, quantity, note) {
  const { key, body } = intentFor(sku, quantity);
  note(say('sending'));
  const news = passNews();
  if (news && !news.ready) note(passText);
  const answer = await insist(() => withPass(pass => ask('POST', `/v1/sales/${saleId}/orders`, { key, pass, body })),
    until => note(() => waiting(until)));
  if (answer && answer.status !== 500 && !undecided(answer.status)) thisTab.drop(intentName(sku));
  if (answer?.ok) {
    remember(answer.body);
    note(() => wonText(answer), 'good', 'order');
    if (navigator.vibrate) navigator.vibrate(60);
  } else {
    note(answer ? reason(answer) : say('unsure'), 'bad', aboutOf(answer));
    if (answer?.body.orderId) await leadToHold(answer.body.orderId, note);
  }
  return answer;
}

function waiting(until) {
  const seconds = Math.ceil((until - clock.now()) / 1000);
  return seconds > 0 ? say('waiting', { n: seconds }) : say('tryingNow');
}

function wonText({ body, replayed }) {
  if (replayed && body.status !== 'HELD') return say('wonAlready');
  return body.expiresAt ? say('won', { n: countdown(Date.parse(body.expiresAt) - clock.now()) }) : say('wonPaid');
}

function aboutOf(answer) {
  const code = answer?.body.code ?? '';
  if (code === 'sold-out') return 'stock';
  return code === 'limit-reached' ? 'order' : 'sale';
}

/** Where a limit is reached by the buyer's own hold, that order is where this buyer should go: to pay, or to cancel. */
async function leadToHold(orderId, note) {
  const answer = await fetchOrder(orderId);
  if (answer?.body.status !== 'HELD') return;
  note(say('limitHeld', { n: orderId }), 'bad', 'order');
}
