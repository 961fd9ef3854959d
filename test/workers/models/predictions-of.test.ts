import { describe, expect, it } from 'vitest';
import { classSetOf, type PredictingParts, predictionsOf } from '../../../workers/models/predictions-of.ts';

const parts: PredictingParts = {
  task: 'regression',
  link: 'identity',
  calibration: null,
  conformal: null,
  target: { name: 'score', unit: null, isPercent: false, classes: null },
};
const ofClasses = (classes: string[]): PredictingParts => ({
  ...parts,
  task: classes.length === 2 ? 'binary' : 'multiclass',
  link: classes.length === 2 ? 'logistic' : 'softmax',
  target: { ...parts.target, classes },
});

describe('predictions of margins', () => {
  it('of a number go through its link, and have the interval that is promised', () => {
    const conformal = { coverage: 0.9, observedCoverage: null, below: 2, above: 3, setThreshold: null };
    const plain = predictionsOf({ ...parts, conformal }, Float64Array.of(1, -1));
    expect(plain).toMatchObject({ rows: 2, probabilities: null, predictedClasses: null });
    expect([[...plain.values!], [...plain.low!], [...plain.high!]]).toEqual([
      [1, -1],
      [-1, -3],
      [4, 2],
    ]);
    const counts = predictionsOf({ ...parts, link: 'exponential' }, Float64Array.of(0, Math.log(3)));
    expect(counts.values![0]).toBe(1);
    expect(counts.values![1]).toBeCloseTo(3, 12);
    expect(counts.low).toBeNull();
    expect(predictionsOf({ ...parts, link: 'logistic' }, Float64Array.of(0)).values![0]).toBe(0.5);
  });

  it('of two classes speak of the second one', () => {
    const { probabilities, predictedClasses } = predictionsOf(ofClasses(['no', 'yes']), Float64Array.of(0, 2, -2, 800));
    expect(probabilities![3]).toBeCloseTo(1 / (1 + Math.exp(-2)), 12);
    expect([...probabilities!.slice(6)]).toEqual([0, 1]);
    // Where both are as likely it is the first.
    expect([...predictedClasses!]).toEqual([0, 1, 0, 1]);
  });

  it('of several classes sum to 1, however large the margins', () => {
    const { probabilities, predictedClasses } = predictionsOf(
      ofClasses(['a', 'b', 'c']),
      Float64Array.of(1, 2, 3, 900, -900, 0),
    );
    expect(probabilities!.slice(0, 3).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(probabilities![2]! / probabilities![1]!).toBeCloseTo(Math.E, 10);
    expect([...predictedClasses!]).toEqual([2, 0]);
  });

  it('are calibrated', () => {
    const calibration = { kind: 'temperature', temperature: 2 } as const;
    const made = predictionsOf({ ...ofClasses(['no', 'yes']), calibration }, Float64Array.of(2));
    expect(made.probabilities![1]).toBeCloseTo(1 / (1 + Math.exp(-1)), 12);
  });

  it('give the set of classes that is promised: the likeliest, as long as those before sum to no more than the threshold', () => {
    const conformal = { coverage: 0.9, observedCoverage: null, below: 0, above: 0, setThreshold: 0.65 };
    const document = { ...ofClasses(['a', 'b', 'c']), conformal };
    const margins = Float64Array.of(
      Math.log(0.3),
      Math.log(0.6),
      Math.log(0.1),
      Math.log(0.1),
      Math.log(0.2),
      Math.log(0.7),
    );
    const predictions = predictionsOf(document, margins);
    expect(classSetOf(document, predictions, 0)).toEqual([1, 0]);
    expect(classSetOf(document, predictions, 1)).toEqual([2]);
    expect(classSetOf({ ...document, conformal: null }, predictions, 0)).toEqual([1, 0, 2]);
  });
});
