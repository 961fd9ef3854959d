import { describe, expect, it } from 'vitest';
import type { FeatureColumn } from '../../../../workers/trees/feature-column.ts';
import { scoreMargins } from '../../../../workers/trees/score/score-margins.ts';
import {
  hasReferenceTables,
  type ReferenceScores,
  referenceRows,
  referenceScores,
} from '../../../builders/reference-tables.ts';
import { fitAlone } from '../../../builders/tree-fits.ts';

/** Scores of 300 rounds at 0.1 and depth 6 on every fifth row; texts as categories, or as numbers in the order of the texts. */
function scoresOf(file: string, { target, labels }: ReferenceScores, textsAs: 'category' | 'number') {
  const [names, ...cells] = referenceRows(file);
  const place = names!.indexOf(target);
  const features = names!.flatMap((_, column): FeatureColumn[] => {
    if (column === place) return [];
    const texts = cells.map((row) => row[column]!);
    const isMissing = (text: string) => text === '' || text === '?';
    if (texts.every((text) => isMissing(text) || !Number.isNaN(Number(text)))) {
      return [
        { kind: 'number', values: Float64Array.from(texts, (text) => (isMissing(text) ? Number.NaN : Number(text))) },
      ];
    }
    const levels = [...new Set(texts.filter((text) => !isMissing(text)))].sort();
    const codes = Int32Array.from(texts, (text) => levels.indexOf(text));
    if (textsAs === 'category') return [{ kind: 'category', codes, levels: levels.length }];
    return [{ kind: 'number', values: Float64Array.from(codes, (code) => (code < 0 ? Number.NaN : code)) }];
  });
  const truth = Float64Array.from(cells, (row) => (labels ? labels.indexOf(row[place]!) : Number(row[place])));
  const classes = labels?.length ?? 0;
  const all = cells.map((_, row) => row);
  const test = all.filter((row) => row % 5 === 4);
  const set = {
    ...{ rows: cells.length, features, target: truth, weights: null, validationRows: new Uint32Array(0) },
    trainRows: Uint32Array.from(all.filter((row) => row % 5 !== 4)),
  };
  const objective =
    classes === 0
      ? ({ kind: 'squared' } as const)
      : classes === 2
        ? ({ kind: 'logistic' } as const)
        : ({ kind: 'softmax', classes } as const);
  const { ensemble } = fitAlone(set, objective, {
    ...{ rounds: 300, learningRate: 0.1, maxDepth: 6 },
    ...{ cuts: 'values', start: 'half' },
  });
  const margins = scoreMargins(ensemble, features, 0, cells.length);
  let right = 0;
  let loss = 0;
  let squares = 0;
  for (const row of test) {
    const own = Array.from(margins.subarray(row * ensemble.outputs, (row + 1) * ensemble.outputs));
    squares += (own[0]! - truth[row]!) ** 2;
    const ofClasses = classes === 2 ? [0, own[0]!] : own;
    right += ofClasses.indexOf(Math.max(...ofClasses)) === truth[row] ? 1 : 0;
    loss += Math.log(ofClasses.reduce((sum, margin) => sum + Math.exp(margin), 0)) - (ofClasses[truth[row]!] ?? 0);
  }
  return { accuracy: right / test.length, logloss: loss / test.length, rmse: Math.sqrt(squares / test.length) };
}

describe.skipIf(!hasReferenceTables)('on real tables', () => {
  const references = referenceScores();

  it.each([
    ['dropout', 'students-dropout.csv', 'number'],
    ['adult', 'adult.csv', 'category'],
    ['adult', 'adult.csv', 'number'],
    ['california', 'california-housing.csv', 'category'],
    ['california', 'california-housing.csv', 'number'],
  ] as const)('%s: scores as good as XGBoost’s (%s, texts as %s)', (name, file, textsAs) => {
    const reference = references[name]!;
    const ours = scoresOf(file, reference, textsAs);
    const theirs = reference.models.xgb_hist_300!;
    if (reference.labels) {
      expect(ours.accuracy).toBeGreaterThan(theirs.accuracy! - 0.005);
      expect(ours.logloss).toBeLessThan(theirs.logloss! * 1.03);
    } else expect(ours.rmse).toBeLessThan(theirs.rmse! * 1.02);
  });
});
