import { randomBytes } from 'node:crypto';

let lastMs = 0;
let counter = 0;

/**
 * A new UUID of version 7 (RFC 9562): time first, then a counter, then chance. Ids made after each other lie beside each
 * other in an index, so that a thousand new jobs touch a few of its pages, not a thousand.
 */
export function newJobId(): string {
  // Never back, whatever the clock does; the counter begins in its lower half, so that it has room.
  const nowMs = Math.max(Date.now(), lastMs);
  if (nowMs > lastMs) counter = Number.parseInt(takeRandom(3), 16) & 0x7ff;
  else counter++;
  lastMs = counter > 0xfff ? nowMs + 1 : nowMs;
  if (counter > 0xfff) counter = 0;
  const time = lastMs.toString(16).padStart(12, '0');
  const count = counter.toString(16).padStart(3, '0');
  const chance = takeRandom(16);
  const variant = ((Number.parseInt(chance[0]!, 16) & 0x3) | 0x8).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${count}-${variant}${chance.slice(1, 4)}-${chance.slice(4)}`;
}

let pool = '';
let taken = 0;

/** So many random hexadecimal digits: asking for them one id at a time costs more than the id. */
function takeRandom(digits: number): string {
  if (taken + digits > pool.length) {
    pool = randomBytes(1024).toString('hex');
    taken = 0;
  }
  taken += digits;
  return pool.slice(taken - digits, taken);
}
