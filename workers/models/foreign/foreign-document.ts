import type {
  CategoryStatistics,
  FeatureEncoding,
  ModelColumn,
  ModelDocument,
  ModelFeature,
  PredictionTask,
} from '../../../contract/models/model-document.ts';
import { modelFormatVersion } from '../../../contract/models/model-document.ts';
import type { TreeEnsemble } from '../../trees/ensemble.ts';
import { checkEnsemble } from '../check-ensemble.ts';
import { checkLeaves, type LinearLeaves, packLeaves } from '../linear/linear-leaves.ts';
import { type LinearModel, packLinear } from '../linear/linear-model.ts';
import { damagedModel } from '../model-reason.ts';
import { packEnsemble } from '../pack-ensemble.ts';

/** What the person who imports a model tells of it, where its file does not. */
export interface GivenNames {
  readonly classes: readonly string[] | null;
  readonly target: string | null;
}

/** What a foreign model predicts with. */
export type ForeignPredictor =
  | { readonly kind: 'trees'; readonly ensemble: TreeEnsemble; readonly statistics?: CategoryStatistics }
  | { readonly kind: 'linearTrees'; readonly ensemble: TreeEnsemble; readonly leaves: LinearLeaves }
  | { readonly kind: 'linear'; readonly linear: LinearModel };

/** A column that a foreign model looks at, each as one feature. */
export interface ForeignColumn {
  readonly name: string;
  /** Of categories those that are known; `any`: the texts themselves are looked at. null: it holds numbers. */
  readonly levels: readonly string[] | 'any' | null;
}

/** What a foreign file tells of a model. */
export interface ForeignModel {
  readonly origin: ModelDocument['card']['origin'];
  readonly task: PredictionTask;
  readonly link: ModelDocument['link'];
  /** null: the file does not tell them. */
  readonly classes: readonly string[] | null;
  readonly columns: readonly ForeignColumn[];
  readonly predictor: ForeignPredictor;
  /** Version of the program that made it, as its file tells it. */
  readonly madeBy: string;
  /** As the file has them: the objective and the like. */
  readonly options: Readonly<Record<string, unknown>>;
  /** What of the file a person should know beside what its link says. */
  readonly warnings?: ModelDocument['card']['warnings'];
}

/** The document of a foreign model. Throws MODEL_DAMAGED where its trees cannot be walked. */
export function foreignDocument(model: ForeignModel, given: GivenNames): ModelDocument {
  const { predictor } = model;
  if (predictor.kind !== 'linear') checkEnsemble(predictor.ensemble);
  if (predictor.kind === 'linearTrees') checkLeaves(predictor.leaves, predictor.ensemble);
  const classes = classesOf(model, given);
  return {
    format: 'auspex-model',
    formatVersion: modelFormatVersion,
    task: model.task,
    target: { name: given.target ?? '', unit: null, isPercent: false, classes },
    link: model.link,
    columns: model.columns.map(({ name, levels }) => foreignColumn(name, levels ? 'text' : 'number')),
    features: model.columns.map(
      ({ name, levels }, column): ModelFeature => ({
        name,
        column,
        encoding: encodingOf(levels),
      }),
    ),
    predictor: packedPredictor(predictor),
    calibration: null,
    conformal: null,
    predictionReference: null,
    groupColumn: null,
    card: foreignCard(
      { ...model, warnings: [...linkWarnings(model), ...(model.warnings ?? [])] },
      predictor.kind === 'linear' ? 0 : predictor.ensemble.treeOutputs.length,
      importanceOf(model),
    ),
  };
}

function packedPredictor(predictor: ForeignPredictor): ModelDocument['predictor'] {
  if (predictor.kind === 'linear') return { kind: 'linear', linear: packLinear(predictor.linear) };
  const ensemble = packEnsemble(predictor.ensemble);
  if (predictor.kind === 'linearTrees') return { kind: 'linearTrees', ensemble, leaves: packLeaves(predictor.leaves) };
  return { ...predictor, ensemble };
}

function encodingOf(levels: ForeignColumn['levels']): FeatureEncoding {
  if (levels === 'any') return { kind: 'text' };
  return levels ? { kind: 'category', levels: [...levels] } : { kind: 'number' };
}

/** A column of which only name and type are known. */
export const foreignColumn = (name: string, type: ModelColumn['type']): ModelColumn => ({
  name,
  type,
  unit: null,
  isPercent: false,
  reference: null,
  typical: null,
});

/** What a person should know of the probabilities that a model tells. */
export function linkWarnings({ link, task }: Pick<ForeignModel, 'link' | 'task'>): ModelDocument['card']['warnings'] {
  if (link === 'step') return [{ code: 'classesOnly', values: {} }];
  return link === 'logistic' && task === 'multiclass' ? [{ code: 'oneAgainstAll', values: {} }] : [];
}

/** The card of a model that was made elsewhere. */
export const foreignCard = (
  { origin, madeBy, options, warnings = [] }: Pick<ForeignModel, 'origin' | 'madeBy' | 'options' | 'warnings'>,
  trees: number,
  importance: ModelDocument['card']['importance'],
): ModelDocument['card'] => ({
  origin,
  engineVersion: madeBy,
  files: [],
  dataFingerprint: null,
  rows: null,
  trees,
  seed: null,
  options: { ...options },
  crossValidated: null,
  holdout: null,
  test: null,
  baseline: null,
  importance,
  warnings: [...warnings],
});

function classesOf({ task, classes, predictor }: ForeignModel, given: GivenNames): string[] | null {
  if (task === 'regression') return null;
  const { outputs } = predictor.kind === 'linear' ? predictor.linear : predictor.ensemble;
  const count = task === 'binary' ? 2 : outputs;
  const names = given.classes ?? classes ?? Array.from({ length: count }, (_, place) => String(place));
  if (names.length !== count) throw damagedModel(`it has ${count} classes, and ${names.length} names were given`);
  return [...names];
}

const importanceCount = 50;

/** By gain. What the weights of a linear model come to hangs on the units of its columns, which the file does not tell. */
function importanceOf({ columns, predictor }: ForeignModel): ModelDocument['card']['importance'] {
  if (predictor.kind === 'linear') return [];
  const { ensemble } = predictor;
  const gains = new Float64Array(columns.length);
  for (let node = 0; node < ensemble.splitFeatures.length; node++) {
    const feature = ensemble.splitFeatures[node]!;
    if (feature >= 0) gains[feature]! += Math.max(0, ensemble.gains[node]!);
  }
  const total = gains.reduce((sum, gain) => sum + gain, 0);
  if (!(total > 0)) return [];
  return columns
    .map(({ name }, place) => ({ feature: name, share: gains[place]! / total }))
    .filter(({ share }) => share > 0)
    .sort((a, b) => b.share - a.share)
    .slice(0, importanceCount);
}
