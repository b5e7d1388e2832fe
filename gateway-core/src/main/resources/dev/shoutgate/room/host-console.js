// The head of a sale and what a host does to all of it: open, pause with a notice, resume, close, and its terms.

import { byId, setText } from './dom.js';
import { perform } from './host-acts.js';
import { askFor } from './host-ask.js';
import { make } from './host-dom.js';
import { linksOf } from './host-links.js';
import { changeOf, moneyOf, noticeSpec, specsOfItem, specsOfTerms, usualItem, withoutNothing } from './host-specs.js';
import { say, windowOf } from './host-words.js';

// Where the one button for it leads from each status.
const moves = { SCHEDULED: 'open', OPEN: 'pause', PAUSED: 'resume' };

/** desk: { saleId, sale(), take(view) }. Returns { show(sale) }. */
export function consoleOf(desk) {
  const home = byId('sale-acts'), buttons = {};
  const add = (act, className, press) => {
    const button = make('button', { type: 'button', className, 'data-act': act });
    button.addEventListener('click', () => press(button));
    home.append(button);
    buttons[act] = button;
  };
  add('open', 'main', button => {
    if (button.dataset.act === 'pause') askPause(desk); else move(desk, button.dataset.act, button);
  });
  add('notice', '', () => askNotice(desk));
  add('edit-sale', '', () => askTerms(desk));
  add('close', 'danger', () => askClose(desk));
  byId('add-item').addEventListener('click', () => askItem(desk));
  byId('sale-links').append(...linksOf(desk.saleId));
  return { show: sale => { showHead(sale); showButtons(buttons, sale); } };
}

const taking = desk => answer => { if (answer?.ok) desk.take(answer.body); };

function act(desk, request) {
  return perform({ saleId: desk.saleId, note: byId('sale-note'), onAnswer: taking(desk), ...request });
}

const move = (desk, name, button, note = byId('sale-note')) =>
  act(desk, { name, path: `/v1/sales/${desk.saleId}/${name}`, words: say(name), button, note });

const patch = (desk, body, words, button, note) =>
  act(desk, { name: 'change', method: 'PATCH', path: `/v1/sales/${desk.saleId}`, body, words, button, note });

/** The notice first: whoever sees the pause should see why. */
function askPause(desk) {
  return askFor({
    head: say('pauseHead'), text: say('pauseText'), yes: say('pause'), specs: [noticeSpec()],
    start: { notice: desk.sale().notice },
    submit: async ({ values, button, note }) => {
      if (values.notice !== (desk.sale().notice ?? null)) {
        const told = await patch(desk, { notice: values.notice }, say('notice'), button, note);
        if (!told?.ok) return told;
      }
      return move(desk, 'pause', button, note);
    },
  });
}

function askNotice(desk) {
  return askFor({
    head: say('notice'), yes: say('save'), specs: [noticeSpec()], start: { notice: desk.sale().notice },
    submit: ({ values, button, note }) => patch(desk, { notice: values.notice }, say('notice'), button, note),
  });
}

function askClose(desk) {
  return askFor({
    head: say('closeHead'), text: say('closeText'), yes: say('closeYes'), danger: true,
    submit: ({ button, note }) => move(desk, 'close', button, note),
  });
}

function askTerms(desk) {
  const before = desk.sale();
  return askFor({
    head: say('termsHead'), yes: say('save'), specs: specsOfTerms(), start: before,
    submit: ({ values, button, note }) => {
      const body = changeOf(before, values);
      return Object.keys(body).length ? patch(desk, body, say('termsHead'), button, note) : { ok: true };
    },
  });
}

function askItem(desk) {
  return askFor({
    head: say('addItem'), yes: say('addItem'), specs: specsOfItem(), of: moneyOf(desk.sale), start: usualItem,
    submit: ({ values, button, note }) => act(desk, {
      name: `add ${values.sku}`, path: `/v1/sales/${desk.saleId}/items`, body: withoutNothing(values),
      words: `${say('addItem')}: ${values.title}`, button, note,
    }),
  });
}

function showHead(sale) {
  document.title = `${sale.title} · Shoutgate`;
  setText(byId('title'), sale.title);
  setText(byId('merchant'), sale.merchant);
  setText(byId('sale-id'), sale.saleId);
  setText(byId('phase'), say(sale.status));
  byId('phase').className = `pill ${sale.status.toLowerCase()}`;
  document.body.dataset.phase = sale.status;
  setText(byId('when'), windowOf(sale));
  setText(byId('notice'), sale.notice ? say('noticeLine', { notice: sale.notice }) : '');
  byId('notice').hidden = !sale.notice;
}

function showButtons(buttons, sale) {
  const next = moves[sale.status];
  if (next) {
    buttons.open.dataset.act = next;
    setText(buttons.open, say(next));
  }
  setText(buttons.notice, say(sale.notice ? 'changeNotice' : 'addNotice'));
  setText(buttons['edit-sale'], say('termsButton'));
  setText(buttons.close, say('close'));
  for (const button of [...Object.values(buttons), byId('add-item')]) button.hidden = sale.status === 'CLOSED';
}
