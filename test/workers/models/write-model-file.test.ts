import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { ModelDocument } from '../../../contract/models/model-document.ts';
import { modelLosses, modelLossSentence } from '../../../contract/models/model-losses.ts';
import { modelLossesOf } from '../../../workers/models/export/model-losses.ts';
import { openModel } from '../../../workers/models/open-model.ts';
import { predictionsOf } from '../../../workers/models/predictions-of.ts';
import { readForeign } from '../../../workers/models/read-model-file.ts';
import { modelFileBytes } from '../../../workers/models/write-model-file.ts';
import type { FeatureColumn } from '../../../workers/trees/feature-column.ts';
import { askPython, hasOnnx, hasXgboost } from '../../builders/python.ts';
import { createRandom } from '../../builders/random.ts';
import { documentOf, randomColumns, randomEnsemble } from '../../builders/random-ensemble.ts';
import { temporaryFolder } from '../../builders/temporary-file.ts';
import { goldenModel, largestDifference } from './golden-model.ts';

const script = fileURLToPath(new URL('./score_with_xgboost.py', import.meta.url));
const onnxScript = fileURLToPath(new URL('./score_with_onnx.py', import.meta.url));
const scratch = temporaryFolder();
const rows = 60;
const given = { classes: null, target: null };

const target = (classes: string[] | null) => ({ name: 'Result', unit: null, isPercent: false, classes });
const cases: Record<string, { outputs: number; parts: Partial<ModelDocument> }> = {
  'a number': { outputs: 1, parts: {} },
  'a count': { outputs: 1, parts: { link: 'exponential' } },
  'two classes': { outputs: 1, parts: { task: 'binary', link: 'logistic', target: target(['no', 'yes']) } },
  'two calibrated classes': {
    outputs: 1,
    parts: {
      ...{ task: 'binary', link: 'logistic', target: target(['no', 'yes']) },
      calibration: { kind: 'temperature', temperature: 1.7 },
    },
  },
  'two classes without probabilities': {
    outputs: 1,
    parts: { task: 'binary', link: 'step', target: target(['no', 'yes']) },
  },
  'three classes': { outputs: 3, parts: { task: 'multiclass', link: 'softmax', target: target(['低', '中', '高']) } },
};
const shape = { numbers: 5, levels: [3, 40], trees: 30, depth: 6 };

function modelOf(name: string): { document: ModelDocument; columns: FeatureColumn[] } {
  const { outputs, parts } = cases[name]!;
  const random = createRandom(outputs * 7 + name.length);
  const document = documentOf(randomEnsemble({ ...shape, outputs, random }), shape.levels, parts);
  const named = document.features.map((feature, place) =>
    place === 0 ? { ...feature, name: 'score [%] <数学>' } : feature,
  );
  return { document: { ...document, features: named }, columns: randomColumns({ ...shape, random }, rows) };
}

async function ownPredictions(document: ModelDocument, columns: readonly FeatureColumn[]): Promise<number[]> {
  const model = await openModel(document);
  const { probabilities, values } = predictionsOf(document, await model.margins(columns, 0, rows));
  return [...(values ?? probabilities)!];
}

/** As the matrix of an ONNX file has them: codes of categories that are missing are NaN. */
const plain = (columns: readonly FeatureColumn[]): FeatureColumn[] =>
  columns.map((column): FeatureColumn => {
    if (column.kind === 'number') return column;
    return { kind: 'number', values: Float64Array.from(column.codes, (code) => (code < 0 ? Number.NaN : code)) };
  });

/** null where it is missing. */
function cellOf(column: FeatureColumn, row: number): number | null {
  if (column.kind === 'category') return column.codes[row]! < 0 ? null : column.codes[row]!;
  return Number.isNaN(column.values[row]) ? null : column.values[row]!;
}

const cellsOf = (columns: readonly FeatureColumn[]) =>
  Array.from({ length: rows }, (_, row) => columns.map((column) => cellOf(column, row)));

describe('a model written as XGBoost JSON', () => {
  // python3-xgboost of Debian 12 is 1.7.4; where it is not installed there is nothing to compare with.
  it.skipIf(!hasXgboost())('is scored by XGBoost as by us', { timeout: 300_000 }, async () => {
    const names = Object.keys(cases);
    const files = names.flatMap((name, place) => {
      const { document, columns } = modelOf(name);
      return [
        scratch.write(`model-${place}.json`, modelFileBytes(document, 'xgboost-json')),
        scratch.write(`rows-${place}.json`, JSON.stringify(cellsOf(columns))),
      ];
    });
    const predicted = askPython<(number | number[])[][]>(script, files);
    for (const [place, name] of names.entries()) {
      const { document, columns } = modelOf(name);
      const ours = await ownPredictions(document, columns);
      const compared = document.task === 'binary' ? ours.filter((_, at) => at % 2 === 1) : ours;
      expect(largestDifference(compared, predicted[place]!.flat()), name).toBeLessThan(1e-6);
    }
  });

  it.each(Object.keys(cases))('that predicts %s is read back', async (name) => {
    const { document, columns } = modelOf(name);
    const read = await readForeign(modelFileBytes(document, 'xgboost-json'), {
      ...given,
      classes: document.target.classes,
    });
    expect(
      largestDifference(await ownPredictions(read, columns), await ownPredictions(document, columns)),
    ).toBeLessThan(1e-6);
  });

  it('is refused where XGBoost would see other numbers', async () => {
    const { document } = await goldenModel('lightgbm-regression.txt');
    expect(() => modelFileBytes(document, 'xgboost-json')).toThrow(
      expect.objectContaining({ code: 'MODEL_NOT_EXPORTABLE' }),
    );
    expect(() => modelFileBytes(document, 'onnx')).toThrow(expect.objectContaining({ code: 'MODEL_NOT_EXPORTABLE' }));
  });
});

describe('a model written as ONNX', () => {
  it('that weighs each class against all others is read back, and only ours may sum to what it likes', async () => {
    const { document, columns } = modelOf('three classes');
    const each: ModelDocument = { ...document, link: 'logistic' };
    const bytes = modelFileBytes(each, 'onnx');
    const read = await readForeign(bytes, given);
    expect(read).toMatchObject({
      task: 'multiclass',
      link: 'logistic',
      card: { warnings: [{ code: 'oneAgainstAll' }] },
    });
    const ours = await ownPredictions(each, columns);
    expect(largestDifference(await ownPredictions(read, plain(columns)), ours)).toBeLessThan(2e-6);
    const sums = Array.from({ length: rows }, (_, row) => ours[row * 3]! + ours[row * 3 + 1]! + ours[row * 3 + 2]!);
    expect(Math.max(...sums.map((sum) => Math.abs(sum - 1)))).toBeGreaterThan(0.1);
    const unmarked = Buffer.from(
      bytes.toString('latin1').replace('each class by itself', 'each class by others'),
      'latin1',
    );
    await expect(readForeign(unmarked, given)).rejects.toMatchObject({
      ...{ code: 'MODEL_ONNX_UNSUPPORTED', values: { reason: 'its numbers are no probabilities of classes' } },
    });
  });

  it.each(Object.keys(cases))('that predicts %s is scored by ONNX Runtime as by us', async (name) => {
    const { document, columns } = modelOf(name);
    const bytes = modelFileBytes(document, 'onnx');
    expect(modelFileBytes(document, 'onnx').equals(bytes)).toBe(true);
    const read = await readForeign(bytes, { ...given, classes: document.target.classes });
    expect(read.task).toBe(document.task);
    expect(read.predictor.kind).toBe('onnx');
    expect(read.columns).toHaveLength(document.features.length);
    const ours = await ownPredictions(document, columns);
    expect(largestDifference(await ownPredictions(read, plain(columns)), ours)).toBeLessThan(2e-6);
    expect(modelFileBytes(read, 'onnx').equals(bytes)).toBe(true);
  });
});

describe('a model written as ONNX, seen by the module of ONNX', () => {
  // python3-onnx of Debian 12 only checks files; from 1.13 on (AUSPEX_PYTHON) it also runs them, by the book and not by ONNX Runtime.
  it.skipIf(!hasOnnx())('is valid, and predicts as we do', { timeout: 300_000 }, async () => {
    const names = Object.keys(cases);
    const each = { ...modelOf('three classes').document, link: 'logistic' } as const;
    const models = [...names.map(modelOf), { ...modelOf('three classes'), document: each }];
    const files = models.flatMap(({ document, columns }, place) => [
      scratch.write(`model-${place}.onnx`, modelFileBytes(document, 'onnx')),
      scratch.write(`onnx-rows-${place}.json`, JSON.stringify(cellsOf(columns))),
    ]);
    const told = askPython<(Record<string, unknown[]> | null)[]>(onnxScript, files);
    expect(told).toHaveLength(models.length);
    for (const [place, { document, columns }] of models.entries()) {
      const theirs = told[place];
      if (!theirs) continue;
      const { classes } = document.target;
      const numbers = (classes ? theirs['probabilities'] : theirs['value']) as number[][];
      const ours = await ownPredictions(document, columns);
      expect(largestDifference(ours, numbers.flat()), names[place] ?? 'each class by itself').toBeLessThan(2e-6);
      if (!classes) continue;
      const { predictedClasses } = predictionsOf(document, await (await openModel(document)).margins(columns, 0, rows));
      expect(theirs['label']).toEqual(Array.from(predictedClasses!, (at) => classes[at]));
    }
  });
});

describe('what a file does not hold', () => {
  const conformal = { coverage: 0.9, observedCoverage: null, below: 1, above: 1, setThreshold: 0.9 };
  const isotonic: ModelDocument['calibration'] = { kind: 'isotonic', curves: [{ from: [0, 1], to: [0, 1] }] };

  it('is told', () => {
    const number = { ...modelOf('a number').document, conformal };
    const classes = { ...modelOf('three classes').document, conformal, calibration: isotonic };
    expect(modelLossesOf(number, 'onnx')).toEqual(['encodings', 'intervals']);
    expect(modelLossesOf(classes, 'xgboost-json')).toEqual(['encodings', 'calibration', 'classSets']);
    expect(modelLossesOf(classes, 'auspex-model')).toEqual([]);
    const plain = { ...number, conformal: null, features: number.features.slice(0, 5) };
    expect(modelLossesOf(plain, 'xgboost-json')).toEqual([]);
  });

  it('is a sentence in both languages', () => {
    for (const loss of modelLosses) {
      expect(modelLossSentence(loss, 'en')).toMatch(/^Its? .+\.$/);
      expect(modelLossSentence(loss, 'zh-CN')).toMatch(/\p{Script=Han}.*。$/u);
    }
  });
});

describe('a document of our own', () => {
  it('is read as it was written, to the byte', async () => {
    const { document } = modelOf('three classes');
    const bytes = modelFileBytes(document, 'auspex-model');
    const read = await readForeign(bytes, given);
    expect(modelFileBytes(read, 'auspex-model').equals(bytes)).toBe(true);
  });
});
