// Which of our languages a reader gets, and how sentences are filled in. A {name} is filled in by the page.

/** The set of words for a language tag: en, zh-Hans, zh-Hant; undefined where there is none. */
export function languageOf(tag) {
  const subtags = tag.toLowerCase().split('-');
  if (subtags[0] === 'en') return 'en';
  if (subtags[0] !== 'zh') return undefined;
  // The script decides where it is named; otherwise the place where it is read.
  if (subtags.includes('hans')) return 'zh-Hans';
  return ['hant', 'tw', 'hk', 'mo'].some(subtag => subtags.includes(subtag)) ? 'zh-Hant' : 'zh-Hans';
}

export const fill = (text, values = {}) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
