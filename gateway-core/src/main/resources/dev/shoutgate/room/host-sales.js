// All sales that the token may see, page by page, and the way to a new one.

import { byId, fromTemplate, setText } from './dom.js';
import { ask } from './host-api.js';
import { openForm } from './host-form.js';
import { linksOf } from './host-links.js';
import { number, reason, say, windowOf } from './host-words.js';

const pageSize = 50;

export function openSales() {
  const known = [];
  let next = '', form = null;

  async function more() {
    const after = next ? `&after=${encodeURIComponent(next)}` : '';
    const answer = await ask('GET', `/v1/sales?limit=${pageSize}${after}`).catch(() => null);
    if (answer?.status === 401) return;
    byId('trouble').hidden = Boolean(answer?.ok);
    if (!answer?.ok) return setText(byId('trouble'), reason(answer));
    known.push(...answer.body.sales);
    byId('sale-list').append(...answer.body.sales.map(cardOf));
    next = answer.body.next;
    byId('more-sales').hidden = !next;
    byId('no-sales').hidden = known.length > 0;
    form?.offer(known);
  }

  function showView() {
    const isNew = location.hash === '#new';
    byId('sales').hidden = isNew;
    byId('new').hidden = !isNew;
    document.title = `${say(isNew ? 'newSale' : 'sales')} · Shoutgate`;
    if (isNew) (form ??= openForm()).offer(known);
  }

  byId('more-sales').addEventListener('click', more);
  addEventListener('hashchange', () => { showView(); byId('main').focus(); });
  showView();
  more();
}

function cardOf(sale) {
  const { root, status, merchant, title, when, stock, links } = fromTemplate('sale-card');
  root.dataset.sale = sale.saleId;
  setText(status, say(sale.status));
  status.className = `pill ${sale.status.toLowerCase()}`;
  setText(merchant, sale.merchant);
  setText(title, sale.title);
  title.href = `/host/${sale.saleId}`;
  setText(when, windowOf(sale));
  const sum = name => sale.items.reduce((all, item) => all + item[name], 0);
  const [items, sold, left] = [sale.items.length, sum('sold'), sum('available')].map(number);
  setText(stock, say('saleStock', { items, sold, left }));
  links.append(...linksOf(sale.saleId, true));
  return root;
}
