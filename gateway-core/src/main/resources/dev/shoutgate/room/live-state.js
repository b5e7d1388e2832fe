// What the page knows, in one place, and small things that every part of it needs.
import { byId, setText } from './dom.js';

/**
 * sale: the last view of it, null before the first. away: null, or since when and why nothing comes
 * ({ answer, againAt }, by the shop's clock). unknown: whether there is no such sale.
 */
export const state = { sale: null, away: null, unknown: false };

export const aria = (node, name, value) => node.setAttribute(`aria-${name}`, value);

/** A text that is there or takes no room. */
export function showOrHide(node, text) {
  setText(node, text);
  node.hidden = !text;
}

let pending = [];
/** Says something to screen readers; things of one moment are said together. */
export function announce(text) {
  if (!text) return;
  if (!pending.length) {
    setTimeout(() => {
      const all = pending.join(' ');
      pending = [];
      // The same sentence again is news again, and must differ to be heard.
      byId('announce').textContent = byId('announce').textContent === all ? `${all}\u00a0` : all;
    }, 150);
  }
  pending.push(text);
}

/** Where a held order is paid; null where the shop does not say, or says what no browser should follow. */
export function checkoutOf(order) {
  const address = state.sale?.checkoutUrl;
  if (!address) return null;
  try {
    const url = new URL(address.split('{orderId}').join(encodeURIComponent(order.orderId)), location.href);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null;
  } catch {
    return null;
  }
}
