import { damagedModel, unsupportedModel } from '../model-reason.ts';
import { countAt, type JsonObject, listAt, numberAt, numbersAt, objectAt, textAt } from './json-values.ts';

/** One statistic of categories (a `ctr`): the value of each combination that was seen in training. */
export interface StatisticTable {
  readonly elements: readonly JsonObject[];
  readonly borders: ArrayLike<number>;
  readonly hashes: readonly string[];
  readonly values: readonly number[];
  readonly otherwise: number;
}

const mostClasses = 10_000;
const mostCount = 2 ** 31 - 1;

/**
 * A statistic with its counts (catboost/libs/model/static_ctr_provider.cpp and online_ctr.h of CatBoost's sources), which reckon in
 * single precision. Throws MODEL_DAMAGED, MODEL_UNSUPPORTED.
 */
export function catboostTable(ctr: JsonObject, ctrData: unknown): StatisticTable {
  const type = textAt(ctr.ctr_type, 'ctr_type');
  const name = textAt(ctr.identifier, 'identifier');
  const all = objectAt(ctrData, 'ctr_data');
  if (!Object.hasOwn(all, name)) throw damagedModel('a statistic of categories lacks its table');
  const data = objectAt(all[name], 'ctr_data');
  const stride = countAt(data.hash_stride, 'hash_stride', mostClasses);
  const cells = listAt(data.hash_map, 'hash_map');
  if (stride < 2 || cells.length % stride !== 0) throw damagedModel('hash_stride does not fit hash_map');
  const border = countAt(ctr.target_border_idx, 'target_border_idx', mostClasses);
  const classes = stride - 1;
  const isBorders = type === 'Borders';
  if ((isBorders || type === 'Buckets') && (classes < 2 || border >= classes)) {
    throw damagedModel('hash_stride does not fit hash_map');
  }
  const denominator = countAt(data.counter_denominator ?? 0, 'counter_denominator', mostCount);
  const calc = formulaOf(ctr);
  const statisticOf = (counts: readonly number[]): number => {
    const sum = counts.reduce((total, count) => total + count, 0);
    if (type === 'Buckets') return calc(counts[border]!, sum);
    if (isBorders)
      return calc(
        counts.slice(classes > 2 ? border + 1 : 1).reduce((total, count) => total + count, 0),
        sum,
      );
    if (type === 'Counter' || type === 'FeatureFreq') return calc(counts[0]!, denominator);
    return calc(counts[0]!, counts[1] ?? 0);
  };
  const isMean = type === 'BinarizedTargetMeanValue' || type === 'FloatTargetMeanValue';
  const isCount = type === 'Counter' || type === 'FeatureFreq';
  if (!isBorders && type !== 'Buckets' && !isMean && !isCount) {
    throw unsupportedModel('it has statistics of an unknown kind');
  }
  if ((isCount && stride !== 2) || (isMean && stride !== 3)) throw damagedModel('hash_stride does not fit hash_map');
  const hashes: string[] = [];
  const values: number[] = [];
  for (let at = 0; at < cells.length; at += stride) {
    const hash = String(cells[at]);
    if (!/^\d{1,20}$/.test(hash)) throw damagedModel('hash_map holds something that is not a number');
    hashes.push(hash);
    values.push(statisticOf(cells.slice(at + 1, at + stride).map((count) => numberAt(count, 'hash_map'))));
  }
  const elements = listAt(ctr.elements, 'elements').map((element) => objectAt(element, 'elements'));
  if (elements.length === 0) throw damagedModel('elements is empty');
  const otherwise = isCount ? calc(0, denominator) : calc(0, 0);
  if (![otherwise, ...values].every(Number.isFinite)) throw damagedModel('a statistic of categories is not finite');
  return { elements, borders: numbersAt(ctr.borders, 'borders', null), hashes, values, otherwise };
}

/** The share of what is counted, drawn to a prior, moved and stretched. */
function formulaOf(ctr: JsonObject): (good: number, all: number) => number {
  const single = (name: string, value: unknown) => Math.fround(numberAt(value, name));
  const priorGood = single('prior_numerator', ctr.prior_numerator);
  // CatBoost writes it so.
  const priorAll = single('prior_denomerator', ctr.prior_denomerator);
  const shift = single('shift', ctr.shift);
  const scale = single('scale', ctr.scale);
  return (good, all) => {
    const share = Math.fround(Math.fround(good + priorGood) / Math.fround(all + priorAll));
    return Math.fround(Math.fround(share + shift) * scale);
  };
}
