import type { CategoryStatistics, StatisticElement } from '../../contract/models/model-document.ts';
import type { Explanations } from '../trees/explain/explain-rows.ts';
import type { FeatureColumn } from '../trees/feature-column.ts';
import { categoryHash } from './city-hash.ts';
import { damagedModel } from './model-reason.ts';

const multiplier = 0x4906ba494954cb65n;
const bits = 64;

/** CatBoost's hash of what was asked before and one answer more (catboost/libs/model/hash.h of its sources). */
export function joinedHash(before: bigint, answer: number): bigint {
  const own = BigInt.asUintN(bits, multiplier * BigInt.asUintN(bits, BigInt(answer)));
  return BigInt.asUintN(bits, multiplier * (before + own));
}

type Table = CategoryStatistics['tables'][number];

/** The statistics of a document, ready to be asked. */
export class OpenStatistics {
  readonly #statistics: CategoryStatistics;
  readonly #values: readonly ReadonlyMap<bigint, number>[];
  readonly #textHashes = new WeakMap<readonly string[], readonly number[]>();

  /** Throws MODEL_DAMAGED where they ask for what a matrix of so many `features` does not have. */
  constructor(statistics: CategoryStatistics, features: number) {
    const { levelHashes, tables } = statistics;
    if (levelHashes.length !== features) throw damagedModel('a statistic of categories lacks its levels');
    for (const { elements, hashes, values } of tables) {
      if (elements.some(({ feature }) => feature >= features)) throw damagedModel(`feature ${features} does not exist`);
      if (hashes.length !== values.length) throw damagedModel('levels and their values differ in number');
    }
    this.#statistics = statistics;
    this.#values = tables.map(({ hashes, values }) => new Map(hashes.map((hash, at) => [BigInt(hash), values[at]!])));
  }

  /** How many features they add. */
  get count(): number {
    return this.#values.length;
  }

  /** The features of the rows `fromRow` up to `toRow` (not included), those of the matrix and then these. */
  extended(columns: readonly FeatureColumn[], fromRow: number, toRow: number): FeatureColumn[] {
    const asked = columns.map((column, feature) => this.#asked(column, feature, fromRow, toRow));
    const rows = toRow - fromRow;
    const own = asked.map(({ column }) => column);
    return [...own, ...this.#statistics.tables.map((table, place) => this.#column(table, place, asked, rows))];
  }

  /** A column of texts becomes one of the categories that trees ask for one by one. */
  #asked(column: FeatureColumn, feature: number, fromRow: number, toRow: number): AskedColumn {
    const hashes = this.#statistics.levelHashes[feature]!;
    if (column.kind === 'number') {
      const values = column.values.subarray(fromRow, toRow);
      return { column: { kind: 'number', values }, codes: values, hashes };
    }
    const codes = column.codes.subarray(fromRow, toRow);
    if (!column.texts) return { column: { ...column, codes }, codes, hashes };
    const ofTexts = this.#hashesOf(column.texts);
    const placeOf = new Map(hashes.map((hash, place) => [hash, place]));
    const places = ofTexts.map((hash) => placeOf.get(hash) ?? -1);
    const found = codes.map((code) => places[code] ?? -1);
    return { column: { kind: 'category', codes: found, levels: hashes.length }, codes, hashes: ofTexts };
  }

  /** Parts of a table share their texts. */
  #hashesOf(texts: readonly string[]): readonly number[] {
    let hashes = this.#textHashes.get(texts);
    if (!hashes) {
      hashes = texts.map(categoryHash);
      this.#textHashes.set(texts, hashes);
    }
    return hashes;
  }

  #column(table: Table, place: number, columns: readonly AskedColumn[], rows: number): FeatureColumn {
    const values = new Float64Array(rows);
    // Rows that answer alike are asked for once.
    const found = new Map<string, number>();
    for (let row = 0; row < rows; row++) {
      const answers = table.elements.map((element) => answerOf(element, columns[element.feature]!, row));
      const key = answers.join(' ');
      let value = found.get(key);
      if (value === undefined) {
        value = this.#valueOf(table, place, answers, columns);
        found.set(key, value);
      }
      values[row] = value;
    }
    return { kind: 'number', values };
  }

  #valueOf(
    { elements, otherwise }: Table,
    place: number,
    answers: readonly number[],
    columns: readonly AskedColumn[],
  ): number {
    let hash = 0n;
    for (const [at, { feature, kind }] of elements.entries()) {
      const answer = answers[at]!;
      const told = kind === 'category' ? columns[feature]!.hashes[answer] : answer;
      // What is missing, or a text that a file of known texts does not name, was not seen in training.
      if (told === undefined) return otherwise;
      hash = joinedHash(hash, told);
    }
    return this.#values[place]!.get(hash) ?? otherwise;
  }

  /** Explanations of the features of the matrix alone: what a statistic adds is shared by the features it asks for. */
  folded({ bases, contributions }: Explanations, features: number): Explanations {
    const { tables } = this.#statistics;
    const width = features + tables.length;
    const rows = contributions.length / width;
    const kept = new Float64Array(rows * features);
    for (let row = 0; row < rows; row++) {
      kept.set(contributions.subarray(row * width, row * width + features), row * features);
      for (const [place, { elements }] of tables.entries()) {
        const share = contributions[row * width + features + place]! / elements.length;
        for (const { feature } of elements) kept[row * features + feature]! += share;
      }
    }
    return { bases, contributions: kept };
  }
}

/** A column of some rows. */
interface AskedColumn {
  /** As the trees see it. */
  readonly column: FeatureColumn;
  /** Numbers, or places of categories among the hashes. */
  readonly codes: ArrayLike<number>;
  readonly hashes: readonly number[];
}

/** The code of a category, or 1 for yes and 0 for no. */
function answerOf(element: StatisticElement, { codes, column }: AskedColumn, row: number): number {
  if (element.kind === 'category') return codes[row]!;
  const value = column.kind === 'category' ? column.codes[row]! : Math.fround(column.values[row]!);
  if (element.kind === 'level') return value === element.level ? 1 : 0;
  return (Number.isNaN(value) ? element.isNanAbove : value > element.border) ? 1 : 0;
}
