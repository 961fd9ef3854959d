import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createRandom } from '../builders/random.ts';
import { pick, type Random, whole } from './choices.ts';

/** A model file that was changed. */
export interface ModelCase {
  readonly bytes: Buffer;
  readonly how: string;
}

const folder = fileURLToPath(new URL('../fixtures/models', import.meta.url));
/** A file that is changed. */
export interface ModelSeed {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Files of all formats that are read here without a runtime of their own. */
export const modelSeeds: readonly ModelSeed[] = readdirSync(folder)
  .filter((name) => /\.(json|ubj|txt|cbm)$/.test(name) && !name.includes('expected'))
  .map((name) => ({ name, bytes: readFileSync(path.join(folder, name)) }));

/** The case of this number: the same one on every machine. */
export function modelCase(seed: number, number: number, seeds: readonly ModelSeed[]): ModelCase {
  const random = createRandom(Math.imul(seed, 0x9e3779b1) ^ Math.imul(number + 1, 0x85ebca6b));
  for (let warm = 0; warm < 4; warm++) random();
  const { bytes, name } = pick(random, seeds);
  if (name.endsWith('.json') && random() < 0.6) return { bytes: changedJson(random, bytes), how: `${name}, structure` };
  if (name.endsWith('.txt') && random() < 0.6) return { bytes: changedLines(random, bytes), how: `${name}, lines` };
  return { bytes: changedBytes(random, Buffer.from(bytes)), how: `${name}, bytes` };
}

const extremes = [0, 1, 2, 3, 127, 128, 255, 256, 32_767, 65_535, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1];

function changedBytes(random: Random, bytes: Buffer): Buffer {
  let changed = bytes;
  for (let times = 1 + whole(random, 4); times > 0; times--) {
    const at = whole(random, Math.max(1, changed.length - 4));
    const way = whole(random, 6);
    if (way === 0) changed[at] = whole(random, 256);
    else if (way === 1) changed[at]! ^= 1 << whole(random, 8);
    // Lengths and places are words of 32 bits in the binary formats.
    else if (way === 2 && changed.length > 4) changed.writeUInt32LE(pick(random, extremes), at & ~3);
    else if (way === 3 && changed.length > 4) changed.writeUInt32BE(pick(random, extremes), at);
    else if (way === 4)
      changed = Buffer.concat([changed.subarray(0, at), changed.subarray(at + 1 + whole(random, 40))]);
    else {
      const from = whole(random, changed.length);
      const piece = changed.subarray(from, from + 1 + whole(random, 200));
      changed = Buffer.concat([changed.subarray(0, at), piece, changed.subarray(at)]);
    }
  }
  return changed;
}

const oddValues: readonly unknown[] = [
  ...[null, true, '', '-1', '1e400', 'NaN', [], {}, [[]], -1, 0, 0.5, 1e308, -1e308, 1e-320, 2 ** 31, 2 ** 53],
  ...[new Array(300).fill(0), JSON.parse('{"__proto__": 1, "constructor": 2}'), '[1,2,3]', 'constructor'],
];

/** One to three values anywhere in it are left out, doubled, exchanged or made into something odd. */
function changedJson(random: Random, bytes: Buffer): Buffer {
  const root: unknown = JSON.parse(bytes.toString('utf8').replaceAll(/\bNaN\b/g, 'null'));
  let taken: unknown = null;
  for (let times = 1 + whole(random, 3); times > 0; times--) {
    let holder = root as Record<string, unknown> | unknown[];
    let key = '';
    for (;;) {
      const keys = Object.keys(holder);
      if (keys.length === 0) break;
      key = pick(random, keys);
      const inner = (holder as Record<string, unknown>)[key];
      // Deep enough places are reached half the time.
      if (typeof inner !== 'object' || inner === null || random() < 0.12) break;
      holder = inner as Record<string, unknown>;
    }
    const at = holder as Record<string, unknown>;
    const way = whole(random, 6);
    if (way === 0) delete at[key];
    else if (way === 1 && Array.isArray(holder)) holder.push(...holder.slice(0, 1 + whole(random, 3)));
    else if (way === 2) {
      const own = at[key];
      at[key] = taken;
      // A copy, so that nothing comes to hold itself.
      taken = JSON.parse(JSON.stringify(own ?? null));
    } else if (way === 3 && typeof at[key] === 'number') at[key] = (at[key] as number) + pick(random, [-1, 1, 1000]);
    else at[key] = JSON.parse(JSON.stringify(pick(random, oddValues)));
  }
  return Buffer.from(JSON.stringify(root));
}

const oddWords = ['-1', '0', '1', 'nan', 'inf', '-inf', '1e400', '99999999', '2147483648', '', 'x', '1 2 3', '0.5'];

/** Values of lines, or words of them, become others; lines are left out or doubled. */
function changedLines(random: Random, bytes: Buffer): Buffer {
  const lines = bytes.toString('utf8').split('\n');
  for (let times = 1 + whole(random, 3); times > 0; times--) {
    const at = whole(random, lines.length);
    const line = lines[at] as string;
    const way = whole(random, 4);
    const equals = line.indexOf('=');
    if (way === 0) lines.splice(at, 1);
    else if (way === 1) lines.splice(at, 0, line);
    else if (equals < 0 || way === 2) lines[at] = line.slice(0, equals + 1) + pick(random, oddWords);
    else {
      const words = line.slice(equals + 1).split(' ');
      words[whole(random, words.length)] = pick(random, oddWords);
      lines[at] = line.slice(0, equals + 1) + words.join(' ');
    }
  }
  return Buffer.from(lines.join('\n'));
}
