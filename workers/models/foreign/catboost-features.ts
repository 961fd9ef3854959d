import type { CategoryStatistics, StatisticElement } from '../../../contract/models/model-document.ts';
import { nodeFlag } from '../../trees/ensemble.ts';
import { damagedModel, unsupportedModel } from '../model-reason.ts';
import { type CatboostCategory, catboostLevels } from './catboost-levels.ts';
import type { CatboostQuestion, CatboostSplit } from './catboost-question.ts';
import { catboostTable, type StatisticTable } from './catboost-tables.ts';
import type { ForeignModel } from './foreign-document.ts';
import { countAt, type JsonObject, listAt, numberAt, numbersAt, objectAt } from './json-values.ts';
import { nextSingle } from './next-double.ts';

const mostFeatures = 1_000_000;

/** A number that CatBoost's trees ask for. */
export interface FloatFeature {
  readonly column: number;
  readonly name: string;
  /** NaN passes every border, or none. */
  readonly isNanAbove: boolean;
  readonly borders: number;
}

/** The features of a CatBoost file, and what its splits ask of them. */
export class CatboostFeatures {
  readonly columns: ForeignModel['columns'];
  /** null: the model makes none. */
  readonly statistics: CategoryStatistics | null;
  readonly #floats: ReadonlyMap<number, FloatFeature>;
  readonly #categories: ReadonlyMap<number, CatboostCategory>;
  readonly #tables: readonly StatisticTable[];
  /** Questions before those of statistics, in the file's own order: borders of numbers, then single categories. */
  readonly #questionsBefore: number;

  /** Throws MODEL_DAMAGED, MODEL_UNSUPPORTED. */
  constructor(info: JsonObject, ctrData: unknown) {
    for (const kind of ['text_features', 'embedding_features', 'estimated_features']) {
      const list = info[kind];
      if (Array.isArray(list) && list.length > 0) throw unsupportedModel('it uses texts or embeddings of CatBoost');
    }
    const objects = (name: string) => listAt(info[name] ?? [], name).map((item) => objectAt(item, name));
    const places = placesOf([...objects('float_features'), ...objects('categorical_features')]);
    const floats = objects('float_features').map(
      (feature, place) => [indexOf(feature, place), floatOf(feature, places)] as const,
    );
    const tables = objects('ctrs').map((ctr) => catboostTable(ctr, ctrData));
    const named = objects('categorical_features').map((feature, place) => [indexOf(feature, place), feature] as const);
    const categories = catboostLevels(named, info.cat_features_hash, tables, (feature) => columnOf(feature, places));
    this.#floats = new Map(floats);
    this.#categories = new Map(categories);
    this.#tables = tables;
    this.#questionsBefore =
      floats.reduce((sum, [, { borders }]) => sum + borders, 0) +
      categories.reduce((sum, [, { asked }]) => sum + asked.length, 0);
    if (this.#floats.size + this.#categories.size !== places.size)
      throw damagedModel('two features are the same column');
    this.columns = columnsOf([...this.#floats.values(), ...this.#categories.values()]);
    // Without tables, hashes are there for the texts of columns whose categories the file does not tell.
    const isHashed = this.columns.some(({ levels }) => levels === 'any');
    this.statistics = tables.length === 0 && !isHashed ? null : this.#statisticsOf();
  }

  /** Throws MODEL_DAMAGED where a split asks for what is not there, MODEL_UNSUPPORTED where it is of another kind. */
  questionOf(split: CatboostSplit): CatboostQuestion {
    const type = split.split_type ?? 'FloatFeature';
    if (type === 'FloatFeature') {
      const { column, isNanAbove } = this.#floatAt(split);
      const threshold = nextSingle(numberAt(split.border, 'border'));
      return { feature: column, threshold, flags: isNanAbove ? 0 : nodeFlag.missingLeft, categories: null };
    }
    if (type === 'OneHotFeature') {
      const { feature, level } = this.#levelAt(split);
      return { feature, threshold: 0, flags: nodeFlag.missingLeft, categories: [level] };
    }
    if (type === 'OnlineCtr') return this.#statisticAt(split);
    throw unsupportedModel(`its trees have splits of the type ${String(type).slice(0, 40)}`);
  }

  #floatAt(place: JsonObject): FloatFeature {
    const feature = this.#floats.get(countAt(place.float_feature_index, 'float_feature_index', mostFeatures));
    if (!feature) throw damagedModel('a split asks for a feature that does not exist');
    return feature;
  }

  #categoryAt(place: JsonObject): CatboostCategory {
    const category = this.#categories.get(countAt(place.cat_feature_index, 'cat_feature_index', mostFeatures));
    if (!category) throw damagedModel('a split asks for a feature that does not exist');
    return category;
  }

  #levelAt(place: JsonObject): { readonly feature: number; readonly level: number } {
    const { column, hashes } = this.#categoryAt(place);
    const level = hashes.indexOf(numberAt(place.value, 'value') | 0);
    if (level < 0) throw damagedModel('it does not tell the text of a category');
    return { feature: column, level };
  }

  /** The file numbers all questions; a statistic is told by the place among them, and by a border, which has to agree. */
  #statisticAt(split: CatboostSplit): CatboostQuestion {
    const border = numberAt(split.border, 'border');
    let place = countAt(split.split_index, 'split_index', 100_000_000) - this.#questionsBefore;
    for (const [at, { borders }] of this.#tables.entries()) {
      if (place >= 0 && place < borders.length) {
        if (Math.fround(borders[place]!) !== Math.fround(border)) break;
        return { feature: this.columns.length + at, threshold: nextSingle(border), flags: 0, categories: null };
      }
      place -= borders.length;
    }
    throw damagedModel('a split asks for a statistic that does not exist');
  }

  #statisticsOf(): CategoryStatistics {
    const levelHashes = this.columns.map((): number[] => []);
    for (const { column, hashes } of this.#categories.values()) levelHashes[column] = [...hashes];
    const elementOf = (element: JsonObject): StatisticElement => {
      const kind = element.combination_element;
      if (kind === 'cat_feature_value') return { kind: 'category', feature: this.#categoryAt(element).column };
      if (kind === 'cat_feature_exact_value') return { kind: 'level', ...this.#levelAt(element) };
      if (kind !== 'float_feature') throw unsupportedModel('it has statistics of an unknown kind');
      const { column, isNanAbove } = this.#floatAt(element);
      return { kind: 'border', feature: column, border: Math.fround(numberAt(element.border, 'border')), isNanAbove };
    };
    const tables = this.#tables.map(({ elements, hashes, otherwise, values }) => ({
      ...{ elements: elements.map(elementOf), hashes: [...hashes], values: [...values], otherwise },
    }));
    return { levelHashes, tables };
  }
}

const indexOf = (feature: JsonObject, place: number): number =>
  countAt(feature.feature_index ?? place, 'feature_index', mostFeatures);

const flatIndexOf = (feature: JsonObject): number =>
  countAt(feature.flat_feature_index ?? feature.feature_index, 'flat_feature_index', mostFeatures - 1);

/** The places of the columns by CatBoost's numbers of them, among which those that a model has dropped are missing. */
function placesOf(features: readonly JsonObject[]): ReadonlyMap<number, number> {
  const numbers = features.map(flatIndexOf).sort((one, other) => one - other);
  const places = new Map(numbers.map((number, place) => [number, place]));
  if (places.size !== numbers.length) throw damagedModel('two features are the same column');
  return places;
}

function columnOf(feature: JsonObject, places: ReadonlyMap<number, number>) {
  const number = flatIndexOf(feature);
  const name = [feature.feature_id, feature.feature_name].find((one) => typeof one === 'string' && one !== '');
  return { column: places.get(number)!, name: typeof name === 'string' ? name : `f${number}` };
}

function floatOf(feature: JsonObject, places: ReadonlyMap<number, number>): FloatFeature {
  const treatment = feature.nan_value_treatment ?? 'AsIs';
  if (treatment !== 'AsIs' && treatment !== 'AsFalse' && treatment !== 'AsTrue') {
    throw damagedModel('nan_value_treatment has an unknown value');
  }
  const borders = feature.borders == null ? 0 : numbersAt(feature.borders, 'borders', null).length;
  return { ...columnOf(feature, places), isNanAbove: treatment === 'AsTrue', borders };
}

function columnsOf(features: readonly (FloatFeature | CatboostCategory)[]): ForeignModel['columns'] {
  const columns = new Array<ForeignModel['columns'][number]>(features.length);
  for (const feature of features) {
    columns[feature.column] = { name: feature.name, levels: 'levels' in feature ? (feature.levels ?? 'any') : null };
  }
  if (new Set(columns.map(({ name }) => name)).size !== columns.length)
    throw damagedModel('two features have the same name');
  return columns;
}
