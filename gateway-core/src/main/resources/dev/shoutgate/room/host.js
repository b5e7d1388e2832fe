// The host's pages: the sales and a new one at /host, one sale's console and board at /host/{saleId}.

import { byId } from './dom.js';
import { openDoor } from './host-door.js';
import { openSale } from './host-sale.js';
import { openSales } from './host-sales.js';
import { speakOurLanguage } from './host-words.js';

const saleId = location.pathname.split('/')[2] ?? '';
const isWall = new URLSearchParams(location.search).has('wall');
let entered = false;

speakOurLanguage();
openDoor(() => {
  // Whoever was asked again in the middle goes on with a fresh page.
  if (entered) return location.reload();
  entered = true;
  byId('main').removeAttribute('aria-busy');
  if (saleId) openSale(saleId, isWall); else openSales();
});
