import type { ModelDocument } from '../../contract/models/model-document.ts';
import { EnsembleBuilder, type ForeignNode } from '../../workers/models/foreign/ensemble-builder.ts';
import { packEnsemble } from '../../workers/models/pack-ensemble.ts';
import { nodeFlag, type TreeEnsemble } from '../../workers/trees/ensemble.ts';
import type { FeatureColumn } from '../../workers/trees/feature-column.ts';

export interface EnsembleOrder {
  /** From 0 up to 1, not included; the same sequence gives the same ensemble. */
  readonly random: () => number;
  readonly numbers: number;
  /** Levels of each category feature, which stand behind the numbers. */
  readonly levels?: readonly number[];
  readonly trees: number;
  readonly depth: number;
  readonly outputs?: number;
  readonly roundsToSingle?: boolean;
}

/** Trees with questions of all kinds, grown by chance; some branches end early. */
export function randomEnsemble(order: EnsembleOrder): TreeEnsemble {
  const { random, numbers, levels = [], outputs = 1, roundsToSingle = true } = order;
  const builder = new EnsembleBuilder(numbers + levels.length, outputs);
  const below = (limit: number) => Math.floor(random() * limit);
  for (let tree = 0; tree < order.trees; tree++) {
    const nodes: ForeignNode[] = [];
    const grow = (depth: number, cover: number): number => {
      const place = nodes.length;
      const shared = { threshold: 0, flags: 0, categories: null, cover, gain: 0, value: Math.fround(random() - 0.5) };
      nodes.push({ ...shared, feature: -1, left: 0, right: 0 });
      if (depth === 0 || (depth < order.depth && random() < 0.15)) return place;
      const feature = below(numbers + levels.length);
      const share = 0.1 + 0.8 * random();
      const left = grow(depth - 1, cover * share);
      const right = grow(depth - 1, cover * (1 - share));
      const own = levels[feature - numbers];
      const categories =
        own === undefined ? null : Array.from({ length: own }, (_, code) => code).filter(() => random() < 0.5);
      const flags = random() < 0.5 ? nodeFlag.missingLeft : 0;
      nodes[place] = { ...shared, feature, left, right, flags, categories, threshold: Math.fround(random()) };
      return place;
    };
    grow(order.depth, 100);
    builder.addTree(tree % outputs, nodes.length, (place) => nodes[place]!);
  }
  return builder.build(
    Array.from({ length: outputs }, () => random()),
    roundsToSingle,
  );
}

/** Columns for such an ensemble; one cell in ten is missing. */
export function randomColumns(
  order: Pick<EnsembleOrder, 'random' | 'numbers' | 'levels'>,
  rows: number,
): FeatureColumn[] {
  const { random, numbers, levels = [] } = order;
  const isMissing = () => random() < 0.1;
  return [
    ...Array.from({ length: numbers }, (): FeatureColumn => {
      const values = Float64Array.from({ length: rows }, () => (isMissing() ? Number.NaN : random()));
      return { kind: 'number', values };
    }),
    ...levels.map((count): FeatureColumn => {
      const codes = Int32Array.from({ length: rows }, () => (isMissing() ? -1 : Math.floor(random() * count)));
      return { kind: 'category', codes, levels: count };
    }),
  ];
}

/** A document around an ensemble: numbers `n0`…, texts `t0`… with the levels `a0`…. */
export function documentOf(
  ensemble: TreeEnsemble,
  levels: readonly number[],
  parts: Partial<ModelDocument> = {},
): ModelDocument {
  const numbers = ensemble.features - levels.length;
  const columns = Array.from({ length: ensemble.features }, (_, place) => ({
    name: place < numbers ? `n${place}` : `t${place - numbers}`,
    type: place < numbers ? ('number' as const) : ('text' as const),
    unit: null,
    isPercent: false,
    reference: null,
    typical: null,
  }));
  return {
    format: 'auspex-model',
    formatVersion: 1,
    task: 'regression',
    target: { name: 'target', unit: null, isPercent: false, classes: null },
    link: 'identity',
    columns,
    features: columns.map(({ name }, column) => {
      const count = levels[column - numbers];
      const encoding =
        count === undefined
          ? ({ kind: 'number' } as const)
          : { kind: 'category' as const, levels: Array.from({ length: count }, (_, code) => `a${code}`) };
      return { name, column, encoding };
    }),
    predictor: { kind: 'trees', ensemble: packEnsemble(ensemble) },
    calibration: null,
    conformal: null,
    predictionReference: null,
    groupColumn: null,
    card: {
      ...{ origin: 'trained', engineVersion: '0.0.0', files: [], dataFingerprint: null, rows: null, trees: 1, seed: 1 },
      ...{ options: {}, crossValidated: null, holdout: null, test: null, baseline: null, importance: [], warnings: [] },
    },
    ...parts,
  };
}
