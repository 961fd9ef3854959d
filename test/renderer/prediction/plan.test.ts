import { beforeEach, describe, expect, it } from 'vitest';
import { predictWith } from '../../../renderer/models/predict-with.ts';
import { effectiveMatches } from '../../../renderer/predict/effective-matches.ts';
import { byFit, fitOf, plainName } from '../../../renderer/predict/model-fit.ts';
import { blankPrediction, blankTraining } from '../../../renderer/store/prediction-slice.ts';
import { useStore } from '../../../renderer/store/store.ts';
import { canChooseUse, usedColumns, withUse } from '../../../renderer/train/column-use.ts';
import { roughTrainingMs } from '../../../renderer/train/rough-time.ts';
import fc from '../../builders/fast-check.ts';
import { sampleModel } from './sample-model.ts';
import { sampleMatches } from './sample-prediction-report.ts';
import { sampleColumns, sampleProposal } from './sample-training-report.ts';

describe('which columns are learned from', () => {
  const columns = sampleColumns(24);
  const usual = blankTraining.options;

  it('is as proposed until the person says otherwise', () => {
    const features = columns.filter(({ role }) => role === 'feature').map(({ name }) => name);
    expect(features.length).toBeGreaterThan(0);
    expect([...usedColumns(columns, usual)]).toEqual(features);
  });

  it('takes a column back in and out, and leaves nothing behind', () => {
    const id = columns.find(({ role }) => role === 'id')!;
    const feature = columns.find(({ role }) => role === 'feature')!;
    const changed = withUse(withUse(usual, [id], true), [feature], false);
    expect(changed).toMatchObject({ include: [id.name], exclude: [feature.name] });
    expect(usedColumns(columns, changed).has(id.name)).toBe(true);
    expect(usedColumns(columns, changed).has(feature.name)).toBe(false);
    expect(withUse(withUse(changed, [id], false), [feature], true)).toEqual(usual);
  });

  it('never touches what is decided, whatever is switched', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ place: fc.nat(columns.length - 1), isOn: fc.boolean() })), (steps) => {
        const end = steps.reduce((settings, { place, isOn }) => withUse(settings, [columns[place]!], isOn), usual);
        const fixed = columns.filter((column) => !canChooseUse(column)).map(({ name }) => name);
        for (const name of fixed) expect([...end.exclude, ...end.include]).not.toContain(name);
        expect(end.exclude.filter((name) => end.include.includes(name))).toEqual([]);
        const last = new Map(steps.map(({ place, isOn }) => [place, isOn]));
        const used = usedColumns(columns, end);
        for (const [place, isOn] of last) {
          if (canChooseUse(columns[place]!)) expect(used.has(columns[place]!.name)).toBe(isOn);
        }
      }),
    );
  });
});

describe('the first guess of the time', () => {
  it('rises with thoroughness, files and rows', () => {
    const proposal = sampleProposal(null);
    const quick = roughTrainingMs(proposal, 1, 'quick');
    expect(roughTrainingMs(proposal, 1, 'balanced')).toBeGreaterThan(quick);
    expect(roughTrainingMs(proposal, 3, 'quick')).toBeGreaterThan(quick);
    expect(roughTrainingMs({ ...proposal, rows: 10 * proposal.rows }, 1, 'quick')).toBeGreaterThan(quick);
  });
});

describe('how a model fits a file', () => {
  it('recognises columns whatever their case, spaces and width', () => {
    expect(plainName(' Ｌinear_Algebra (A)')).toBe(plainName('linear algebra a'));
    const model = sampleModel(0);
    const names = model.inputs.map(({ name }) => name);
    expect(fitOf(model, names)).toBe(1);
    expect(fitOf(model, [])).toBe(0);
    expect(fitOf({ inputs: [] }, names)).toBe(0);
    expect(fitOf(model, names.slice(0, Math.floor(names.length / 2)))).toBeCloseTo(0.5, 1);
  });

  it('puts the best fitting first, then the newest, those nobody could look at last', () => {
    const of = (fit: number | null, createdAtMs: number) => ({ fit, createdAtMs });
    const models = [of(null, 9), of(0.5, 5), of(1, 1), of(0.5, 6)];
    expect(models.toSorted(byFit).map(({ createdAtMs }) => createdAtMs)).toEqual([1, 6, 5, 9]);
  });
});

describe('how columns are matched', () => {
  it('follows what the person chose, and only where it is another choice', () => {
    const found = sampleMatches(0);
    const [same, renamed, , , absent] = found;
    const given = { [renamed!.column]: null, [absent!.column]: '姓名', [same!.column]: same!.source };
    const effective = effectiveMatches(found, given);
    expect(effective[0]).toMatchObject({ kind: 'same', source: same!.source });
    expect(effective[1]).toMatchObject({ kind: 'absent', source: null, similarity: null });
    expect(effective[4]).toMatchObject({ kind: 'given', source: '姓名' });
    expect(effectiveMatches(found, {})).toEqual(found);
  });
});

describe('predicting with a model of the library', () => {
  beforeEach(() => useStore.setState({ predictDraft: blankPrediction, recipe: 'profile', screen: 'models' }));

  it('goes to the start screen with that model and nothing left of another', () => {
    useStore.getState().changePredictSettings({ columnMatches: { a: 'b' }, groupBy: 'Major' });
    predictWith('m');
    const { screen, recipe, predictDraft } = useStore.getState();
    expect({ screen, recipe }).toEqual({ screen: 'start', recipe: 'predict' });
    expect(predictDraft).toEqual({ ...blankPrediction, modelId: 'm' });
  });
});
