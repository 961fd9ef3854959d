import { expect, it } from 'vitest';
import { givenColumns } from '../../../workers/features/given-columns.ts';
import { openModel } from '../../../workers/models/open-model.ts';
import { explainInput } from '../../../workers/predict/explain-input.ts';
import { largest } from '../../../workers/predict/predicted-rows.ts';
import {
  categoryFeature,
  modelDocument,
  numberColumn,
  numberFeature,
  outcomeModel,
  priceModel,
  stumpEnsemble,
  textColumn,
} from '../../builders/model-document.ts';

const explain = async (
  document: Parameters<typeof openModel>[0],
  values: Record<string, number | string>,
  place: number | null = null,
) => explainInput(await openModel(document), givenColumns(document.columns, values), place);

it('explains the predicted class: base and contributions sum to its margin, the largest first', async () => {
  const told = await explain(outcomeModel(), { 成绩: 95, 专业: '软件工程', 出勤率: 0.9 });
  expect(told).toMatchObject({ predictedClass: 0, explainedClass: 0, value: null });
  // Mark of 80 or more: 1.5; 0.7 of the training below it: −1.
  expect(told.margin).toBeCloseTo(1.5, 12);
  expect(told.base).toBeCloseTo(0.7 * -1 + 0.3 * 1.5, 12);
  expect(told.contributions![0]).toMatchObject({ column: '成绩', value: 95, isOutOfRange: false });
  const sum = told.contributions!.reduce((total, { amount }) => total + amount, told.base);
  expect(sum).toBeCloseTo(told.margin, 12);
  const other = await explain(outcomeModel(), { 成绩: 95, 专业: '法学' }, 1);
  expect(other).toMatchObject({ predictedClass: 0, explainedClass: 1 });
  expect(other.contributions!.find(({ column }) => column === '专业')).toMatchObject({ value: '法学', isUnseen: true });
  expect(other.contributions!.find(({ column }) => column === '出勤率')).toMatchObject({ value: null });
});

it('explains a value with its interval', async () => {
  const told = await explain(priceModel(), { size: '150 m²', age: 200 });
  expect(told).toMatchObject({ value: 380, low: 350, high: 420, probabilities: null, explainedClass: null });
  expect(told.contributions).toEqual([
    { column: 'size', value: 150, isUnseen: false, isOutOfRange: false, amount: 75 },
    { column: 'age', value: 200, isUnseen: false, isOutOfRange: true, amount: -20 },
  ]);
});

it('turns the margin of two classes round for the first of them', async () => {
  const document = modelDocument({
    ...{ task: 'binary', target: { name: 'passes', unit: null, isPercent: false, classes: ['no', 'yes'] } },
    columns: [numberColumn('mark', 0, 100), textColumn('sex', ['f', 'm'])],
    features: [numberFeature('mark', 0), categoryFeature('sex', 1, ['f', 'm'])],
    ensemble: stumpEnsemble([{ feature: 0, threshold: 60, left: -2, right: 2 }], 2, 1),
  });
  const no = await explain(document, { mark: 30 });
  expect(no).toMatchObject({ predictedClass: 0, explainedClass: 0, margin: 2, base: expect.closeTo(0, 12) });
  const yes = await explain(document, { mark: 30 }, 1);
  expect(yes).toMatchObject({ explainedClass: 1, margin: -2 });
  expect(no.contributions![0]!.amount).toBeCloseTo(-yes.contributions![0]!.amount, 12);
});

it('finds the largest amounts whatever their sign, and none that is nothing', () => {
  expect(largest(Float64Array.of(0.1, -3, 0, 2, 2, Number.NaN), 3)).toEqual([1, 3, 4]);
  expect(largest(Float64Array.of(0, 0, 1e-12), 3)).toEqual([]);
});
