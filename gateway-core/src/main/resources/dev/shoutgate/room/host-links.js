// Where else a sale can be seen. The live room is on the buyers' port, which the gateway wrote into the page.

import { make } from './host-dom.js';
import { say } from './host-words.js';

/** Null while the buyers' port is not open. Behind a proxy the shop's own address is another; see docs/host.md. */
export function liveAddress(saleId) {
  const port = Number(document.body.dataset.buyersPort);
  const scheme = document.body.dataset.buyersScheme || location.protocol;
  return port ? `${scheme}//${location.hostname}:${port}/live/${saleId}` : null;
}

/** Links to the parts of a sale: [console], board, wall, live room. */
export function linksOf(saleId, withConsole = false) {
  const link = (href, key, more) => make('a', { href, className: 'button', ...more }, say(key));
  const live = liveAddress(saleId);
  return [
    withConsole ? link(`/host/${saleId}`, 'console') : null,
    withConsole ? link(`/host/${saleId}#board`, 'board') : null,
    link(`/host/${saleId}?wall`, 'wall'),
    live ? link(live, 'liveRoom', { target: '_blank', rel: 'noopener' }) : null,
  ].filter(Boolean);
}
