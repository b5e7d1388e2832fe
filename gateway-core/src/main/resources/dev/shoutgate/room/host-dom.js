// Small things that every part of the host's pages needs. Texts from the shop are set as text, never as markup.

export const byId = id => document.getElementById(id);
export const sleep = ms => new Promise(done => setTimeout(done, ms));
export const jitter = ms => ms * (0.7 + 0.6 * Math.random());

// Not randomUUID: browsers give that to https and localhost only, and a desk may be opened over the shop's own
// network.
export const randomId = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), b => b.toString(16).padStart(2, '0')).join('');

// Writing only what differs keeps the screen reader, the selection and the layout quiet.
export function setText(node, text) {
  if (node.textContent !== String(text)) node.textContent = text;
}

/** An element with properties; those that are no properties of the DOM, such as data-act, become attributes. */
export function make(name, properties = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key in node) node[key] = value; else node.setAttribute(key, value);
  }
  node.append(...children.filter(child => child !== null));
  return node;
}

/** A copy of a template, with its parts by name. */
export function fromTemplate(id) {
  const root = byId(id).content.cloneNode(true).firstElementChild;
  const parts = { root };
  for (const part of root.querySelectorAll('[data-part]')) parts[part.dataset.part] = part;
  return parts;
}

export function showNote(node, text, tone = '') {
  setText(node, text);
  node.hidden = !text;
  node.className = `note ${tone}`;
}

/** Says it to a screen reader; what is said twice in a row is said twice. */
export function announce(text) {
  const node = byId('announce');
  node.textContent = node.textContent === text ? `${text}\u00a0` : text;
}

/** Storage that also works where the browser forbids it, for as long as the page is open. */
export function keep(area) {
  const memory = new Map();
  const attempt = act => { try { return act(window[area]); } catch { return null; } };
  return {
    get: name => attempt(store => JSON.parse(store.getItem(name))) ?? memory.get(name) ?? null,
    set(name, value) { memory.set(name, value); attempt(store => store.setItem(name, JSON.stringify(value))); },
    drop(name) { memory.delete(name); attempt(store => store.removeItem(name)); },
    names: () => attempt(store => Object.keys(store)) ?? [...memory.keys()],
  };
}
export const thisTab = keep('sessionStorage');
export const thisBrowser = keep('localStorage');
