// Which language the reader gets, and how sentences, money and times are written in it.
import { fill, languageOf } from './languages.js';
import { en } from './words-en.js';
import { zhHans } from './words-zh-hans.js';
import { zhHant } from './words-zh-hant.js';

const dictionaries = { en, 'zh-Hans': zhHans, 'zh-Hant': zhHant };

const wanted = navigator.languages?.length ? navigator.languages : [navigator.language || 'en'];
/** How numbers, money and times are written: the reader's own way, whether there are words in the language or not. */
export const locale = wanted.find(languageOf) ?? wanted[0];
/** What the page is written in: en, zh-Hans or zh-Hant. */
export const lang = languageOf(locale) ?? 'en';
const words = dictionaries[lang];

export const say = (key, values) => fill(words[key] ?? key, values);

const formats = new Map();
function moneyFormat(currency, digits) {
  const name = `${currency} ${digits}`;
  if (!formats.has(name)) {
    formats.set(name, new Intl.NumberFormat(locale, {
      style: 'currency', currency, minimumFractionDigits: digits, maximumFractionDigits: digits,
    }));
  }
  return formats.get(name);
}

/**
 * Minor units of the sale's currency, as every price in the shop's answers, in the buyer's own way of writing money. How
 * many digits the minor unit has is the shop's word: browsers know how many are usually shown, which may be fewer.
 */
export function money(minor, { currency, currencyExponent }) {
  return moneyFormat(currency, currencyExponent).format(minor / 10 ** currencyExponent);
}

const wholes = new Intl.NumberFormat(locale);
export const number = n => wholes.format(n);

/** How much less a price is: in percent, or in tenths that are left, as Chinese shops count (7.8折 is 22 % off). */
export function reduction(price, before) {
  const percent = Math.round(100 * (1 - price / before));
  if (percent < 1) return '';
  return say('off', { n: lang === 'en' ? percent : String((100 - percent) / 10) });
}

export function countdown(ms) {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const two = n => String(n).padStart(2, '0');
  const clock = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  const hours = Math.floor(seconds / 3600) % 24;
  const days = Math.floor(seconds / 86400);
  if (days) return `${say('days', { n: days })} ${two(hours)}:${clock}`;
  return hours ? `${two(hours)}:${clock}` : clock;
}

const timeOfDay = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
const dayAndTime = new Intl.DateTimeFormat(locale,
  { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' });

/** A time of the shop, in the reader's own time zone; with the day where it is not soon. */
export function timeOf(iso, nowMs) {
  const ms = Date.parse(iso);
  return (Math.abs(ms - nowMs) < 43200000 ? timeOfDay : dayAndTime).format(ms);
}

// To a buyer these are all one thing: the page is not of the same build as the shop, or something in between meddles.
const mismatches = ['malformed-request', 'idempotency-key-missing', 'method-not-allowed', 'content-too-large',
  'uri-too-long', 'unsupported-media-type', 'header-fields-too-large', 'invalid-request',
  'http-version-not-supported'];

/** Why the shop said no, in a sentence for the buyer. */
export function reason({ status, body }) {
  const known = words.problems[mismatches.includes(body.code) ? 'mismatch' : body.code];
  if (known) return fill(known, body);
  return [body.title ?? `HTTP ${status}`, body.detail].filter(Boolean).join(' ');
}
