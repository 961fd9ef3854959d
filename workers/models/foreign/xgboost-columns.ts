import { damagedModel } from '../model-reason.ts';
import type { ForeignColumn } from './foreign-document.ts';
import { type JsonObject, listAt, numbersAt, objectAt, textAt } from './json-values.ts';

/**
 * The columns of an XGBoost file. From version 3.1 on it holds the categories that the table of its training had; before, the columns
 * hold their codes. Throws MODEL_DAMAGED.
 */
export function xgboostColumns(learner: JsonObject, booster: JsonObject, features: number): ForeignColumn[] {
  const levels = categoriesOf(booster, features);
  return columnNames(learner.feature_names, features).map((name, place) => ({ name, levels: levels[place] ?? null }));
}

function columnNames(value: unknown, features: number): string[] {
  const names = value === undefined ? [] : listAt(value, 'feature_names').map((name) => textAt(name, 'a feature name'));
  if (names.length === 0) return Array.from({ length: features }, (_, place) => `f${place}`);
  if (names.length !== features) throw damagedModel(`it has ${names.length} feature names for ${features} features`);
  if (new Set(names).size !== names.length) throw damagedModel('two features have the same name');
  return names;
}

/** By feature; none where a column holds numbers (src/data/cat_container.cc of XGBoost's sources). */
function categoriesOf(booster: JsonObject, features: number): (readonly string[] | null)[] {
  const inner = booster.gbtree === undefined ? booster : objectAt(booster.gbtree, 'gbtree');
  const model = inner.model === undefined ? {} : objectAt(inner.model, 'model');
  const cats = model.cats === undefined ? null : objectAt(model.cats, 'cats');
  const columns = cats?.enc === undefined ? [] : listAt(cats.enc, 'enc');
  if (columns.length !== 0 && columns.length !== features) {
    throw damagedModel(`enc has ${columns.length} values, not ${features}`);
  }
  return columns.map((column) => {
    const { offsets, values } = objectAt(column, 'enc');
    const found =
      offsets === undefined ? Array.from(numbersAt(values, 'values', null), String) : textsOf(offsets, values);
    if (new Set(found).size !== found.length) throw damagedModel('two categories have the same text');
    return found.length > 0 ? found : null;
  });
}

/** Bytes of UTF-8 one text behind the other, with or without a sign, and where each begins. */
function textsOf(offsets: unknown, values: unknown): string[] {
  const starts = numbersAt(offsets, 'offsets', null);
  const bytes = Buffer.from(Array.from(numbersAt(values, 'values', null), (byte) => byte & 255));
  return Array.from({ length: Math.max(0, starts.length - 1) }, (_, place) => {
    const [from, to] = [starts[place]!, starts[place + 1]!];
    if (!(from >= 0 && from <= to && to <= bytes.length)) throw damagedModel('it points outside itself');
    return bytes.toString('utf8', from, to);
  });
}
