// Small things that every part of the host's pages needs. Texts from the shop are set as text, never as markup.

import { byId, setText } from './dom.js';

/** An element with properties; those that are no properties of the DOM, such as data-act, become attributes. */
export function make(name, properties = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key in node) node[key] = value; else node.setAttribute(key, value);
  }
  node.append(...children.filter(child => child !== null));
  return node;
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
