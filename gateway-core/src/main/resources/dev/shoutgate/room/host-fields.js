// Fields of a form: what each asks, how it reads what was typed, and the shop's objections beside the field they are
// about.

import { setText } from './dom.js';
import { make } from './host-dom.js';
import { money, toMajor, toMinor } from './host-money.js';
import { say } from './host-words.js';

const whole = text => (/^-?\d{1,12}$/.test(text) ? Number(text) : null);

/** Of a time as RFC 3339, as a field for local times wants it; and back. */
function localTime(iso) {
  if (!iso) return '';
  const at = new Date(iso);
  const local = new Date(at - at.getTimezoneOffset() * 60000).toISOString();
  return local.slice(0, at.getSeconds() ? 19 : 16);
}
const isoTime = text => (Number.isNaN(Date.parse(text)) ? null : new Date(text).toISOString());

// How what was typed becomes a value (null: it cannot be one), the other way, and the control's own properties.
const kinds = {
  text: { read: text => text, show: value => value },
  whole: {
    read: text => whole(text.normalize('NFKC')), show: String, control: { inputMode: 'numeric' }, wrong: 'wrongWhole',
  },
  minutes: {
    read: text => (/^\d{1,6}(\.\d+)?$/.test(text) ? Math.round(60 * text) : null),
    show: seconds => String(seconds / 60), control: { inputMode: 'decimal' }, wrong: 'wrongWhole',
  },
  money: {
    read: (text, of) => toMinor(text, of.exponent()), show: (value, of) => toMajor(value, of.exponent()),
    control: { inputMode: 'decimal' }, wrong: 'wrongMoney',
  },
  time: { read: isoTime, show: localTime, control: { type: 'datetime-local' }, wrong: 'wrongTime' },
  choice: { read: text => text, show: value => value },
};

let count = 0;

function controlOf({ kind, options, control }, id) {
  if (kind !== 'choice') {
    return make('input', { id, type: 'text', autocomplete: 'off', ...kinds[kind].control, ...control });
  }
  if (options instanceof HTMLElement) return Object.assign(options, { id });
  return make('select', { id }, ...options.map(([value, text]) => make('option', { value }, text)));
}

/** spec: { name, kind, label, hint, needed, options, control, start }; of: { exponent(), currency() } for money. */
export function field(spec, of = {}) {
  const id = `f${++count}`;
  const { read, show, wrong } = kinds[spec.kind];
  const control = controlOf(spec, id);
  const hint = make('span', { className: 'soft', id: `${id}h` }, spec.hint ?? '');
  const error = make('span', { className: 'wrong', id: `${id}e`, hidden: true });
  const label = make('label', { htmlFor: id }, spec.label);
  if (!spec.needed) label.append(make('small', {}, ` ${say('optional')}`));
  control.setAttribute('aria-describedby', `${id}h ${id}e`);
  control.required = Boolean(spec.needed);
  const root = make('div', { className: `field ${spec.kind} ${spec.wide ? 'wide' : ''}`, 'data-field': spec.name },
    label, control, hint, error);
  const text = () => control.value.trim();
  const self = {
    root, control, name: spec.name,
    /** Null where it is empty; undefined where it is no such thing. */
    value: () => (text() === '' ? null : read(text(), of) ?? undefined),
    set(value) {
      control.value = value === null || value === undefined ? '' : show(value, of);
      self.fail('');
      self.hint();
    },
    fail(words) {
      setText(error, words);
      error.hidden = !words;
      if (words) control.setAttribute('aria-invalid', 'true'); else control.removeAttribute('aria-invalid');
    },
    /** Says an amount as buyers will read it. */
    hint(words) {
      const value = spec.kind === 'money' ? self.value() : null;
      const amount = typeof value === 'number' ? money(value, of.sale()) : '';
      setText(hint, [spec.hint, amount, words].filter(Boolean).join(' · '));
      root.classList.toggle('warned', Boolean(words));
    },
    /** Says what is wrong by itself, without asking the shop. */
    check() {
      const value = self.value();
      const missing = value === null && spec.needed ? say('needed') : '';
      self.fail(value === undefined ? say(wrong, { digits: of.exponent?.() }) : missing);
      return error.hidden;
    },
  };
  control.addEventListener('input', () => { self.fail(''); self.hint(); });
  if (spec.start !== undefined) self.set(spec.start);
  return self;
}

/** Several of them in one place, read and filled together by their names. */
export function fieldsIn(home, specs, of) {
  const all = specs.map(spec => field(spec, of));
  home.append(...all.map(one => one.root));
  const byName = name => all.find(one => one.name === name);
  return {
    byName,
    values: () => Object.fromEntries(all.map(one => [one.name, one.value() ?? null])),
    fill: values => all.forEach(one => one.set(values[one.name])),
    check: () => all.map(one => one.check()).every(Boolean),
    /** Puts each objection at its field; returns those that are about none of them. */
    object: errors => errors.filter(({ pointer, detail }) => {
      const one = byName(pointer.replace(/^\//, ''));
      one?.fail(detail);
      return !one;
    }),
    focusFirstWrong: () => home.querySelector('[aria-invalid]')?.focus(),
  };
}
