// What the page knows, in one place, and small things that every part of it needs.

/**
 * sale: the last view of it, null before the first. away: null, or since when and why nothing comes
 * ({ answer, againAt }, by the shop's clock). unknown: whether there is no such sale.
 */
export const state = { sale: null, away: null, unknown: false };

export const byId = id => document.getElementById(id);

// Writing only what differs keeps the screen reader, the selection and the layout quiet.
export const setText = (node, text) => { if (node.textContent !== text) node.textContent = text; };
export const aria = (node, name, value) => node.setAttribute(`aria-${name}`, value);

/** A copy of a template in a list, with its parts by their names. */
export function fromTemplate(name) {
  const root = byId(name).content.cloneNode(true).firstElementChild;
  const parts = { root };
  for (const part of root.querySelectorAll('[data-part]')) parts[part.dataset.part] = part;
  return parts;
}

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
