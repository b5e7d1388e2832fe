// The one dialog of the pages: asks, shows what the answer would do, and stays until the shop has answered.

import { byId, setText } from './dom.js';
import { whyNot } from './host-acts.js';
import { showNote } from './host-dom.js';
import { fieldsIn } from './host-fields.js';
import { say } from './host-words.js';

/**
 * Opens the dialog. specs: its fields; preview(values, fields): what it would do, in words, or { text, tone };
 * submit({ values, button, note }): does it and returns the answer. Resolves with the answer once it is a yes, or
 * null.
 */
export function askFor({ head, text = '', yes, danger = false, specs = [], of, start = {}, preview, submit }) {
  const dialog = byId('ask'), form = dialog.querySelector('form'), body = byId('ask-body'), note = byId('ask-note');
  const button = dialog.querySelector('[data-act="yes"]');
  body.replaceChildren();
  setText(byId('ask-head'), head);
  setText(byId('ask-text'), text);
  byId('ask-text').hidden = !text;
  setText(button, yes);
  button.className = danger ? 'main danger' : 'main';
  showNote(note, '');
  const fields = fieldsIn(body, specs, of);
  fields.fill(start);
  const shown = document.createElement('p');
  shown.className = 'preview';
  shown.setAttribute('role', 'status');
  if (preview) body.append(shown);
  const look = () => setText(shown, preview?.(fields.values(), fields) ?? '');
  look();

  return new Promise(resolve => {
    let outcome = null;
    form.oninput = look;
    form.onsubmit = async event => {
      event.preventDefault();
      if (!fields.check()) return fields.focusFirstWrong();
      const answer = await submit({ values: fields.values(), button, note });
      if (!answer) return;
      if (answer.ok) { outcome = answer; return dialog.close(); }
      const others = fields.object(answer.body.errors ?? []);
      if (others.length < (answer.body.errors ?? []).length) {
        showNote(note, others.length ? whyNot(answer, others) : say('seeFields'), 'bad');
      }
      fields.focusFirstWrong();
    };
    dialog.querySelector('[data-act="no"]').onclick = () => dialog.close();
    // While it is on its way nobody can walk off without having read how it went.
    dialog.oncancel = event => { if (button.ariaBusy === 'true') event.preventDefault(); };
    dialog.onclose = () => resolve(outcome);
    dialog.showModal();
    (body.querySelector('input, select') ?? dialog.querySelector('[data-act="no"]')).focus();
  });
}
