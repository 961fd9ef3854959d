import { joinedHash } from '../category-statistics.ts';
import { damagedModel } from '../model-reason.ts';
import type { StatisticTable } from './catboost-tables.ts';
import { countAt, type JsonObject, listAt, numberAt, objectAt, textAt } from './json-values.ts';

/** A category that CatBoost's trees ask for. */
export interface CatboostCategory {
  readonly column: number;
  readonly name: string;
  /** The texts that are known, and CatBoost's hashes of them. */
  readonly levels: readonly string[];
  readonly hashes: readonly number[];
  /** Hashes that splits ask for one by one, in the order of the file. */
  readonly asked: readonly number[];
}

type Hashed = ReadonlyMap<number, string>;

/**
 * The categorical features with their texts. The file holds hashes; which texts they stand for is told in it once for all features
 * (`cat_features_hash`), or beside the hash.
 */
export function catboostLevels(
  features: readonly (readonly [number, JsonObject])[],
  told: unknown,
  tables: readonly StatisticTable[],
  columnOf: (feature: JsonObject) => { readonly column: number; readonly name: string },
): (readonly [number, CatboostCategory])[] {
  const texts = new Map<number, string>();
  for (const item of told == null ? [] : listAt(told, 'cat_features_hash')) {
    const { hash, value } = objectAt(item, 'cat_features_hash');
    texts.set(countAt(hash, 'hash', 0xffff_ffff) | 0, textAt(value, 'value'));
  }
  return features.map(([index, feature]) => {
    const values = listAt(feature.values ?? [], 'values').map((value) => numberAt(value, 'values') | 0);
    const beside = listAt(feature.string_values ?? [], 'string_values');
    const known = new Map<number, string>();
    for (const [at, hash] of values.entries()) {
      const text = texts.get(hash) ?? beside[at];
      if (typeof text !== 'string') throw damagedModel('it does not tell the text of a category');
      known.set(hash, text);
    }
    for (const [hash, text] of seenBy(index, tables, texts)) known.set(hash, text);
    const levels = [...known.values()];
    if (new Set(levels).size !== levels.length) throw damagedModel('two categories have the same text');
    return [index, { ...columnOf(feature), levels, hashes: [...known.keys()], asked: values }] as const;
  });
}

/** The texts that a feature may have had in training: those that a statistic of it alone has counted, else any that the file names. */
function seenBy(index: number, tables: readonly StatisticTable[], texts: Hashed): Hashed {
  const isOwn = (element: JsonObject) =>
    element.combination_element === 'cat_feature_value' && element.cat_feature_index === index;
  const own = tables.filter(({ elements }) => elements.some(isOwn));
  if (own.length > 0 && texts.size === 0) throw damagedModel('it does not tell the text of a category');
  const alone = own.find(({ elements }) => elements.length === 1);
  if (!alone) return texts;
  const seen = new Set(alone.hashes);
  return new Map([...texts].filter(([hash]) => seen.has(String(joinedHash(0n, hash)))));
}
