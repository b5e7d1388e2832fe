// Which language the page speaks, and how numbers and times are written in it.

import { setText } from './dom.js';
import { en } from './host-words-en.js';
import { hans } from './host-words-zh-hans.js';
import { hant } from './host-words-zh-hant.js';
import { fill, languageOf } from './languages.js';

const asked = navigator.language || 'en';
export const lang = languageOf(asked) ?? 'en';
// Numbers and times in the manner of the words around them: a page in English with German numbers misleads.
export const locale = asked.toLowerCase().startsWith(lang.slice(0, 2)) ? asked : lang;
const words = { en, 'zh-Hans': hans, 'zh-Hant': hant }[lang];

export const say = (key, values = {}) => fill(words[key] ?? key, values);
/** The same of n things; English has another word for one. */
export const sayOf = (key, n, values = {}) => say(n === 1 && words[`${key}One`] ? `${key}One` : key,
  { n: number(n), ...values });
export const knows = key => key in words;

const numbers = new Intl.NumberFormat(locale);
export const number = n => numbers.format(n);

const times = new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' });
const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false });
export const timeOf = at => times.format(new Date(at));
export const clockOf = at => clock.format(new Date(at));
export const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** When a sale opens and closes, in a line. */
export function windowOf({ opensAt, closesAt }) {
  const times = [opensAt && say('opensLine', { at: timeOf(opensAt) }),
    closesAt && say('closesLine', { at: timeOf(closesAt) })];
  return times.filter(Boolean).join(' · ') || say('byHand');
}

/** Puts the words of the page's own markup into its language. */
export function speakOurLanguage() {
  document.documentElement.lang = lang;
  for (const node of document.querySelectorAll('[data-say]')) setText(node, say(node.dataset.say));
  for (const node of document.querySelectorAll('[data-hint]')) node.placeholder = say(node.dataset.hint);
  for (const node of document.querySelectorAll('[data-label]')) node.ariaLabel = say(node.dataset.label);
}

/** Why the shop said no: known codes in the host's words, others as the shop words them. */
export function reason(answer) {
  if (!answer) return say('noAnswer');
  const { code, title, detail } = answer.body;
  const known = words[`problem ${code}`];
  if (known) return fill(known, answer.body);
  return [title ?? `HTTP ${answer.status}`, detail].filter(Boolean).join(' ');
}
