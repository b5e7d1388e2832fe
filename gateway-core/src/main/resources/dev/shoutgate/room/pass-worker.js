// The work that a pass costs: a text behind the challenge with which SHA-256 of both begins with so many zero bits.
// In plain JavaScript: a browser's own SHA-256 is there on https only, and takes longer for texts as short as these.

const BLOCK = 64; // bytes
const SHOW_AFTER = 2000; // tries, by which it is known how fast this phone is; then it says how long all will take
const constants = new Int32Array(64);
const first = new Int32Array(8);
const words = new Int32Array(64);
const bytes = new Uint8Array(2 * BLOCK);

// FIPS 180-4, 4.2.2 and 5.3.3: 32 bits behind the point of the cube and the square roots of the first primes.
for (let n = 2, primes = 0; primes < 64; n++) {
  let divisor = 2;
  while (n % divisor) divisor++;
  if (divisor < n) continue;
  if (primes < 8) first[primes] = (Math.sqrt(n) % 1) * 4294967296;
  constants[primes++] = (Math.cbrt(n) % 1) * 4294967296;
}

const turned = (word, by) => (word >>> by) | (word << (32 - by));

/** One block of 64 bytes into the state (FIPS 180-4, 6.2.2). */
function compress(state, at) {
  for (let i = 0; i < 16; i++) {
    const from = at + 4 * i;
    words[i] = (bytes[from] << 24) | (bytes[from + 1] << 16) | (bytes[from + 2] << 8) | bytes[from + 3];
  }
  for (let i = 16; i < 64; i++) {
    const a = words[i - 15], b = words[i - 2];
    words[i] = words[i - 16] + words[i - 7] + (turned(a, 7) ^ turned(a, 18) ^ (a >>> 3))
      + (turned(b, 17) ^ turned(b, 19) ^ (b >>> 10));
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let i = 0; i < 64; i++) {
    const t = (h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & f) ^ (~e & g)) + constants[i] + words[i]) | 0;
    const u = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g; g = f; f = e; e = (d + t) | 0; d = c; c = b; b = a; a = (t + u) | 0;
  }
  state[0] += a; state[1] += b; state[2] += c; state[3] += d;
  state[4] += e; state[5] += f; state[6] += g; state[7] += h;
}

function put(text) {
  bytes.fill(0);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
}

/** The last blocks of a message of so many bytes in all; returns the first 32 bits of the hash. */
function end(state, rest, all) {
  put(rest);
  bytes[rest.length] = 0x80;
  const blocks = rest.length < BLOCK - 8 ? 1 : 2;
  for (let i = 0; i < 4; i++) bytes[blocks * BLOCK - 1 - i] = (all * 8) >>> (8 * i);
  for (let i = 0; i < blocks; i++) compress(state, i * BLOCK);
  return state[0];
}

function solve(challenge, difficulty) {
  const start = first.slice();
  const whole = challenge.length - (challenge.length % BLOCK);
  for (let at = 0; at < whole; at += BLOCK) {
    put(challenge.slice(at, at + BLOCK));
    compress(start, 0);
  }
  const rest = challenge.slice(whole);
  const began = performance.now();
  const state = new Int32Array(8);
  for (let n = 0; ; n++) {
    const solution = String(n);
    state.set(start);
    if (Math.clz32(end(state, rest + solution, challenge.length + solution.length)) >= difficulty) return solution;
    if (n === SHOW_AFTER) postMessage(((performance.now() - began) / n) * 2 ** difficulty);
  }
}

onmessage = ({ data }) => postMessage({ solution: solve(data.challenge, data.difficulty) });
