/**
 * Random numbers that are the same on every machine.
 * @typedef {object} Random
 * @property {() => number} uniform  in [0, 1)
 * @property {(mean?: number, deviation?: number) => number} normal
 * @property {<T>(choices: readonly T[]) => T} pick
 * @property {<T>(choices: readonly (readonly [T, number])[]) => T} weighted  choices with weights of any sum
 * @property {(chance: number) => boolean} happens
 */

/** Mulberry32 (Tommy Ettinger, public domain): 32 bits of state, ample for a few hundred thousand draws. */
export function randomFrom(/** @type {number} */ seed) {
  let state = seed >>> 0;
  const uniform = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  /** @type {Random} */
  const random = {
    uniform,
    // Sum of twelve uniforms: close to normal within ±3 deviations, and free of library functions that differ by platform.
    normal(mean = 0, deviation = 1) {
      let sum = -6;
      for (let draw = 0; draw < 12; draw++) sum += uniform();
      return mean + deviation * sum;
    },
    pick: (choices) => /** @type {any} */ (choices[Math.floor(uniform() * choices.length)]),
    weighted(choices) {
      let left = uniform() * choices.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [choice, weight] of choices) {
        left -= weight;
        if (left < 0) return choice;
      }
      return /** @type {any} */ (choices.at(-1))[0];
    },
    happens: (chance) => uniform() < chance,
  };
  return random;
}

/** `value` kept within `low`..`high`. */
export function clamp(/** @type {number} */ value, /** @type {number} */ low, /** @type {number} */ high) {
  return Math.min(high, Math.max(low, value));
}

/** `value` rounded to `decimals` places. */
export function rounded(/** @type {number} */ value, decimals = 0) {
  const factor = 10 ** decimals;
  return Math.round(value * factor) / factor;
}
