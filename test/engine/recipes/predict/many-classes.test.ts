import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import type { PredictOptions } from '../../../../contract/predict/predict-options.ts';
import { documentBytes } from '../../../../workers/models/read-document.ts';
import { modelDocument, numberColumn, numberFeature, stumpEnsemble } from '../../../builders/model-document.ts';
import { predicting } from '../../../builders/prediction.ts';
import { temporaryFolder } from '../../../builders/temporary-file.ts';

const scratch = temporaryFolder();
const classes = Array.from({ length: 40 }, (_, place) => `kind ${place}`);
/** Below 50 the kinds 5, 4 and 3 are the likeliest, in that order; from there on it is 3, 4 and 5. */
const document = modelDocument({
  task: 'multiclass',
  target: { name: 'kind', unit: null, isPercent: false, classes },
  columns: [numberColumn('size', 0, 100)],
  features: [numberFeature('size', 0)],
  ensemble: stumpEnsemble(
    [3, 4, 5].map((output) => ({ feature: 0, threshold: 50, left: output, right: 8 - output, output })),
    1,
    classes.length,
  ),
});

function predict(wishes: Partial<PredictOptions> = {}) {
  const file = path.join(scratch.folder, 'sizes.csv');
  writeFileSync(file, `size\n${[20, 80].join('\n')}\n`);
  return predicting(file, documentBytes(document), wishes, (made) => made);
}

it('of many classes each row has the three likeliest with their probabilities', async () => {
  const { report, rows } = await predict();
  const likeliest = rows.map((row) =>
    ['kind (predicted)', 'kind (2. likeliest)', 'kind (3. likeliest)'].map((name) => row[name]),
  );
  expect(likeliest).toEqual([
    ['kind 5', 'kind 4', 'kind 3'],
    ['kind 3', 'kind 4', 'kind 5'],
  ]);
  for (const row of rows) {
    const shares = [
      row.Probability,
      row['Probability of the 2. likeliest'],
      row['Probability of the 3. likeliest'],
    ].map(Number);
    expect(shares[0]! / shares[1]!).toBeCloseTo(Math.E, 6);
    expect(shares[1]! / shares[2]!).toBeCloseTo(Math.E, 6);
    expect(row['Probability: kind 3']).toBeUndefined();
  }
  expect(report.warnings).toContainEqual({ code: 'CLASSES_LEFT_OUT', values: { classes: 40 } });
});

it('all probabilities are there where a person asks for them', async () => {
  const { report, rows } = await predict({ hasAllProbabilities: true });
  const sum = classes.reduce((total, name) => total + Number(rows[0]![`Probability: ${name}`]), 0);
  expect(sum).toBeCloseTo(1, 9);
  expect(rows[0]!['kind (2. likeliest)']).toBeUndefined();
  expect(report.warnings).toEqual([]);
});
