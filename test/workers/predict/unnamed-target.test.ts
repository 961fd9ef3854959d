import { describe, expect, it } from 'vitest';
import { recordedColumns } from '../../../workers/models/recorded-predictions.ts';
import { addedColumns } from '../../../workers/predict/added-columns.ts';
import { targetPlaceOf } from '../../../workers/predict/match-model.ts';
import { goldenModel } from '../models/golden-model.ts';

const options = { hasAllProbabilities: false, isExplained: true } as const;
const column = { unit: null, type: 'number', isPercent: false } as never;

describe('a model that does not name what it predicts', () => {
  it('adds columns that are named for that', async () => {
    const { document } = await goldenModel('xgboost-regression.json');
    expect(document.target.name).toBe('');
    const names = (locale: 'en' | 'zh-CN') =>
      addedColumns(document, { ...options, locale }, ['math']).map(({ name }) => name);
    expect(names('en')).toEqual(['Prediction', 'Reason 1', 'Reason 2', 'Reason 3', 'Notes']);
    expect(names('zh-CN')[0]).toBe('预测值');
    const named = { ...document, target: { ...document.target, name: 'score' } };
    expect(addedColumns(named, { ...options, locale: 'en' }, [])[0]!.name).toBe('score (predicted)');
  });

  it('finds its true values in no column, however that is called', async () => {
    const { document } = await goldenModel('xgboost-regression.json');
    const noted = ['', '--', 'prediction'].map((name) => ({ ...(column as object), name })) as never;
    expect(targetPlaceOf(document, new Set(), noted)).toBeNull();
    const named = { ...document, target: { ...document.target, name: 'Prediction' } };
    expect(targetPlaceOf(named, new Set(), noted)).toBe(2);
  });

  it('is checked against the usual names of predictions, not a column without one', async () => {
    const { document } = await goldenModel('xgboost-regression.json');
    expect(recordedColumns(document, ['', ' (predicted)', 'prediction'])).toEqual([{ kind: 'value', place: 2 }]);
  });
});
