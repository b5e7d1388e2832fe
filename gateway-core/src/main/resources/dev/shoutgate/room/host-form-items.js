// The items of a new sale, each in a part of the form of its own.

import { make } from './host-dom.js';
import { fieldsIn } from './host-fields.js';
import { specsOfItem, usualItem, withoutNothing } from './host-specs.js';
import { looksLikeASlip } from './host-money.js';
import { number, say } from './host-words.js';

const mostItems = 500;

/** of: how money is read. Returns { add, fill, values, check, hint, object }. */
export function itemForms(home, of) {
  const forms = [];

  function add(values = usualItem) {
    if (forms.length === mostItems) return forms[forms.length - 1];
    const root = make('fieldset', { className: 'panel grid item' }, make('legend', {}));
    const fields = fieldsIn(root, specsOfItem(), of);
    const form = { root, fields, focus: () => fields.byName('title').control.focus() };
    const remove = make('button', { type: 'button', className: 'quiet', 'data-act': 'remove' }, say('remove'));
    remove.addEventListener('click', () => drop(form));
    root.append(remove);
    root.addEventListener('input', () => hintOf(form));
    forms.push(form);
    home.append(root);
    fields.fill(values);
    fillInSku(fields, () => forms.indexOf(form) + 1);
    renumber();
    return form;
  }

  function drop(form) {
    const at = forms.indexOf(form);
    forms.splice(at, 1);
    form.root.remove();
    renumber();
    if (forms.length) forms[Math.max(0, at - 1)].focus();
  }

  function renumber() {
    forms.forEach(({ root }, i) => {
      const name = say('itemNumber', { n: number(i + 1) });
      root.firstElementChild.textContent = name;
      const remove = root.querySelector('[data-act="remove"]');
      remove.hidden = forms.length === 1;
      remove.ariaLabel = `${say('remove')}: ${name}`;
    });
  }

  return {
    add,
    fill(all) {
      for (const { root } of forms.splice(0)) root.remove();
      for (const values of all) add(values);
    },
    values: () => forms.map(({ fields }) => withoutNothing(fields.values())),
    check: () => forms.map(({ fields }) => fields.check()).every(Boolean),
    hint: () => forms.forEach(hintOf),
    /** Puts each of the shop's objections at its field; returns those that are about none. */
    object: errors => errors.filter(({ pointer, detail }) => {
      const [, at, name] = /^\/items\/(\d+)(\/\w+)?$/.exec(pointer) ?? [];
      return forms[at]?.fields.object([{ pointer: name ?? '/title', detail }]).length !== 0;
    }),
  };
}

/** Says amounts as buyers read them, and warns where one looks like a slip. */
function hintOf({ fields }) {
  const price = fields.byName('price'), listPrice = fields.byName('listPrice');
  listPrice.hint();
  price.hint(looksLikeASlip(price.value(), listPrice.value()) ? say('slip') : '');
}

/** Until somebody types one, the SKU follows from the title where that is in plain letters. */
function fillInSku(fields, numberOf) {
  const title = fields.byName('title').control, sku = fields.byName('sku');
  let own = sku.value() !== null;
  sku.control.addEventListener('input', () => { own = sku.value() !== null; });
  title.addEventListener('change', () => {
    if (own) return;
    const plain = title.value.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '').slice(0, 40);
    sku.set(plain || `item-${numberOf()}`);
  });
}
