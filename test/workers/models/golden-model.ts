import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ModelDocument } from '../../../contract/models/model-document.ts';
import { encodeFeatures } from '../../../workers/features/encode-features.ts';
import type { InputColumn } from '../../../workers/features/input-column.ts';
import { readForeign } from '../../../workers/models/read-model-file.ts';
import type { FeatureColumn } from '../../../workers/trees/feature-column.ts';

export const modelsFolder = fileURLToPath(new URL('../../fixtures/models', import.meta.url));

/** What the program that made a model says of some rows; see test/fixtures/models/make.py. */
export interface ExpectedModel {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (number | string | null)[])[];
  readonly margins: readonly (number | readonly number[])[];
  readonly predictions: readonly (number | readonly number[])[];
  readonly contributions: readonly (readonly number[] | readonly (readonly number[])[])[];
}

export interface GoldenModel {
  readonly document: ModelDocument;
  readonly features: readonly FeatureColumn[];
  readonly expected: ExpectedModel;
}

/** A model file of the fixtures, read, with the rows its own program predicted. */
export async function goldenModel(fileName: string): Promise<GoldenModel> {
  const bytes = readFileSync(path.join(modelsFolder, fileName));
  const document = await readForeign(bytes, { classes: null, target: null });
  const expectedFile = path.join(modelsFolder, `${path.parse(fileName).name}.expected.json`);
  const expected = JSON.parse(readFileSync(expectedFile, 'utf8')) as ExpectedModel;
  return { document, expected, features: matrixOf(document, expected.columns, expected.rows) };
}

/** The matrix of features of rows that are given by columns. */
export function matrixOf(
  document: ModelDocument,
  columns: readonly string[],
  rows: ExpectedModel['rows'],
): FeatureColumn[] {
  const inputs = document.columns.map(({ name, type }): InputColumn => {
    const cells = rows.map((row) => row[columns.indexOf(name)] ?? null);
    if (type !== 'text') return { kind: type, values: Float64Array.from(cells, (cell) => Number(cell ?? Number.NaN)) };
    const texts = [...new Set(cells.filter((cell) => cell !== null).map(String))];
    return {
      kind: 'text',
      texts,
      codes: Int32Array.from(cells, (cell) => (cell === null ? -1 : texts.indexOf(String(cell)))),
    };
  });
  return encodeFeatures(document.features, inputs);
}

/** The largest difference between two lists of numbers, as a share where they are larger than 1. */
export function largestDifference(ours: ArrayLike<number>, theirs: readonly number[]): number {
  if (ours.length !== theirs.length) return Number.POSITIVE_INFINITY;
  return theirs.reduce(
    (worst, value, at) => Math.max(worst, Math.abs(ours[at]! - value) / Math.max(1, Math.abs(value))),
    0,
  );
}
