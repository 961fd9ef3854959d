/** Numbers that look random and are the same for the same seed. */
interface SeededRandom {
  /** 0 up to, without, 1. */
  next(): number;
  /** A whole number from 0 up to, without, `bound`. */
  below(bound: number): number;
  /** About the normal distribution with mean 0 and deviation 1. */
  normal(): number;
  /** Puts `rows` into a random order, in place (Fisher & Yates). */
  shuffle(rows: Uint32Array): Uint32Array;
}

/** A generator of its own for `seed` and a purpose, so that one use does not move another's numbers. Mulberry32 (T. Ettinger, 2017). */
export function seededRandom(seed: number, purpose: string): SeededRandom {
  let state = seed >>> 0;
  // FNV-1a over the purpose's characters, mixed into the seed.
  let hash = 0x811c9dc5;
  for (let at = 0; at < purpose.length; at++) hash = Math.imul(hash ^ purpose.charCodeAt(at), 0x01000193);
  state = (state ^ hash) >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (bound: number) => Math.floor(next() * bound);
  return {
    next,
    below,
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    shuffle(rows) {
      for (let last = rows.length - 1; last > 0; last--) {
        const other = below(last + 1);
        const kept = rows[last] as number;
        rows[last] = rows[other] as number;
        rows[other] = kept;
      }
      return rows;
    },
  };
}

/** At most `count` of `rows`, evenly random, in rising order of their places in `rows`. */
export function sampleOf(rows: Uint32Array, count: number, seed: number, purpose: string): Uint32Array {
  if (rows.length <= count) return rows;
  const random = seededRandom(seed, purpose);
  const sample = new Uint32Array(count);
  let taken = 0;
  // Selection sampling (Knuth, The Art of Computer Programming 2, 3.4.2, algorithm S).
  for (let place = 0; place < rows.length && taken < count; place++) {
    if ((rows.length - place) * random.next() < count - taken) sample[taken++] = rows[place] as number;
  }
  return sample;
}
