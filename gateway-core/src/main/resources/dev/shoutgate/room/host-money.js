// Money between people, who write 1999.00, and the shop, which has whole minor units. How many digits a currency has
// is the shop's word (ISO 4217): browsers know how many are usually shown, which may be fewer (they write IDR without
// any).

import { lang, locale } from './host-words.js';

/** Minor units of what somebody typed, such as 1999.00; null where it is no amount of that many digits. */
export function toMinor(text, exponent) {
  const found = /^(\d{1,13})(?:\.(\d+))?$/.exec(text.normalize('NFKC').trim());
  if (!found || (found[2] ?? '').length > exponent) return null;
  return Number(found[1] + (found[2] ?? '').padEnd(exponent, '0'));
}

/** The same the other way, as one would type it. */
export function toMajor(minor, exponent) {
  const digits = String(minor).padStart(exponent + 1, '0');
  return exponent ? `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}` : digits;
}

function written(minor, exponent, digits, style) {
  const shown = { ...style, minimumFractionDigits: digits, maximumFractionDigits: digits };
  return new Intl.NumberFormat(locale, shown).format(minor / 10 ** exponent);
}

/** As it is read: ¥1,999.00. */
export const money = (minor, { currency, currencyExponent }) =>
  written(minor, currencyExponent, currencyExponent, { style: 'currency', currency });

// What people call these; the browser's own names are those of a bank (Chinese yuan, 人民币).
const names = {
  en: { CNY: 'yuan', JPY: 'yen', KRW: 'won', TWD: 'dollars', HKD: 'dollars', USD: 'dollars', EUR: 'euros' },
  'zh-Hans': { CNY: '元', JPY: '日元', KRW: '韩元', TWD: '元', HKD: '港元', USD: '美元', EUR: '欧元' },
  'zh-Hant': { CNY: '元', JPY: '日圓', KRW: '韓元', TWD: '元', HKD: '港元', USD: '美元', EUR: '歐元' },
};

/** As it is spoken: 23,988 yuan. */
export function spokenMoney(minor, { currency, currencyExponent: exponent }) {
  const digits = minor % 10 ** exponent === 0 ? 0 : exponent;
  const name = names[lang][currency];
  if (!name) return written(minor, exponent, digits, { style: 'currency', currency, currencyDisplay: 'name' });
  return `${written(minor, exponent, digits, {})}${lang === 'en' ? ' ' : ''}${name}`;
}

/** How much is off, in whole percent towards less; null where nothing is. */
export const percentOff = (price, listPrice) =>
  listPrice && price < listPrice ? Math.max(1, Math.floor(100 * (listPrice - price) / listPrice)) : null;

/** Whether a price looks like a slip: 19.99 typed for 1999. */
export const looksLikeASlip = (price, listPrice) => listPrice > 0 && price * 10 < listPrice;
