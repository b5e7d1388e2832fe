/** Storage that also works where the browser forbids it, for as long as the page is open. */
function keep(area) {
  const memory = new Map();
  const attempt = act => { try { return act(window[area]); } catch { return null; } };
  return {
    get: name => attempt(store => JSON.parse(store.getItem(name))) ?? memory.get(name) ?? null,
    set(name, value) { memory.set(name, value); attempt(store => store.setItem(name, JSON.stringify(value))); },
    drop(name) { memory.delete(name); attempt(store => store.removeItem(name)); },
    // The caller says how the names of a store are listed: only the host's page wants them.
    names: list => attempt(list) ?? [...memory.keys()],
  };
}
export const thisTab = keep('sessionStorage');
export const thisBrowser = keep('localStorage');
