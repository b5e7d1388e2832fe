// What the host changed, in sentences: for those who cannot see it change.
import { announce } from './live-state.js';
import { money, number, say } from './live-words.js';

const QUIET_MS = 10000; // units come and go all the time; of one item that is told once in a while
const toldAt = new Map(); // sku -> when its stock was last told

/** Announces what is different in a view from the one before it. */
export function tellNews(before, now) {
  for (const text of [...ofTheSale(before, now), ...ofTheItems(before, now)]) announce(text);
}

function ofTheSale(before, now) {
  const news = [];
  if (before.status !== now.status) {
    news.push(say({
      OPEN: before.status === 'PAUSED' ? 'newsResumed' : 'newsOpened', PAUSED: 'newsPaused', CLOSED: 'newsClosed',
    }[now.status]));
  }
  if (now.notice && now.notice !== before.notice) news.push(say('newsNotice', { n: now.notice }));
  const featured = now.items.find(item => item.sku === now.featured);
  if (featured && now.featured !== before.featured) news.push(say('newsFeatured', { n: featured.title }));
  return news;
}

function ofTheItems(before, now) {
  const old = new Map(before.items.map(item => [item.sku, item]));
  const news = now.items.map(item => {
    const was = old.get(item.sku);
    old.delete(item.sku);
    if (was === item) return null;
    return was ? change(was, item, now) : say('newsAdded', { n: item.title });
  });
  return [...news, ...[...old.values()].map(item => say('newsOff', { n: item.title }))].filter(Boolean);
}

function change(was, item, sale) {
  const n = item.title;
  if (was.status === 'SOON' && item.status === 'ON') return say('newsOn', { n });
  if (item.price !== was.price) {
    const words = { n, price: money(item.price, sale), was: money(was.price, sale) };
    return say(item.price < was.price ? 'newsCut' : 'newsPrice', words);
  }
  if (item.total > was.total) return say('newsMore', { n, more: number(item.total - was.total) });
  return ofTheStock(was, item);
}

function ofTheStock(was, item) {
  if (Boolean(was.available) === Boolean(item.available)) return null;
  const now = performance.now();
  if (now - (toldAt.get(item.sku) ?? -QUIET_MS) < QUIET_MS) return null;
  toldAt.set(item.sku, now);
  if (item.available) return say('newsBack', { n: item.title });
  return say(item.held ? 'newsAllHeld' : 'newsSoldOut', { n: item.title });
}
