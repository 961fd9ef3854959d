import { seededRandom } from '../seeded-random.ts';

export interface Halves {
  /** Row places. */
  readonly setting: Float64Array;
  readonly testing: Float64Array;
}

const repeats = 5;
/** With fewer rows, what is observed would be mostly chance. */
const fewestRows = 20;

/** Rows in two halves by chance, each half setting for the other, five times; whole groups to one side. */
export function* halvesOf(order: {
  readonly truth: Float64Array;
  readonly seed: number;
  readonly groups?: Int32Array | null;
}): Generator<Halves> {
  const { groups, seed, truth } = order;
  const rows = truth.length;
  if (rows < fewestRows) return;
  for (let repeat = 0; repeat < repeats; repeat++) {
    const random = seededRandom(seed + repeat, 'conformal halves');
    const sides = new Uint8Array(rows);
    const bySide = new Map<number, number>();
    if (groups) {
      for (let row = 0; row < rows; row++) {
        const group = groups[row] as number;
        const side = group < 0 ? undefined : bySide.get(group);
        sides[row] = side ?? random.below(2);
        if (group >= 0 && side === undefined) bySide.set(group, sides[row] as number);
      }
    } else {
      const shuffled = random.shuffle(Uint32Array.from(sides, (_, row) => row));
      for (let at = 0; at < rows; at += 2) sides[shuffled[at] as number] = 1;
    }
    const half = (side: number) => {
      const places = new Float64Array(rows);
      let taken = 0;
      for (let row = 0; row < rows; row++) if (sides[row] === side) places[taken++] = row;
      return places.subarray(0, taken);
    };
    const [one, other] = [half(0), half(1)];
    if (one.length === 0 || other.length === 0) continue;
    yield { setting: one, testing: other };
    yield { setting: other, testing: one };
  }
}
