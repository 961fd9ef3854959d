import { describe, expect, it } from 'vitest';
import { type Work, workSchema } from '../../../contract/timetable.ts';
import { workDraftOf, workOf } from '../../../renderer/timetable/work-draft.ts';

const model = { id: '00000000-0000-4000-8000-000000000001', name: 'Dropout' };
const predicting: Work = {
  ...{ recipe: 'predict', priority: 'high', newestOf: null },
  options: { modelId: model.id, groupBy: 'major', split: 'workbooks', driftGate: 0.25, locale: 'zh-CN' },
};
const training: Work = {
  ...{ recipe: 'train', priority: 'normal' },
  options: { target: 'grade', preset: 'quick', folds: 3, modelName: null },
};

describe('work that is filled in', () => {
  it('says again what it was, with everything the form does not show', () => {
    expect(workOf(workDraftOf(predicting, model), predicting, 'en')).toEqual({
      ...predicting,
      options: { ...predicting.options, isExplained: true },
    });
    expect(workOf(workDraftOf(training, null), training, 'en')).toEqual(training);
    const comparing: Work = {
      ...{ recipe: 'compare', priority: 'low' },
      options: { key: ['id'], ignored: ['note'], tolerance: 0.01 },
    };
    expect(workOf(workDraftOf(comparing, null), comparing, 'en')).toEqual(comparing);
    const profile: Work = { recipe: 'profile', options: { seed: 7 }, priority: 'low' };
    expect(workOf({ ...workDraftOf(profile, null), priority: 'high' }, profile, 'en')).toEqual({
      ...profile,
      priority: 'high',
    });
  });

  it('is a profile unless told otherwise, and nothing while a model or a target is missing', () => {
    const blank = workDraftOf(null, null);
    expect(workOf(blank, null, 'en')).toEqual({ recipe: 'profile', priority: 'normal', options: {} });
    expect(workOf({ ...blank, recipe: 'predict' }, null, 'en')).toBeNull();
    expect(workOf({ ...blank, recipe: 'train', target: '  ' }, null, 'en')).toBeNull();
    // The model has been removed since.
    expect(workOf(workDraftOf(predicting, null), predicting, 'en')).toBeNull();
  });

  it('takes nothing along from another recipe, and is work that the engine takes', () => {
    const toTrain = workOf({ ...workDraftOf(predicting, model), recipe: 'train', target: ' grade ' }, predicting, 'en');
    expect(toTrain).toMatchObject({
      recipe: 'train',
      options: { target: 'grade', preset: 'balanced', modelName: null },
    });
    expect(toTrain?.options).not.toHaveProperty('groupBy');
    const toPredict = workOf(
      { ...workDraftOf(training, null), recipe: 'predict', model, groupBy: ' ' },
      training,
      'en',
    );
    expect(toPredict).toMatchObject({
      newestOf: 'Dropout',
      options: { modelId: model.id, groupBy: null, locale: 'en' },
    });
    for (const work of [toTrain, toPredict]) expect(workSchema.safeParse(work).success).toBe(true);
  });
});
