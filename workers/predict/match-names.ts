import type { FoundColumn } from '../../contract/predict/predict-orders.ts';
import { nameLikeness, plainName } from '../compare/match/name-likeness.ts';
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
  return modelColumns.map(({ name }, column) => {
    const own = found.get(column);
    if (own === undefined) {
      const perhaps = likeliest(modelColumns[column]!, fileColumns, taken);
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

function clearPairs(
  modelColumns: readonly NamedColumn[],
  fileColumns: readonly NamedColumn[],
  found: ReadonlyMap<number, unknown>,
  taken: ReadonlySet<number>,
) {
  const pairs = modelColumns.flatMap((one, column) =>
    found.has(column)
      ? []
      : fileColumns.flatMap((other, place) => {
          if (taken.has(place) || !areTypesAlike(one, other) || digitsOf(one.name) !== digitsOf(other.name)) return [];
          return [{ column, place, likeness: nameLikeness(one.name, other.name) }];
        }),
  );
  const isClear = (pair: (typeof pairs)[number]) =>
    pair.likeness >= leastLikeness &&
    pairs.every(
      (rival) =>
        rival === pair ||
        (rival.column !== pair.column && rival.place !== pair.place) ||
        rival.likeness <= pair.likeness - clearLead,
    );
  return pairs.filter(isClear);
}

/** The name of the column, of those that are not taken, that is most like one of the model; null: none is. */
function likeliest(one: NamedColumn, fileColumns: readonly NamedColumn[], taken: ReadonlySet<number>): string | null {
  let best: string | null = null;
  let most = tellingLikeness;
  for (const [place, other] of fileColumns.entries()) {
    if (taken.has(place) || !areTypesAlike(one, other) || digitsOf(one.name) !== digitsOf(other.name)) continue;
    const likeness = nameLikeness(one.name, other.name);
    if (likeness < most || (likeness === most && best !== null)) continue;
    most = likeness;
    best = other.name;
  }
  return best;
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
