// What is asked about a sale and about an item, wherever it is asked: in a new sale, and to change one that stands.

import { say, zone } from './host-words.js';

/** How amounts are read and written in a form whose sale is, or will be, of that currency. */
export const moneyOf = sale => ({ sale, exponent: () => sale().currencyExponent });

const id = (name, label) =>
  ({ name, kind: 'text', label, hint: say('idHint'), needed: true, control: { maxLength: 64 } });
const title = label => ({ name: 'title', kind: 'text', label, needed: true, wide: true, control: { maxLength: 256 } });
const link = (name, label, hint) =>
  ({ name, kind: 'text', label, hint, wide: true, control: { inputMode: 'url', maxLength: 512 } });

/** What can be changed once the sale stands. */
export const specsOfTerms = () => [
  title(say('saleTitle')),
  { name: 'opensAt', kind: 'time', label: say('opensAt'), hint: say('opensAtHint', { zone }) },
  { name: 'closesAt', kind: 'time', label: say('closesAt'), hint: say('timeHint', { zone }) },
  link('checkoutUrl', say('checkoutUrl'), say('checkoutHint')),
];

/** currencies: the control that has them. */
export function specsOfSale(currencies) {
  const [name, ...others] = specsOfTerms();
  return [
    name,
    id('saleId', say('saleId')),
    id('merchant', say('merchant')),
    { name: 'currency', kind: 'choice', label: say('currency'), needed: true, options: currencies },
    { name: 'holdSeconds', kind: 'minutes', label: say('hold'), hint: say('holdHint'), needed: true, start: 900 },
    { name: 'latePayment', kind: 'choice', label: say('latePayment'), needed: true, start: 'reclaim',
      options: [['reclaim', say('lateReclaim')], ['refund', say('lateRefund')]] },
    { name: 'pass', kind: 'choice', label: say('pass'), hint: say('passHint'),
      options: [['', say('passNone')], ['required', say('passRequired')]] },
    ...others,
  ];
}

export const noticeSpec = () =>
  ({ name: 'notice', kind: 'text', label: say('notice'), hint: say('noticeHint'), control: { maxLength: 256 } });

export const usualItem = { limitPerBuyer: 1, status: 'ON' };

export const specsOfItem = () => [
  title(say('itemTitle')),
  id('sku', say('sku')),
  { name: 'price', kind: 'money', label: say('itemPrice'), needed: true },
  { name: 'listPrice', kind: 'money', label: say('listPrice'), hint: say('listPriceHint') },
  { name: 'stock', kind: 'whole', label: say('stock'), needed: true },
  { name: 'limitPerBuyer', kind: 'whole', label: say('limit'), needed: true },
  link('image', say('image'), say('imageHint')),
  { name: 'onAt', kind: 'time', label: say('itemOnAt'), hint: say('timeHint', { zone }) },
  { name: 'offAt', kind: 'time', label: say('itemOffAt'), hint: say('timeHint', { zone }) },
  { name: 'status', kind: 'choice', label: say('itemStatus'), needed: true,
    options: [['ON', say('itemON')], ['OFF', say('itemOFF')]] },
];

/** What of an item can be changed at leisure; price, stock and status have buttons of their own. */
export const specsOfLooks = () =>
  specsOfItem().filter(({ name }) => !['sku', 'price', 'stock', 'status'].includes(name));

/** What differs from what it was; what was emptied is taken away. */
export function changeOf(before, values) {
  const differs = ([name, value]) => (name.endsWith('At')
    ? Date.parse(value ?? 0) !== Date.parse(before[name] ?? 0) : value !== (before[name] ?? null));
  return Object.fromEntries(Object.entries(values).filter(differs));
}

/** A definition leaves out what is not said. */
export const withoutNothing = values =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
