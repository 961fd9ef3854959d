import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ModelDocument } from '../../../contract/models/model-document.ts';
import { mainTable } from '../../../contract/reading.ts';
import { checkModel } from '../../../workers/models/check-model.ts';
import { explainValues } from '../../../workers/models/explain-values.ts';
import { documentBytes } from '../../../workers/models/read-document.ts';
import { readModelFile } from '../../../workers/models/read-model-file.ts';
import { writeModelFile } from '../../../workers/models/write-model-file.ts';
import { planTable } from '../../../workers/tabular/plan-table.ts';
import { readPart } from '../../../workers/tabular/read-part.ts';
import { testContext } from '../../builders/order-context.ts';
import { createRandom } from '../../builders/random.ts';
import { documentOf, randomEnsemble } from '../../builders/random-ensemble.ts';
import { temporaryFolder } from '../../builders/temporary-file.ts';
import { goldenModel } from './golden-model.ts';

const scratch = temporaryFolder();

/** A table as csv with the recorded predictions of a golden model, some of them changed. */
async function checkedTable(name: string, document: ModelDocument, lines: readonly string[]) {
  const modelPath = scratch.write(`${name}.json`, documentBytes(document));
  const file = scratch.write(`${name}.csv`, `${lines.join('\n')}\n`);
  const { context } = testContext();
  const reading = { path: file, fileName: `${name}.csv`, reading: mainTable, maxParts: 1, maxMemoryBytes: 2 ** 31 };
  const plan = await planTable(reading, context);
  const { segment } = await readPart({ plan, part: 0, textColumns: [] }, context);
  const order = { modelPath, fileName: `${name}.csv`, columnNames: plan.columnNames, segments: [segment] };
  return checkModel(order, context);
}

describe('checking a model with recorded predictions', () => {
  const csv = (columns: readonly string[], rows: readonly (readonly (number | string | null)[])[]) => [
    columns.join(','),
    ...rows.map((row) => row.map((cell) => cell ?? '').join(',')),
  ];

  it('finds that they are equal', async () => {
    const { document, expected } = await goldenModel('xgboost-regression.json');
    const rows = expected.rows.map((row, place) => [...row, expected.predictions[place] as number]);
    const checked = await checkedTable('equal', document, csv([...expected.columns, 'prediction'], rows));
    expect(checked.checkedRows).toBe(expected.rows.length);
    expect(checked.largestDifference).toBeLessThan(1e-3);
  });

  it('compares probabilities by the names of the classes', async () => {
    const { document, expected } = await goldenModel('lightgbm-multiclass.txt');
    const named = { ...document, target: { ...document.target, classes: ['low', 'middle', 'high'] } };
    const rows = expected.rows.map((row, place) => [...row, (expected.predictions[place] as number[])[2]!]);
    const checked = await checkedTable('classes', named, csv([...expected.columns, 'P(high)'], rows));
    expect(checked).toMatchObject({ checkedRows: 40 });
    expect(checked.largestDifference).toBeLessThan(1e-9);
  });

  it('names the first row that differs', async () => {
    const { document, expected } = await goldenModel('xgboost-regression.json');
    const rows = expected.rows.map((row, place) => [
      ...row,
      (expected.predictions[place] as number) + (place === 6 ? 0.5 : 0),
    ]);
    const checking = checkedTable('different', document, csv([...expected.columns, 'prediction'], rows));
    await expect(checking).rejects.toMatchObject({ code: 'MODEL_MISMATCH', values: { row: 7 } });
  });

  it('tells when nothing is recorded', async () => {
    const { document, expected } = await goldenModel('xgboost-regression.json');
    const checking = checkedTable('nothing', document, csv(expected.columns, expected.rows));
    await expect(checking).rejects.toMatchObject({ code: 'MODEL_CHECK_IMPOSSIBLE' });
  });
});

describe('model orders', () => {
  it('explain one row that a person gives', async () => {
    const document = documentOf(
      randomEnsemble({ random: createRandom(2), numbers: 2, levels: [3], trees: 8, depth: 3 }),
      [3],
    );
    const modelPath = scratch.write('explained.json', documentBytes(document));
    const made = await explainValues({ modelPath, values: { n0: 0.4, t0: 'a1' }, explainedClass: null });
    expect(made.value).toBe(made.margin);
    const sum = made.contributions!.reduce((total, { amount }) => total + amount, made.base);
    expect(sum).toBeCloseTo(made.margin, 10);
    expect(made.contributions!.map(({ column }) => column).sort()).toEqual(['n0', 'n1', 't0']);
    expect(made.contributions!.find(({ column }) => column === 'n1')!.value).toBeNull();
  });

  it('write what they read', async () => {
    const { document } = await goldenModel('xgboost-binary.json');
    const modelPath = scratch.write('library.json', documentBytes(document));
    const written = await writeModelFile({ modelPath, format: 'xgboost-json', scratchPath: `${modelPath}.xgb` });
    expect(written.sizeBytes).toBe(readFileSync(written.path).length);
    const order = { path: written.path, fileName: 'model.json', classes: ['no', 'yes'], target: 'Passed' };
    const { file } = await readModelFile({ ...order, scratchPath: `${modelPath}.back` });
    const back = JSON.parse(readFileSync(file.path, 'utf8')) as ModelDocument;
    expect(back.target).toMatchObject({ name: 'Passed', classes: ['no', 'yes'] });
    expect(back.columns.map(({ name }) => name)).toEqual(document.columns.map(({ name }) => name));
  });
});
