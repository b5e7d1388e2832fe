// The voice: each second's orders, spoken after a chime, so that a host hears them without looking. A browser makes
// no sound before somebody pressed something, so it begins with a button. Where a device has no voice, the chime
// comes with a flash of the words.

import { setText } from './dom.js';
import { spokenMoney } from './host-money.js';
import { lang, say, sayOf } from './host-words.js';
import { thisBrowser } from './storage.js';

const everyMs = 1000;
// Some devices have a voice that never says that it has finished, or never begins.
const longestMs = 12000;
const flashMs = 4000;
const volumeName = 'shoutgate.volume';

/** What is said of so many orders: "12 new orders, 23,988 yuan". */
export const wordsOfOrders = (taken, amount, sale) =>
  sayOf('voiceOrders', taken, { money: spokenMoney(amount, sale) });

/** nodes: { button, volume, note, spoken }; sale(): the sale. Returns { hear(orders), isOn() }. */
export function voiceOf(nodes, sale, onSwitch) {
  let on = false, audio = null, speaking = false, lastMs = -Infinity, timer = 0;
  let waiting = { taken: 0, amount: 0 };
  nodes.volume.value = thisBrowser.get(volumeName) ?? 80;
  const loudness = () => Number(nodes.volume.value) / 100;

  function toggle() {
    on = !on;
    waiting = { taken: 0, amount: 0 };
    if (on) {
      audio ??= window.AudioContext ? new AudioContext() : null;
      audio?.resume();
      chime();
      utter(say('voiceTest'));
    } else {
      window.speechSynthesis?.cancel();
      nodes.spoken.hidden = true;
    }
    showSwitch();
    onSwitch();
  }

  function showSwitch() {
    nodes.button.ariaPressed = String(on);
    setText(nodes.button, say(on ? 'voiceOn' : 'voiceOff'));
    setText(nodes.note, on && !voice() ? say('noVoice') : say('voiceHint'));
  }

  /** Orders that come while it speaks are said together once it has finished: no backlog, whatever the rush. */
  function hear({ taken, amount }) {
    if (!on || !taken) return;
    waiting = { taken: waiting.taken + taken, amount: waiting.amount + amount };
    later();
  }

  function later() {
    if (speaking || timer || !waiting.taken) return;
    timer = setTimeout(() => { timer = 0; sayWaiting(); }, Math.max(0, lastMs + everyMs - performance.now()));
  }

  function sayWaiting() {
    if (!on) return;
    const text = wordsOfOrders(waiting.taken, waiting.amount, sale());
    waiting = { taken: 0, amount: 0 };
    chime();
    utter(text);
  }

  const voice = () => voiceFor(window.speechSynthesis?.getVoices?.() ?? []);

  function utter(text) {
    lastMs = performance.now();
    showWords(text, !voice());
    if (!voice()) return;
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.lang = { en: 'en-US', 'zh-Hans': 'zh-CN', 'zh-Hant': 'zh-TW' }[lang];
    utterance.voice = voice();
    utterance.volume = loudness();
    speaking = true;
    const finish = () => { clearTimeout(alarm); speaking = false; later(); };
    const alarm = setTimeout(finish, longestMs);
    utterance.onend = utterance.onerror = finish;
    speechSynthesis.speak(utterance);
  }

  /** The words are always there to read; without a voice they flash. */
  function showWords(text, flash) {
    setText(nodes.spoken, text);
    nodes.spoken.hidden = false;
    nodes.spoken.classList.remove('flash');
    void nodes.spoken.offsetWidth; // Begins the animation anew where it runs already.
    nodes.spoken.classList.toggle('flash', flash);
    clearTimeout(nodes.spoken.timer);
    nodes.spoken.timer = setTimeout(() => { nodes.spoken.hidden = true; }, flashMs);
  }

  function chime() {
    if (!audio) return;
    for (const [delay, pitch] of [[0, 880], [0.14, 1318.5]]) tone(audio, audio.currentTime + delay, pitch, loudness());
  }

  nodes.button.addEventListener('click', toggle);
  nodes.volume.addEventListener('change', () => thisBrowser.set(volumeName, Number(nodes.volume.value)));
  window.speechSynthesis?.addEventListener?.('voiceschanged', showSwitch);
  showSwitch();
  return { hear, isOn: () => on };
}

/** One that speaks the page's language; a voice of another would only make noise of it. */
export function voiceFor(voices) {
  const spoken = voices.filter(voice => voice.lang.replace('_', '-').toLowerCase().startsWith(lang.slice(0, 2)));
  const wanted = { en: /^en/i, 'zh-Hans': /^zh[-_](cn|hans|sg)/i, 'zh-Hant': /^zh[-_](tw|hk|hant)/i }[lang];
  return spoken.find(voice => wanted.test(voice.lang)) ?? spoken[0] ?? null;
}

function tone(audio, at, pitch, loudness) {
  const source = audio.createOscillator(), gain = audio.createGain();
  source.frequency.value = pitch;
  gain.gain.setValueAtTime(0, at);
  gain.gain.linearRampToValueAtTime(0.25 * loudness, at + 0.01);
  gain.gain.exponentialRampToValueAtTime(0.001, at + 0.5);
  source.connect(gain).connect(audio.destination);
  source.start(at);
  source.stop(at + 0.5);
}
