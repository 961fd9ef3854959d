import { describe, expect, it } from 'vitest';
import { formatsOf } from '../../../renderer/locale/formats.ts';
import { differingOptions, onlyIn } from '../../../renderer/models/model-differences.ts';
import { scoreRowsOfCard } from '../../../renderer/models/score-rows.ts';
import { bestPlace, scoreText, scoreWords, shownScores } from '../../../renderer/models/score-words.ts';
import { waterfallSteps } from '../../../renderer/models/waterfall-steps.ts';
import { byWeight, typicalValues } from '../../../renderer/models/what-if-values.ts';
import { columnsWorthALook, driftOf } from '../../../renderer/results/prediction/drift-levels.ts';
import {
  confusionCells,
  frequentMistakes,
  largestClasses,
} from '../../../renderer/results/training/confusion-cells.ts';
import { summarySentences, verdictOf } from '../../../renderer/results/training/summary-words.ts';
import fc from '../../builders/fast-check.ts';
import { sampleExplanation, sampleModel } from './sample-model.ts';
import { sampleMatches } from './sample-prediction-report.ts';
import { classScores, valueScores } from './sample-scores.ts';
import { sampleTrainingReport } from './sample-training-report.ts';

const formats = formatsOf('en');
/** The key with its values, so that a test sees what a sentence is made of. */
const t = ((key: string, values: object = {}) => `${key} ${JSON.stringify(values)}`) as never;

describe('scores in words', () => {
  it('say how often it is right, or how far it is off', () => {
    expect(scoreWords(classScores(0.784), t, formats)).toBe('score.right {"count":78}');
    expect(scoreWords(valueScores(5), t, formats)).toBe('score.off {"amount":"3.85"}');
    expect(scoreWords(null, t, formats)).toBeNull();
  });

  it('show only what applies, each in its own form', () => {
    const kinds = shownScores([null, valueScores(5)]);
    expect(kinds.map(({ name }) => name)).toEqual(['rmse', 'mae', 'r2']);
    expect(shownScores([null])).toEqual([]);
    expect(scoreText(kinds[0]!, 4.56789, formats)).toBe('4.568');
    expect(scoreText({ name: 'accuracy', isHigherBetter: true, isShare: true }, 0.5, formats)).toBe('50%');
    expect(scoreText(kinds[0]!, null, formats)).toBe('–');
  });

  it('mark the best by what is better, and none among equals', () => {
    const logloss = { name: 'logloss', isHigherBetter: false, isShare: false } as const;
    const accuracy = { name: 'accuracy', isHigherBetter: true, isShare: true } as const;
    expect(bestPlace(logloss, [0.5, null, 0.4])).toBe(2);
    expect(bestPlace(accuracy, [0.5, 0.7, 0.6])).toBe(1);
    expect(bestPlace(accuracy, [0.5, 0.5])).toBe(-1);
    expect(bestPlace(accuracy, [null, 0.5])).toBe(-1);
  });

  it('stand in rows, those that were not measured left out', () => {
    const rows = scoreRowsOfCard(sampleModel(0).card, t);
    expect(rows.map(({ label }) => label.split(' ')[0])).toEqual([
      ...['row.crossValidated', 'row.holdout', 'row.linear', 'row.trivial'],
    ]);
    expect(rows[0]?.deviation?.accuracy).toBeGreaterThan(0);
  });
});

describe('the summary of a training', () => {
  it('compares with always guessing the most frequent class', () => {
    const sentences = summarySentences(sampleTrainingReport(), t, formats);
    expect(sentences[0]).toBe('summary.right {"count":79}');
    expect(sentences[1]).toContain('升学 / Further study');
    expect(sentences).toHaveLength(3);
  });

  it('speaks of a number in its unit', () => {
    const sentences = summarySentences(sampleTrainingReport({ isNumber: true }), t, formats);
    expect(sentences[0]).toMatch(/^summary\.off .* points/);
    expect(sentences.at(-1)).toMatch(/^summary\.explained/);
  });

  it('judges by how far it goes beyond a guess', () => {
    const report = sampleTrainingReport();
    const withHoldout = (accuracy: number) => verdictOf({ ...report, holdout: classScores(accuracy) });
    expect(withHoldout(0.44)).toBe('none');
    expect(withHoldout(0.49)).toBe('weak');
    expect(withHoldout(0.8)).toBe('good');
    expect(withHoldout(0.999)).toBe('suspicious');
    expect(verdictOf({ ...report, holdout: null, crossValidated: null })).toBeNull();
  });
});

describe('a confusion matrix', () => {
  const confusion = [
    [8, 2, 0],
    [1, 3, 0],
    [0, 0, 0],
  ];

  it('is told by its shares of the true class', () => {
    const cells = confusionCells(confusion, [0, 1, 2]);
    expect(cells).toHaveLength(9);
    expect(cells[1]).toEqual({ truth: 0, predicted: 1, rows: 2, share: 0.2 });
    expect(cells.slice(6).every(({ share }) => share === 0)).toBe(true);
  });

  it('names its mistakes, the most frequent first, and draws its largest classes in their own order', () => {
    expect(frequentMistakes(confusion, 5).map(({ truth, predicted, rows }) => [truth, predicted, rows])).toEqual([
      [0, 1, 2],
      [1, 0, 1],
    ]);
    expect(largestClasses(confusion, 2)).toEqual([0, 1]);
    expect(largestClasses([[1], [5], [3]], 2)).toEqual([1, 2]);
  });
});

describe('a waterfall', () => {
  it('goes from the base to the margin, whatever is shown of it', () => {
    const model = sampleModel(0);
    fc.assert(
      fc.property(fc.double({ min: -3, max: 3, noNaN: true }), fc.integer({ min: 1, max: 40 }), (weight, shown) => {
        const explanation = sampleExplanation(model, weight, null);
        const steps = waterfallSteps(explanation, shown);
        expect(steps[0]).toMatchObject({ kind: 'base', to: explanation.base });
        expect(steps.at(-1)).toMatchObject({ kind: 'total', to: explanation.margin });
        const between = steps.slice(1, -1);
        for (const [place, step] of between.entries()) {
          expect(step.from).toBeCloseTo(between[place - 1]?.to ?? explanation.base, 9);
        }
        expect(between.at(-1)?.to).toBeCloseTo(explanation.margin, 9);
        const others = between.find(({ kind }) => kind === 'others')?.others ?? 0;
        expect(between.filter(({ kind }) => kind === 'column').length + others).toBe(model.inputs.length);
      }),
    );
  });
});

describe('what if', () => {
  it('begins with what is usual, the weightiest inputs first, with those made of a column counted to it', () => {
    const input = { type: 'number', unit: null, isPercent: false, reference: null } as const;
    const inputs = [
      { ...input, name: 'a', typical: 1 },
      { ...input, name: 'b', typical: null },
      { ...input, name: 'c', typical: 3 },
    ];
    expect(typicalValues(inputs)).toEqual({ a: 1, b: null, c: 3 });
    const importance = [
      { feature: 'c (month)', share: 0.4 },
      { feature: 'b', share: 0.3 },
      { feature: 'c (year)', share: 0.2 },
      { feature: 'gone', share: 0.1 },
    ];
    expect(byWeight(inputs, importance).map(({ name }) => name)).toEqual(['c', 'b', 'a']);
  });
});

describe('differences of two models', () => {
  it('are told in words, by option and by input', () => {
    const one = { depth: 6, preset: 'quick', timeColumn: null, settings: { lambda: 1 } };
    const other = { depth: 8, preset: 'quick', exclude: ['note'], settings: { lambda: 0.5 } };
    expect(differingOptions(one, other, 'en')).toEqual([
      { name: 'Depth of trees at most', first: '6', second: '8' },
      { name: 'L2 penalty on leaves (lambda)', first: '1', second: '0.5' },
      { name: 'Columns not used', first: '–', second: 'note' },
    ]);
    expect(differingOptions({ preset: 'quick' }, { preset: 'thorough' }, 'zh-CN')).toEqual([
      { name: '预设', first: '快速', second: '彻底' },
    ]);
    expect(onlyIn(['a', 'b'], ['b', 'c'])).toEqual(['a']);
  });
});

describe('drift', () => {
  it('is no drift where chance alone may bring as much', () => {
    expect(driftOf(0.3, 0.35)).toBe('none');
    expect(driftOf(0.3, 0.1)).toBe('major');
    expect(driftOf(0.12, null)).toBe('moderate');
    expect(driftOf(null, null)).toBe('none');
  });

  it('names the columns worth a look, absent ones first, then by how far they moved', () => {
    const noted = columnsWorthALook(sampleMatches(0));
    expect(noted.map(({ reason }) => reason)).toEqual(['absent', 'drift', 'drift', 'unseen']);
    expect(noted[1]?.level).toBe('major');
    expect(noted[3]).toMatchObject({ count: 12 });
  });
});
