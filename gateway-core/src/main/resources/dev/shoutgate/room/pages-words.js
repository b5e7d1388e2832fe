// What the front page and the checkout of the demo say, in each language. English stands in the pages themselves too,
// so that they can be read before this arrives, or where it never does.
import { fill } from './languages.js';
import { lang, locale } from './live-words.js';

const words = {
  en: {
    lead: 'A live shop answers here, in the order of arrival. What it says yes to is yours, and nothing is sold twice.',
    sales: 'On sale', none: 'No sale is on or coming up.',
    noneHow: 'Whoever runs this gateway makes one at /host of the operators’ port, or with PUT /v1/sales/ID.',
    unlisted: 'Each shop says where its sale is.', more: 'And {n} more.',
    problems: 'Problems', problemsAbout: 'Every way of saying no, and what to do about it',
    api: 'OpenAPI', apiAbout: 'Every call of a buyer, for programs',
    OPEN: 'Live', PAUSED: 'Paused', SCHEDULED: 'Soon', opensAt: 'opens {at}', closesAt: 'until {at}',
    byHost: 'opens when the host says so',
    checkout: 'Checkout', demo: 'This is a demo. No money moves, and nothing is sent to you.',
    loading: 'One moment…', order: 'Order {n}', total: 'Total', pay: 'Pay {n}', paying: 'Paying…',
    within: 'Pay within {n}, or it goes back on sale.', late: 'Pay {n} after all', back: 'Back to the live room',
    CONFIRMED: 'Paid. It is yours.', CANCELLED: 'This order was cancelled. There is nothing to pay.',
    EXPIRED: 'The time to pay has run out, and your units went back on sale. A late payment counts if some are left.',
    REFUNDED: 'This order was refunded. There is nothing to pay.',
    unknown: 'This browser has no such order. Open the page that you bought on, in the browser that you bought with.',
    tooLate: 'Too late: the units are gone. A shop would send your money back now.',
    otherPayment: 'This order was paid in another way already.',
    trouble: 'The shop does not answer. Try again: an order is never paid twice.', again: 'Try again',
  },
  'zh-Hans': {
    lead: '直播间下单，先到先得。说抢到就是抢到，绝不超卖。',
    sales: '正在开售', none: '暂时没有开售或即将开售的场次。',
    noneHow: '运营人员可在运营端口的 /host 页面新建一场，也可以用 PUT /v1/sales/ID。',
    unlisted: '各店铺会告诉你场次的地址。', more: '还有 {n} 场。',
    problems: '错误说明', problemsAbout: '每一种拒绝的含义与处理办法',
    api: 'OpenAPI', apiAbout: '买家侧的全部接口，供程序使用',
    OPEN: '直播中', PAUSED: '已暂停', SCHEDULED: '即将开始', opensAt: '{at} 开抢', closesAt: '{at} 结束',
    byHost: '由主播开抢',
    checkout: '收银台', demo: '这是演示，不会扣款，也不会发货。',
    loading: '请稍候…', order: '订单 {n}', total: '合计', pay: '支付 {n}', paying: '支付中…',
    within: '请在 {n} 内付款，超时将释放库存。', late: '仍要支付 {n}', back: '返回直播间',
    CONFIRMED: '支付成功，商品是你的了。', CANCELLED: '订单已取消，无需付款。',
    EXPIRED: '付款已超时，库存已释放。如果还有货，现在付款仍然有效。',
    REFUNDED: '订单已退款，无需付款。',
    unknown: '当前浏览器没有这个订单，请用下单时的浏览器打开。',
    tooLate: '来晚了，已经没有货。真实店铺会把钱退给你。',
    otherPayment: '这个订单已用其他方式付款。',
    trouble: '店铺没有响应，请重试：同一订单不会重复扣款。', again: '重试',
  },
  'zh-Hant': {
    lead: '直播間下單，先到先得。說搶到就是搶到，絕不超賣。',
    sales: '正在開賣', none: '目前沒有開賣或即將開賣的場次。',
    noneHow: '營運人員可在營運連接埠的 /host 頁面新增一場，也可以用 PUT /v1/sales/ID。',
    unlisted: '各店家會告訴你場次的網址。', more: '還有 {n} 場。',
    problems: '錯誤說明', problemsAbout: '每一種拒絕的意思與處理方式',
    api: 'OpenAPI', apiAbout: '買家端的所有介面，供程式使用',
    OPEN: '直播中', PAUSED: '已暫停', SCHEDULED: '即將開始', opensAt: '{at} 開搶', closesAt: '{at} 結束',
    byHost: '由主播開搶',
    checkout: '結帳', demo: '這是示範，不會扣款，也不會出貨。',
    loading: '請稍候…', order: '訂單 {n}', total: '合計', pay: '付款 {n}', paying: '付款中…',
    within: '請在 {n} 內付款，逾時將釋出庫存。', late: '仍要付款 {n}', back: '返回直播間',
    CONFIRMED: '付款成功，商品是你的了。', CANCELLED: '訂單已取消，不需付款。',
    EXPIRED: '已超過付款時間，庫存已釋出。若還有貨，現在付款仍然有效。',
    REFUNDED: '訂單已退款，不需付款。',
    unknown: '這個瀏覽器沒有此訂單，請用下單時的瀏覽器開啟。',
    tooLate: '來晚了，已經沒有貨。真實店家會把錢退給你。',
    otherPayment: '此訂單已用其他方式付款。',
    trouble: '店家沒有回應，請重試：同一訂單不會重複扣款。', again: '重試',
  },
};

/** What a key says, with its {names} filled in. */
export const say = (key, values) => fill(words[lang][key], values);

const timeOf = { weekday: 'short', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' };
const whenOf = time => time && new Intl.DateTimeFormat(locale, timeOf).format(Date.parse(time));

/** Puts the page in the reader's language, and its times in the reader's time of day: what has data-say. */
export function translate() {
  document.documentElement.lang = lang;
  for (const node of document.querySelectorAll('[data-say]')) {
    node.textContent = say(node.dataset.say, { n: node.dataset.n, at: whenOf(node.dateTime) });
  }
}
