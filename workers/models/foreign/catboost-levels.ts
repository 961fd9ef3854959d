import { joinedHash } from '../category-statistics.ts';
import { damagedModel } from '../model-reason.ts';
import type { StatisticTable } from './catboost-tables.ts';
import { countAt, type JsonObject, listAt, numberAt, objectAt, textAt } from './json-values.ts';

/** A category that CatBoost's trees ask for. */
export interface CatboostCategory {
  readonly column: number;
  readonly name: string;
  /** The texts that are known; null: the file does not tell them, so that the texts of the rows are hashed. */
  readonly levels: readonly string[] | null;
  /** CatBoost's hashes of the levels, or where they are not told, of the categories that splits ask for one by one. */
  readonly hashes: readonly number[];
  /** Hashes that splits ask for one by one, in the order of the file. */
  readonly asked: readonly number[];
}

type Hashed = ReadonlyMap<number, string>;

/**
 * The categorical features with their texts. The file holds hashes; which texts they stand for is told in it once for all features
 * (`cat_features_hash`), beside the hash, or not at all.
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
    const known = knownTexts(values, beside, index, tables, texts);
    const shared = { ...columnOf(feature), asked: values };
    if (!known) return [index, { ...shared, levels: null, hashes: values }] as const;
    const levels = [...known.values()];
    if (new Set(levels).size !== levels.length) throw damagedModel('two categories have the same text');
    return [index, { ...shared, levels, hashes: [...known.keys()] }] as const;
  });
}

/** The texts of all hashes that the feature is asked for; null where one is missing. */
function knownTexts(
  values: readonly number[],
  beside: readonly unknown[],
  index: number,
  tables: readonly StatisticTable[],
  texts: Hashed,
): Hashed | null {
  const isOwn = (element: JsonObject) =>
    element.combination_element === 'cat_feature_value' && element.cat_feature_index === index;
  const own = tables.filter(({ elements }) => elements.some(isOwn));
  if (own.length > 0 && texts.size === 0) return null;
  const known = new Map<number, string>();
  for (const [at, hash] of values.entries()) {
    const text = texts.get(hash) ?? beside[at];
    if (typeof text !== 'string') return null;
    known.set(hash, text);
  }
  // Those that a statistic of the feature alone has counted were seen in training, else any that the file names may have been.
  const alone = own.find(({ elements }) => elements.length === 1);
  const seen = new Set(alone?.hashes);
  for (const [hash, text] of texts) if (!alone || seen.has(String(joinedHash(0n, hash)))) known.set(hash, text);
  return known;
}
