import type { FoundColumn } from '../../contract/predict/predict-orders.ts';
import { AlikeNames } from '../compare/match/alike-names.ts';
import { plainName } from '../compare/match/name-likeness.ts';
import { currencyOf } from '../tabular/interpret/currencies.ts';
import { unitOf } from '../tabular/interpret/units.ts';

/** A column as a name and what it holds; `null`: nothing but missing cells. */
export interface NamedColumn {
  readonly name: string;
  readonly type: 'number' | 'text' | 'boolean' | 'date' | 'mixed' | 'empty';
}

export type PlacedColumn = FoundColumn & { readonly place: number | null };

/** Names less alike than this are not taken for the same by themselves. */
const leastLikeness = 0.7;
/** The likeliest must be ahead of the next one by so much. */
const clearLead = 0.1;
/** From here on a name is worth a word where a column is absent. */
const tellingLikeness = 0.5;

/**
 * Which columns of a file stand for those of a model: as given, by the same name, by a name that differs in writing or by a unit
 * alone, and by names that are clearly alike where the types agree and the digits in them are the same. Each is taken once. Of a column
 * that is absent it is told which of the others may be meant.
 */
export function matchNames(
  modelColumns: readonly NamedColumn[],
  fileColumns: readonly NamedColumn[],
  given: Readonly<Record<string, string | null>>,
): PlacedColumn[] {
  const found = new Map<number, { place: number | null; kind: FoundColumn['kind']; similarity: number | null }>();
  const taken = new Set<number>();
  const take = (column: number, place: number, kind: FoundColumn['kind'], similarity: number | null) => {
    found.set(column, { place, kind, similarity });
    taken.add(place);
  };
  for (const [column, { name }] of modelColumns.entries()) {
    if (!Object.hasOwn(given, name)) continue;
    const wanted = given[name] ?? null;
    const place = wanted === null ? -1 : fileColumns.findIndex((one) => one.name === wanted);
    if (place >= 0) take(column, place, 'given', null);
    else found.set(column, { place: null, kind: 'absent', similarity: null });
  }
  const forms: readonly ((name: string) => string)[] = [(name) => name, (name) => name.trim(), plainName, withoutUnit];
  for (const form of forms) {
    const places = new Map<string, number>();
    for (const [place, { name }] of fileColumns.entries()) {
      const key = form(name);
      if (!taken.has(place) && key !== '' && !places.has(key)) places.set(key, place);
    }
    for (const [column, { name }] of modelColumns.entries()) {
      if (found.has(column)) continue;
      const place = places.get(form(name));
      if (place === undefined || taken.has(place)) continue;
      const isSame = fileColumns[place]!.name === name;
      take(column, place, isSame ? 'same' : 'renamed', isSame ? null : 1);
    }
  }
  for (const { column, place, likeness } of clearPairs(modelColumns, fileColumns, found, taken)) {
    take(column, place, 'renamed', likeness);
  }
  const left = new LeftColumns(fileColumns, taken);
  return modelColumns.map((one, column) => {
    const { name } = one;
    const own = found.get(column);
    if (own === undefined) {
      const likeliest = left.likeliest(one);
      const perhaps = likeliest === null ? null : fileColumns[likeliest]!.name;
      return {
        column: name,
        source: null,
        kind: 'absent',
        similarity: null,
        place: null,
        ...(perhaps ? { perhaps } : {}),
      };
    }
    const { place, kind, similarity } = own;
    return { column: name, source: place === null ? null : fileColumns[place]!.name, kind, similarity, place };
  });
}

/** A plain name without the unit that stands in brackets behind it: `Weight (kg)`, `身高（厘米）`. */
function withoutUnit(name: string): string {
  const match = /^(.+?)\s*[([（【]([^()[\]（）【】]+)[)\]）】]\s*$/.exec(name);
  const unit = match?.[2]?.trim() ?? '';
  const isUnit =
    unit === '%' ||
    (unit !== '' && (currencyOf(unit) !== null || unitOf(unit, (word) => currencyOf(word) !== null) !== null));
  return plainName(isUnit ? match![1]! : name);
}

interface LikelyPair {
  readonly column: number;
  readonly place: number;
  readonly likeness: number;
}

/** The pairs of which each is ahead of every other one of its columns by a clear lead. */
function clearPairs(
  modelColumns: readonly NamedColumn[],
  fileColumns: readonly NamedColumn[],
  found: ReadonlyMap<number, unknown>,
  taken: ReadonlySet<number>,
): LikelyPair[] {
  const left = new LeftColumns(fileColumns, taken);
  const ofColumn = new Map<number, LikelyPair[]>();
  const ofPlace = new Map<number, LikelyPair[]>();
  for (const [column, one] of modelColumns.entries()) {
    if (found.has(column)) continue;
    // Who is less alike than this is no rival.
    left.find(one, leastLikeness - clearLead, (place, likeness) => {
      const pair = { column, place, likeness };
      keepTwo(ofColumn, column, pair);
      keepTwo(ofPlace, place, pair);
    });
  }
  const isAhead = (pair: LikelyPair, [first, second]: readonly LikelyPair[]) =>
    first === pair && (second === undefined || second.likeness <= pair.likeness - clearLead);
  return [...ofColumn.values()].flatMap((two) => {
    const pair = two[0]!;
    const isClear = pair.likeness >= leastLikeness && isAhead(pair, two) && isAhead(pair, ofPlace.get(pair.place)!);
    return isClear ? [pair] : [];
  });
}

/** The two likeliest pairs of each column, the likeliest first. */
function keepTwo(likeliest: Map<number, LikelyPair[]>, key: number, pair: LikelyPair): void {
  const two = likeliest.get(key);
  if (!two) likeliest.set(key, [pair]);
  else if (pair.likeness > two[0]!.likeness) two.splice(0, 2, pair, two[0]!);
  else if (two.length < 2 || pair.likeness > two[1]!.likeness) two[1] = pair;
}

/** The columns of a file that are not taken, by the digits in their names: those that stand for each other have the same. */
class LeftColumns {
  readonly #columns: readonly NamedColumn[];
  readonly #groups = new Map<string, { readonly places: readonly number[]; readonly names: AlikeNames }>();

  constructor(columns: readonly NamedColumn[], taken: ReadonlySet<number>) {
    this.#columns = columns;
    const placesOf = new Map<string, number[]>();
    for (const [place, { name }] of columns.entries()) {
      if (taken.has(place)) continue;
      const digits = digitsOf(name);
      const places = placesOf.get(digits);
      if (places) places.push(place);
      else placesOf.set(digits, [place]);
    }
    for (const [digits, places] of placesOf) {
      this.#groups.set(digits, { places, names: new AlikeNames(places.map((place) => columns[place]!.name)) });
    }
  }

  /** Hands each of a like type, whose name is alike by `least` or more, to `take`, in their order. */
  find(one: NamedColumn, least: number, take: (place: number, likeness: number) => void): void {
    const group = this.#groups.get(digitsOf(one.name));
    group?.names.find(one.name, least, (index, likeness) => {
      const place = group.places[index]!;
      if (areTypesAlike(one, this.#columns[place]!)) take(place, likeness);
      return least;
    });
  }

  /** The place of the one most like `one`, the first of several; null: none is like it. */
  likeliest(one: NamedColumn): number | null {
    let best: number | null = null;
    let most = 0;
    this.find(one, tellingLikeness, (place, likeness) => {
      if (likeness <= most) return;
      most = likeness;
      best = place;
    });
    return best;
  }
}

/** A column of numbers may have become one of texts by some words among them; nothing else changes its type by itself. */
function areTypesAlike(one: NamedColumn, other: NamedColumn): boolean {
  return one.type === other.type || [one.type, other.type].some((type) => type === 'mixed' || type === 'empty');
}

const digitsOf = (name: string): string =>
  name
    .normalize('NFKC')
    .replace(/[^\p{N}]+/gu, ' ')
    .trim();
