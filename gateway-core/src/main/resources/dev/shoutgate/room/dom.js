// Small things that every page needs of its document. Texts of the shop are set as text, never as markup.

export const byId = id => document.getElementById(id);

// Writing only what differs keeps the screen reader, the selection and the layout quiet.
export function setText(node, text) {
  if (node.textContent !== String(text)) node.textContent = text;
}

/** A copy of a template, with its parts by their names. */
export function fromTemplate(id) {
  const root = byId(id).content.cloneNode(true).firstElementChild;
  const parts = { root };
  for (const part of root.querySelectorAll('[data-part]')) parts[part.dataset.part] = part;
  return parts;
}
