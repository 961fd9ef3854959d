import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openModel } from '../../../workers/models/open-model.ts';
import { unpackEnsemble } from '../../../workers/models/pack-ensemble.ts';
import { predictionsOf } from '../../../workers/models/predictions-of.ts';
import { readForeign } from '../../../workers/models/read-model-file.ts';
import type { FeatureColumn } from '../../../workers/trees/feature-column.ts';
import { goldenModel, largestDifference, matrixOf, modelsFolder } from './golden-model.ts';

const files = readdirSync(modelsFolder).filter(
  (file) => /^(xgboost|lightgbm|catboost).*\.(json|ubj|txt|cbm)$/.test(file) && !file.includes('expected'),
);

/** LightGBM's margins are the sum of a forest's trees, not their mean, and stand before the factor of its sigmoid. */
const scales: Readonly<Record<string, number>> = {
  'lightgbm-forest.txt': 1 / 6,
  'lightgbm-sigmoid.txt': 0.7,
  'lightgbm-one-against-all.txt': 0.8,
};
const scaleOf = (file: string): number => scales[file] ?? 1;

/** Nor does LightGBM explain linear leaves. */
const isExplained = (file: string): boolean => !file.startsWith('catboost') && !file.startsWith('lightgbm-linear');

describe('models written by other programs', () => {
  it('are all here', () => {
    expect(files.length).toBeGreaterThanOrEqual(27);
  });

  it.each(files)('%s gives the margins and predictions of its own program', async (file) => {
    const { document, expected, features } = await goldenModel(file);
    const model = await openModel(document);
    const margins = await model.margins(features, 0, expected.rows.length);
    const unscaled = margins.map((margin) => margin / scaleOf(file));
    expect(largestDifference(unscaled, expected.margins.flat())).toBeLessThan(1e-6);

    const { values, probabilities } = predictionsOf(document, margins);
    const theirs = expected.predictions.flat();
    if (document.task === 'regression') expect(largestDifference(values!, theirs)).toBeLessThan(1e-6);
    else if (document.task === 'multiclass') expect(largestDifference(probabilities!, theirs)).toBeLessThan(1e-6);
    else if (file !== 'xgboost-raw.json') {
      const positive = probabilities!.filter((_, at) => at % 2 === 1);
      expect(largestDifference(positive, theirs)).toBeLessThan(1e-6);
    }
  });

  it.each(files.filter(isExplained))('%s is explained as by its own program', async (file) => {
    const { document, expected, features } = await goldenModel(file);
    const model = await openModel(document);
    const rows = expected.rows.length;
    const width = document.features.length;
    const theirs = expected.contributions.map((row) => row.flat());
    const scale = scaleOf(file);
    for (let output = 0; output < model.outputs; output++) {
      const { bases, contributions } = model.explain!(features, 0, rows, output);
      const ours = Array.from({ length: rows }, (_, row) => [
        ...contributions.subarray(row * width, (row + 1) * width),
        bases[output]!,
      ]).flatMap((row) => row.map((amount) => amount / scale));
      const own = theirs.flatMap((row) => row.slice(output * (width + 1), (output + 1) * (width + 1)));
      // XGBoost adds these up in single precision.
      expect(largestDifference(ours, own)).toBeLessThan(file.startsWith('xgboost') ? 2e-5 : 1e-6);
    }
  });

  it('a LightGBM file of nothing but what predictions need is read', async () => {
    const lines = [
      ...['tree', 'version=v4', 'num_class=1', 'num_tree_per_iteration=1', 'max_feature_idx=1', 'objective=regression'],
      ...['feature_names=a b', '', 'Tree=0', 'num_leaves=3', 'split_feature=0 1', 'threshold=1.5 2', 'left_child=1 -1'],
      ...['right_child=-3 -2', 'leaf_value=0.25 0.5 1', '', 'end of trees', ''],
    ];
    const document = await readForeign(Buffer.from(lines.join('\n')), { classes: null, target: null });
    const column = (...values: number[]): FeatureColumn => ({ kind: 'number', values: Float64Array.from(values) });
    const model = await openModel(document);
    // Not above a threshold is left; missing counts as zero.
    const margins = await model.margins([column(1.5, 1.6, 1, Number.NaN), column(2, 0, 2.1, Number.NaN)], 0, 4);
    expect([...margins]).toEqual([0.25, 1, 0.5, 0.25]);
  });

  it('LightGBM’s classes that stand each against all others have a probability each', async () => {
    const text = readFileSync(path.join(modelsFolder, 'lightgbm-multiclass.txt'), 'utf8');
    const changed = text.replace(/objective=multiclass num_class:3/, 'objective=multiclassova num_class:3 sigmoid:0.5');
    expect(changed).not.toBe(text);
    const document = await readForeign(Buffer.from(changed), { classes: null, target: null });
    expect(document).toMatchObject({ task: 'multiclass', link: 'logistic' });
    const { expected, features } = await goldenModel('lightgbm-multiclass.txt');
    const margins = await (await openModel(document)).margins(features, 0, expected.rows.length);
    const { probabilities } = predictionsOf(document, margins);
    const theirs = expected.margins.flat().map((margin) => 1 / (1 + Math.exp(-0.5 * margin)));
    expect(largestDifference(probabilities!, theirs)).toBeLessThan(1e-6);
  });

  it('XGBoost’s categories of version 3.1 are texts', async () => {
    const { document: coded, expected, features } = await goldenModel('xgboost-categories.json');
    const text = readFileSync(path.join(modelsFolder, 'xgboost-categories.json'), 'utf8');
    const file = JSON.parse(text.replaceAll('NaN', 'null'));
    const names = ['法律', 'art', 'engineering', 'medicine', 'music'];
    const bytes = names.map((name) => Buffer.from(name));
    const offsets = [0];
    for (const { length } of bytes) offsets.push(offsets.at(-1)! + length);
    const place = coded.columns.findIndex(({ name }) => name === 'course');
    const none = { offsets: [], values: [] };
    const enc = coded.columns.map((_, column) =>
      column === place ? { offsets, values: [...new Int8Array(Buffer.concat(bytes))] } : none,
    );
    const { model } = file.learner.gradient_booster;
    Object.assign(model, { cats: { enc, feature_segments: [0, 0, 0, 0, 5], sorted_idx: [] } });
    const document = await readForeign(Buffer.from(JSON.stringify({ ...file, version: [3, 1, 0] })), {
      ...{ classes: null, target: null },
    });
    expect(document.columns[place]).toMatchObject({ name: 'course', type: 'text' });
    const rows = expected.rows.map((row) =>
      row.map((cell, column) => (expected.columns[column] === 'course' && cell !== null ? names[Number(cell)]! : cell)),
    );
    const texts = matrixOf(document, expected.columns, rows);
    const [ours, theirs] = await Promise.all(
      [
        { of: document, with: texts },
        { of: coded, with: features },
      ].map(async (one) => (await openModel(one.of)).margins(one.with, 0, rows.length)),
    );
    expect(new Set(rows.map((row) => row[expected.columns.indexOf('course')])).size).toBeGreaterThan(3);
    expect([...ours!]).toEqual([...theirs!]);
  });

  it('XGBoost’s rounds behind the best one are told of', async () => {
    const file = JSON.parse(readFileSync(path.join(modelsFolder, 'xgboost-multiclass.json'), 'utf8'));
    const { learner } = file;
    const rounds = learner.gradient_booster.model.trees.length / 3;
    const warningsOf = async (best: number) => {
      learner.attributes = { best_iteration: String(best) };
      const document = await readForeign(Buffer.from(JSON.stringify(file)), { classes: null, target: null });
      return document.card.warnings;
    };
    expect(await warningsOf(1)).toEqual([{ code: 'allRounds', values: { best: 2, rounds } }]);
    expect(await warningsOf(rounds - 1)).toEqual([]);
  });

  it.each([
    ['regression', '"9.9E2"', '"[9.9E2]"', [990]],
    ['multiclass', '"5E-1"', '"[5E-1]"', [0.5, 0.5, 0.5]],
    ['multiclass', '"5E-1"', '"[1E-1,-2.5E-1,3E0]"', [0.1, -0.25, 3]],
  ])('XGBoost’s %s with base score %s written as a list, %s, is read', async (name, from, to, scores) => {
    const text = readFileSync(path.join(modelsFolder, `xgboost-${name}.json`), 'utf8');
    const bytes = Buffer.from(text.replace(`"base_score":${from}`, `"base_score":${to}`).replace('[1,7,4]', '[3,1,0]'));
    const document = await readForeign(bytes, { classes: null, target: null });
    const { predictor } = document;
    if (predictor.kind !== 'trees') throw new TypeError('a model of trees is read as such');
    expect(document.card.origin).toBe('xgboost');
    expect([...unpackEnsemble(predictor.ensemble).baseScores]).toEqual(scores);
  });
});
