// Who runs the sale: asks for the token and tries it before anything is shown.

import { byId } from './dom.js';
import { ask, looksLikeAToken, onRefused, token } from './host-api.js';
import { showNote } from './host-dom.js';
import { reason, say } from './host-words.js';

/** Calls enter() once there is a token that the shop knows: at once, where this tab has one. */
export function openDoor(enter) {
  const door = byId('door'), field = byId('token-field'), note = byId('token-note');
  const button = door.querySelector('button');

  function show(words = '') {
    for (const part of byId('main').children) part.hidden = part !== door;
    byId('forget').hidden = true;
    showNote(note, words, 'bad');
    document.title = `${say('brand')} · Shoutgate`;
    field.value = '';
    field.focus();
  }

  async function attempt(value) {
    if (!looksLikeAToken(value)) return showNote(note, say('tokenShape'), 'bad');
    button.ariaBusy = 'true';
    token.set(value);
    const answer = await ask('GET', '/v1/sales?limit=1').catch(() => null);
    button.ariaBusy = 'false';
    if (answer?.ok) return come();
    if (answer?.status !== 401) { token.forget(); showNote(note, reason(answer), 'bad'); }
  }

  function come() {
    door.hidden = true;
    byId('forget').hidden = false;
    enter();
  }

  byId('token').addEventListener('submit', event => { event.preventDefault(); attempt(field.value.trim()); });
  // A fresh page: nothing that the token showed is left behind.
  byId('forget').addEventListener('click', () => { token.forget(); location.reload(); });
  onRefused(() => { token.forget(); show(say('tokenWrong')); });
  if (token.get()) come(); else show();
}
