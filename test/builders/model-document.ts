import type { ModelColumn, ModelDocument, ModelFeature } from '../../contract/models/model-document.ts';
import { packEnsemble } from '../../workers/models/pack-ensemble.ts';
import { nodeFlag, type TreeEnsemble } from '../../workers/trees/ensemble.ts';

/** A tree that asks one question. */
export interface Stump {
  readonly feature: number;
  /** Numbers below go left; missing ones too. */
  readonly threshold?: number;
  /** Categories that go right instead. */
  readonly categories?: readonly number[];
  readonly left: number;
  readonly right: number;
  /** Class whose margin it adds to. */
  readonly output?: number;
  readonly leftShare?: number;
}

const rowsBehind = 100;

/** An ensemble of stumps. */
export function stumpEnsemble(stumps: readonly Stump[], features: number, outputs: number, base = 0): TreeEnsemble {
  const each = <T>(make: (stump: Stump) => readonly [T, T, T]): T[] => stumps.flatMap((stump) => [...make(stump)]);
  const nodes = stumps.length * 3;
  const setOf = ({ categories = [] }: Stump) => categories.reduce((word, code) => word | (1 << code), 0);
  return {
    ...{ outputs, features, roundsToSingle: false, baseScores: new Float64Array(outputs).fill(base) },
    treeStarts: Uint32Array.from({ length: stumps.length + 1 }, (_, tree) => tree * 3),
    treeOutputs: Uint16Array.from(stumps, ({ output = 0 }) => output),
    splitFeatures: Int32Array.from(each(({ feature }) => [feature, -1, -1])),
    thresholds: Float64Array.from(each(({ threshold = 0 }) => [threshold, 0, 0])),
    leftNodes: Uint32Array.from({ length: nodes }, (_, node) => (node % 3 === 0 ? node + 1 : 0)),
    rightNodes: Uint32Array.from({ length: nodes }, (_, node) => (node % 3 === 0 ? node + 2 : 0)),
    flags: Uint8Array.from(
      each(({ categories }) => [nodeFlag.missingLeft | (categories ? nodeFlag.category : 0), 0, 0]),
    ),
    setStarts: Uint32Array.from({ length: nodes }, (_, node) => (node % 3 === 0 ? node / 3 : 0)),
    setSizes: Uint32Array.from(each(({ categories }) => [categories ? 1 : 0, 0, 0])),
    setWords: Uint32Array.from(stumps, setOf),
    values: Float64Array.from(each(({ left, right }) => [0, left, right])),
    covers: Float64Array.from(
      each(({ leftShare = 0.5 }) => [rowsBehind, rowsBehind * leftShare, rowsBehind * (1 - leftShare)]),
    ),
    gains: Float64Array.from(each(() => [1, 0, 0])),
  };
}

/** A column that was spread evenly from `minimum` to `maximum` in training. */
export function numberColumn(
  name: string,
  minimum: number,
  maximum: number,
  changes: Partial<ModelColumn> = {},
): ModelColumn {
  const step = (maximum - minimum) / 4;
  const edges = [1, 2, 3].map((bin) => minimum + bin * step);
  const reference = {
    kind: 'number',
    edges,
    shares: [0.25, 0.25, 0.25, 0.25],
    missingShare: 0,
    minimum,
    maximum,
  } as const;
  return {
    name,
    type: 'number',
    unit: null,
    isPercent: false,
    typical: (minimum + maximum) / 2,
    ...changes,
    reference: { ...reference, edges, shares: [...reference.shares] },
  };
}

/** A column of texts, each as frequent as the others in training. */
export function textColumn(name: string, levels: readonly string[]): ModelColumn {
  const shares = levels.map(() => 1 / levels.length);
  const reference = { kind: 'text' as const, levels: [...levels], shares, otherShare: 0, missingShare: 0 };
  return { name, type: 'text', unit: null, isPercent: false, reference, typical: levels[0] ?? null };
}

type Wishes = Pick<ModelDocument, 'columns' | 'features' | 'target' | 'task'> &
  Partial<ModelDocument> & { readonly ensemble: TreeEnsemble };

/** A model as a training gives it, from what matters to a test. */
export function modelDocument({ ensemble, ...wishes }: Wishes): ModelDocument {
  const links = { regression: 'identity', binary: 'logistic', multiclass: 'softmax' } as const;
  return {
    ...{ format: 'auspex-model', formatVersion: 1, link: links[wishes.task] },
    predictor: { kind: 'trees', ensemble: packEnsemble(ensemble) },
    ...{ calibration: null, conformal: null, predictionReference: null, groupColumn: null },
    card: {
      ...{
        origin: 'trained',
        engineVersion: '1.0.0',
        files: ['marks.csv'],
        dataFingerprint: 'f'.repeat(64),
        rows: 1000,
      },
      ...{ trees: ensemble.treeOutputs.length, seed: 1, options: {}, crossValidated: null, holdout: null, test: null },
      ...{ baseline: null, importance: [], warnings: [] },
    },
    ...wishes,
  };
}

export const numberFeature = (name: string, column: number): ModelFeature => ({
  ...{ name, column },
  encoding: { kind: 'number' },
});

export const categoryFeature = (name: string, column: number, levels: readonly string[]): ModelFeature => ({
  ...{ name, column },
  encoding: { kind: 'category', levels: [...levels] },
});

const majors = ['软件工程', '网络工程'];

/** Foretells what becomes of a student: by the mark (number), the major (text) and attendance (number, 0 to 1). */
export function outcomeModel(changes: Partial<ModelDocument> = {}): ModelDocument {
  return modelDocument({
    task: 'multiclass',
    target: { name: '去向', unit: null, isPercent: false, classes: ['升学', '就业', '待定'] },
    columns: [
      numberColumn('成绩', 40, 100),
      textColumn('专业', majors),
      numberColumn('出勤率', 0.5, 1, { isPercent: true }),
    ],
    features: [numberFeature('成绩', 0), categoryFeature('专业', 1, majors), numberFeature('出勤率', 2)],
    ensemble: stumpEnsemble(
      [
        { feature: 0, threshold: 80, left: -1, right: 1.5, output: 0, leftShare: 0.7 },
        { feature: 1, categories: [0], left: -0.25, right: 0.5, output: 1, leftShare: 0.4 },
        { feature: 2, threshold: 0.7, left: 1, right: -0.5, output: 2, leftShare: 0.2 },
        { feature: 0, threshold: 60, left: -0.5, right: 0.25, output: 1, leftShare: 0.3 },
      ],
      3,
      3,
    ),
    conformal: { coverage: 0.9, observedCoverage: 0.91, below: 0, above: 0, setThreshold: 0.8 },
    predictionReference: {
      kind: 'text',
      levels: ['升学', '就业', '待定'],
      shares: [0.4, 0.4, 0.2],
      otherShare: 0,
      missingShare: 0,
    },
    ...changes,
  });
}

/** Foretells a price by its size and age, with an interval. */
export function priceModel(changes: Partial<ModelDocument> = {}): ModelDocument {
  return modelDocument({
    task: 'regression',
    target: { name: 'price', unit: '€', isPercent: false, classes: null },
    columns: [numberColumn('size', 20, 180, { unit: 'm²' }), numberColumn('age', 0, 90)],
    features: [numberFeature('size', 0), numberFeature('age', 1)],
    ensemble: stumpEnsemble(
      [
        { feature: 0, threshold: 100, left: -50, right: 100 },
        { feature: 1, threshold: 30, left: 20, right: -20 },
      ],
      2,
      1,
      300,
    ),
    conformal: { coverage: 0.9, observedCoverage: 0.9, below: 30, above: 40, setThreshold: null },
    ...changes,
  });
}
