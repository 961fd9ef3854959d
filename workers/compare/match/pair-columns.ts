import type { SchemaChanges } from '../../../contract/comparison.ts';
import type { ColumnPair } from '../../../contract/comparison-orders.ts';
import type { OrderContext } from '../../order-context.ts';
import type { ComparedTables } from '../with-tables.ts';
import { likelyRenamings } from './likely-renamings.ts';
import { movedPlaces } from './moved-columns.ts';
import { plainName } from './name-likeness.ts';

export interface PairedColumns {
  readonly schema: SchemaChanges;
  readonly pairs: readonly ColumnPair[];
  readonly addedPlaces: readonly number[];
  readonly removedPlaces: readonly number[];
}

/** Which columns belong together: by name, else by what a name would be but for its writing, else by names and values alike. Throws JOB_CANCELLED. */
export function pairColumns(tables: ComparedTables, ignored: readonly string[], context: OrderContext): PairedColumns {
  const { later, earlier } = tables;
  const left = new Set(ignored.map(plainName));
  const takes = (name: string) => !left.has(plainName(name));
  const laterPlaces = later.columns.flatMap(({ name }, place) => (takes(name) ? [place] : []));
  const earlierPlaces = earlier.columns.flatMap(({ name }, place) => (takes(name) ? [place] : []));
  const pairing = new Pairing(laterPlaces, earlierPlaces);
  const laterName = (place: number) => later.columns[place]!.name;
  const earlierName = (place: number) => earlier.columns[place]!.name;

  pairing.byName(laterName, earlierName);
  const renamed: SchemaChanges['renamed'] = [];
  for (const pair of pairing.byName(
    (place) => plainName(laterName(place)),
    (place) => plainName(earlierName(place)),
  )) {
    renamed.push({ earlier: earlierName(pair.earlier), later: laterName(pair.later), likeness: 1, overlap: null });
  }
  for (const { pair, likeness, overlap } of likelyRenamings(
    tables,
    pairing.laterLeft(),
    pairing.earlierLeft(),
    context,
  )) {
    if (!pairing.take(pair)) continue;
    renamed.push({ earlier: earlierName(pair.earlier), later: laterName(pair.later), likeness, overlap });
  }
  const pairs = pairing.pairs();
  const moved = movedPlaces(pairs.map((pair) => pair.earlier));
  const typed = pairs.map((pair) => ({ name: laterName(pair.later), ...typesOf(tables, pair) }));
  const lone = ({ name, type }: (typeof later.columns)[number]) => ({ name, type });
  return {
    pairs,
    addedPlaces: pairing.laterLeft(),
    removedPlaces: pairing.earlierLeft(),
    schema: {
      added: pairing.laterLeft().map((place) => lone(later.columns[place]!)),
      removed: pairing.earlierLeft().map((place) => lone(earlier.columns[place]!)),
      renamed,
      // A column without a value has no type that could have changed.
      retyped: typed.filter(
        (types) => types.earlier !== types.later && ![types.earlier, types.later].includes('empty'),
      ),
      moved: moved.map((index) => laterName(pairs[index]!.later)),
      ignored: [...new Set([...later.columns, ...earlier.columns].map(({ name }) => name))].filter(
        (name) => !takes(name),
      ),
    },
  };
}

function typesOf({ later, earlier }: ComparedTables, pair: ColumnPair) {
  return { earlier: earlier.columns[pair.earlier]!.type, later: later.columns[pair.later]!.type };
}

/** Columns of both tables, paired one by one. */
class Pairing {
  readonly #later: readonly number[];
  readonly #earlier: readonly number[];
  readonly #pairs = new Map<number, number>();
  readonly #taken = new Set<number>();

  constructor(later: readonly number[], earlier: readonly number[]) {
    this.#later = later;
    this.#earlier = earlier;
  }

  laterLeft = (): number[] => this.#later.filter((place) => !this.#pairs.has(place));
  earlierLeft = (): number[] => this.#earlier.filter((place) => !this.#taken.has(place));

  /** In the order of the later table. */
  pairs = (): ColumnPair[] =>
    this.#later.flatMap((place) =>
      this.#pairs.has(place) ? [{ later: place, earlier: this.#pairs.get(place)! }] : [],
    );

  take({ later, earlier }: ColumnPair): boolean {
    if (this.#pairs.has(later) || this.#taken.has(earlier)) return false;
    this.#pairs.set(later, earlier);
    this.#taken.add(earlier);
    return true;
  }

  /** Pairs columns with the same name, in their order where several bear it. */
  byName(laterName: (place: number) => string, earlierName: (place: number) => string): ColumnPair[] {
    const places = new Map<string, number[]>();
    for (const place of this.earlierLeft()) {
      const name = earlierName(place);
      if (name !== '') places.set(name, [...(places.get(name) ?? []), place]);
    }
    return this.laterLeft().flatMap((later) => {
      const earlier = places.get(laterName(later))?.shift();
      if (earlier === undefined) return [];
      this.take({ later, earlier });
      return [{ later, earlier }];
    });
  }
}
