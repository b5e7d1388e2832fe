// What the live room says, in each of its languages. A {name} is filled in by the page. The problems are those that a
// buyer can meet, by code; any other is shown as the shop words it.
const words = {
  en: {
    skip: 'Skip to the items', items: 'Items', orders: 'Your orders', noOrders: 'What you get will show here.',
    buyer: 'You are buyer', save: 'Use this one',
    buyerField: 'Buyer id, for trying things out', fresh: 'Be someone new',
    buyerNote: 'In a real shop the login decides who you are.',
    SCHEDULED: 'Soon', OPEN: 'Live', PAUSED: 'Paused', CLOSED: 'Over', loading: 'Loading',
    opensIn: 'Opens in', opensByHost: 'Opens when the host says so', opening: 'Opening any moment', openNow: 'Open now',
    closesIn: 'Open now, closes in', paused: 'Paused for a moment', closed: 'This sale is over', days: '{n} d',
    left: '{n} of {total} left', held: '· {n} held', limit: 'Limit {n} each',
    buy: 'Buy', buying: 'Buying…', again: 'Ask again', notYet: 'Not open yet', soldOut: 'Sold out', allHeld: 'All on hold',
    sending: 'Your press is on its way…', waiting: 'Still trying, again in {n} s. Your press counts once.',
    unsure: 'No answer yet. Ask again: your press still counts only once.',
    yoursHeld: 'Order {n} holds your limit of this item. Pay for it in time, or cancel it.',
    yours: 'It’s yours! See your order.', yoursAlready: 'This press already has its order; see it here.',
    HELD: 'Held for you', CONFIRMED: 'Bought', CANCELLED: 'Cancelled', EXPIRED: 'Expired', REFUNDED: 'Refunded',
    total: 'Total {n}', pay: 'Pay within {n}, or it goes back on sale.', payNow: 'Time is up; checking…',
    cancel: 'Cancel order', cancelSure: 'Really give it back?', hide: 'Hide',
    trouble: 'No connection to the shop. You see what was last known.', opened: 'The sale is open.',
    problems: {
      'sold-out': 'Sold out just now. Units may come back when a hold runs out.',
      'limit-reached': 'You have reached the limit of {limit} for this item.',
      'sale-not-open': 'The sale has not opened yet.', 'sale-paused': 'The sale is paused. Stay here.',
      'sale-closed': 'The sale is over.', 'not-eligible': 'This sale is for invited buyers only.',
      'unknown-sale': 'There is no sale at this address.', 'unknown-item': 'This item is not on sale any more.',
      'unknown-order': 'This order cannot be found.', 'not-found': 'There is nothing at this address.',
      'order-not-held': 'This order cannot be cancelled any more.', 'order-expired': 'The time to pay has run out.',
      'unauthenticated': 'The shop does not know who you are. Please log in again.',
      'idempotency-key-reused': 'Something got mixed up. Please press once more.',
      'invalid-order': 'The shop cannot take an order like this one.',
      'rate-limited': 'That was a lot of requests. Wait a moment, then ask again.',
      'overloaded': 'The shop is very busy. Ask again in a moment.',
      'storage-unavailable': 'The shop cannot take orders right now. Ask again in a moment.',
      'not-ready': 'The shop is just starting. Ask again in a moment.',
      'internal-error': 'Something broke in the shop. Ask again to learn whether your press counted.',
      'request-timeout': 'Your connection is slow. Ask again.',
      'mismatch': 'This page and the shop misunderstood each other. Reload the page.',
    },
  },
  zh: {
    skip: '跳到商品', items: '商品', orders: '我的订单', noOrders: '抢到的商品会显示在这里。', buyer: '当前买家', save: '用这个',
    buyerField: '买家编号（试用）', fresh: '换个新买家', buyerNote: '正式店铺里，身份由登录决定。',
    SCHEDULED: '预告', OPEN: '直播中', PAUSED: '暂停', CLOSED: '已结束', loading: '加载中',
    opensIn: '距开抢', opensByHost: '等主播开抢', opening: '马上开抢', openNow: '正在抢购',
    closesIn: '正在抢购，距结束', paused: '稍停一下', closed: '本场已结束', days: '{n} 天',
    left: '剩 {n} / {total} 件', held: '· {n} 件待付款', limit: '每人限购 {n} 件',
    buy: '立即抢购', buying: '抢购中…', again: '再问一次', notYet: '尚未开抢', soldOut: '已抢光', allHeld: '待付款中',
    sending: '正在提交…', waiting: '还在抢，{n} 秒后自动重试，只会算一次。',
    unsure: '还没有收到答复。再问一次，仍只算一次。',
    yoursHeld: '这件商品的限购数量已保留在订单 {n}，请及时付款或取消。',
    yours: '抢到了！请看订单。', yoursAlready: '这一次已经下过单，请看订单。',
    HELD: '已为你保留', CONFIRMED: '已购买', CANCELLED: '已取消', EXPIRED: '已超时', REFUNDED: '已退款',
    total: '合计 {n}', pay: '请在 {n} 内付款，否则将重新开售。', payNow: '时间到，正在确认…',
    cancel: '取消订单', cancelSure: '真的不要了？', hide: '收起',
    trouble: '连不上店铺，显示的是最近一次的数据。', opened: '开抢了。',
    problems: {
      'sold-out': '刚刚抢光了。有人超时未付时会放出。', 'limit-reached': '这件商品每人限购 {limit} 件，已达上限。',
      'sale-not-open': '还没到开抢时间。', 'sale-paused': '抢购暂停，请稍等。', 'sale-closed': '本场已结束。',
      'not-eligible': '本场仅限受邀买家。', 'unknown-sale': '这里没有这场抢购。', 'unknown-item': '这件商品已下架。',
      'unknown-order': '找不到这个订单。', 'not-found': '这里什么也没有。', 'order-not-held': '这个订单已不能取消。',
      'order-expired': '付款时间已过。', 'unauthenticated': '店铺不认识你，请重新登录。',
      'idempotency-key-reused': '出了点差错，请再按一次。', 'invalid-order': '店铺不接受这样的订单。',
      'rate-limited': '操作太频繁，稍等再问一次。', 'overloaded': '人太多了，稍后再问一次。',
      'storage-unavailable': '店铺暂时不能接单，稍后再问一次。', 'not-ready': '店铺正在启动，稍后再问一次。',
      'internal-error': '店铺出了故障，再问一次就知道是否下单。', 'request-timeout': '网络太慢，请再问一次。',
      'mismatch': '页面和店铺没对上，请刷新页面。',
    },
  },
};

export const locale = navigator.language || 'en';
export const lang = locale.toLowerCase().startsWith('zh') ? 'zh' : 'en';
export const say = (key, values) => fill(words[lang][key] ?? key, values);
const fill = (text, values = {}) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);

/**
 * Minor units of the sale's currency, as every price in the shop's answers, in the buyer's own way of writing money. How
 * many digits the minor unit has is the shop's word: browsers know how many are usually shown, which may be fewer.
 */
export function money(minor, { currency, currencyExponent }) {
  const digits = { minimumFractionDigits: currencyExponent, maximumFractionDigits: currencyExponent };
  return new Intl.NumberFormat(locale, { style: 'currency', currency, ...digits }).format(minor / 10 ** currencyExponent);
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

// To a buyer these are all one thing: the page is not of the same build as the shop, or something in between meddles.
const mismatches = ['malformed-request', 'idempotency-key-missing', 'method-not-allowed', 'content-too-large',
  'uri-too-long', 'unsupported-media-type', 'header-fields-too-large', 'invalid-request'];

/** Why the shop said no, in a sentence for the buyer. */
export function reason({ status, body }) {
  const known = words[lang].problems[mismatches.includes(body.code) ? 'mismatch' : body.code];
  if (known) return fill(known, body);
  return [body.title ?? `HTTP ${status}`, body.detail].filter(Boolean).join(' ');
}
