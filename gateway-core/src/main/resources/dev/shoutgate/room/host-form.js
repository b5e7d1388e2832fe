// A new sale in a form: prices as people write them, times of this place, and the shop's objections at their fields.

import { byId } from './dom.js';
import { whyNot } from './host-acts.js';
import { ask, insist } from './host-api.js';
import { make, showNote } from './host-dom.js';
import { fieldsIn } from './host-fields.js';
import { itemForms } from './host-form-items.js';
import { moneyOf, specsOfSale, withoutNothing } from './host-specs.js';
import { locale, reason, say } from './host-words.js';

/** The shop wrote the currencies that it knows, and how many digits each has, into the page. */
function currencyList() {
  const select = byId('currencies').content.firstElementChild.cloneNode(true);
  const names = new Intl.DisplayNames([locale], { type: 'currency', fallback: 'none' });
  for (const option of select.options) {
    option.textContent = [option.value, names.of(option.value)].filter(Boolean).join(' · ');
  }
  select.value = 'CNY';
  return select;
}

/** Such as sale-1128-2000: unlike those of before, and easy to say on the phone. */
function freshId() {
  const two = n => String(n).padStart(2, '0'), now = new Date();
  return `sale-${two(now.getMonth() + 1)}${two(now.getDate())}-${two(now.getHours())}${two(now.getMinutes())}`;
}

/** Returns { offer(sales) }: sales to copy from. */
export function openForm() {
  const select = currencyList();
  const exponent = () => Number(select.selectedOptions[0].dataset.exponent);
  const of = moneyOf(() => ({ currency: select.value, currencyExponent: exponent() }));
  const sale = fieldsIn(byId('sale-fields'), specsOfSale(select), of);
  const items = itemForms(byId('item-fields'), of);
  const sent = { saleId: null };
  sale.byName('saleId').set(freshId());
  items.add();
  select.addEventListener('change', () => items.hint());
  byId('one-more').addEventListener('click', () => items.add().focus());
  byId('copy-from').addEventListener('change', event => copy(event.target.selectedOptions[0].sale));
  byId('sale-form').addEventListener('submit', event => { event.preventDefault(); submit(); });

  function copy(old) {
    if (!old) return;
    sale.fill({ ...old, saleId: freshId(), opensAt: null, closesAt: null });
    items.fill(old.items.map(item => ({ ...item, stock: item.total, onAt: null, offAt: null })));
    items.hint();
  }

  function offer(sales) {
    const known = new Set([...byId('copy-from').options].map(option => option.value));
    for (const old of sales.filter(one => !known.has(one.saleId))) {
      const option = make('option', { value: old.saleId }, `${old.title} (${old.saleId})`);
      byId('copy-from').append(Object.assign(option, { sale: old }));
    }
    byId('copy-line').hidden = !sales.length;
    // A token of one merchant sees no other's sales; most shops have one.
    const merchant = sale.byName('merchant');
    if (merchant.value() === null && sales.length) merchant.set(sales[0].merchant);
  }

  async function submit() {
    const button = byId('sale-form').querySelector('[type=submit]'), note = byId('form-note');
    if (button.ariaBusy === 'true') return;
    if (![sale.check(), items.check()].every(Boolean)) return complain(say('seeFields'));
    button.ariaBusy = 'true';
    showNote(note, say('sending', { act: say('define') }));
    const answer = await define({ ...withoutNothing(sale.values()), items: items.values() }, sent);
    button.ariaBusy = 'false';
    if (answer?.ok) return location.assign(`/host/${answer.body.saleId}`);
    const others = items.object(sale.object(answer?.body.errors ?? []));
    const atFields = answer?.body.errors && !others.length;
    complain(atFields ? say('seeFields') : answer ? whyNot(answer, others) : reason(answer));
  }

  function complain(words) {
    showNote(byId('form-note'), words, 'bad');
    (byId('sale-form').querySelector('[aria-invalid]') ?? byId('form-note')).focus();
  }
  return { offer };
}

/** A sale that is there stays as it is, unless this page itself sent it a moment ago and had no answer. */
async function define({ saleId, ...definition }, sent) {
  const path = `/v1/sales/${encodeURIComponent(saleId)}`;
  if (sent.saleId !== saleId) {
    const there = await insist(() => ask('GET', path));
    if (!there) return null;
    if (there.ok) return { ok: false, status: 409, body: { errors: [{ pointer: '/saleId', detail: say('idTaken') }] } };
  }
  sent.saleId = saleId;
  const answer = await insist(() => ask('PUT', path, { body: definition }));
  if (answer && !answer.ok) sent.saleId = null;
  return answer;
}
