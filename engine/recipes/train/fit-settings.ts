import type { TrainOptions, TrainPreset } from '../../../contract/train/train-options.ts';
import type { FitSettings, MatrixFacts } from '../../../contract/train/train-orders.ts';

/** Numbers of each preset where the options give none. */
const presets: Readonly<Record<TrainPreset, FitSettings>> = {
  quick: {
    ...{ rounds: 200, learningRate: 0.1, depth: 6, leaves: 0, rowSampling: 1, columnSampling: 1 },
    ...{ lambda: 1, alpha: 0, minChildWeight: 1, earlyStoppingRounds: 15, linearStart: 0 },
  },
  balanced: {
    ...{ rounds: 3000, learningRate: 0.05, depth: 6, leaves: 0, rowSampling: 0.8, columnSampling: 0.7 },
    ...{ lambda: 1, alpha: 0, minChildWeight: 1, earlyStoppingRounds: 50, linearStart: 0 },
  },
  thorough: {
    ...{ rounds: 5000, learningRate: 0.03, depth: 6, leaves: 0, rowSampling: 0.8, columnSampling: 0.7 },
    ...{ lambda: 1, alpha: 0, minChildWeight: 1, earlyStoppingRounds: 80, linearStart: 0 },
  },
};

/** Of XGBoost, for a fit whose number of trees is given. */
const fixed: FitSettings = {
  ...{ rounds: 300, learningRate: 0.1, depth: 6, leaves: 0, rowSampling: 1, columnSampling: 1 },
  ...{ lambda: 1, alpha: 0, minChildWeight: 1, earlyStoppingRounds: 0, linearStart: 0 },
};

/** Fewer rows than this are told apart by shallower trees, in smaller steps: more rounds cost little there. */
const manyRows = 8_000;
/** Whether trying and averaging several settings costs little. */
export const hasFewRows = ({ trainRows }: Pick<MatrixFacts, 'trainRows'>): boolean => trainRows < manyRows;

const smallSteps = { learningRate: 0.03, rounds: 5000, earlyStoppingRounds: 80 };
/** Of tables whose rounds go through so many cells at least, balanced steps are larger and fewer: a training is to end within the hour. */
const largeSteps = [
  { cells: 100_000_000, steps: { learningRate: 0.2, rounds: 500, earlyStoppingRounds: 25 } },
  { cells: 5_000_000, steps: { learningRate: 0.1, rounds: 1500, earlyStoppingRounds: 30 } },
];
/** Features that a tree looks at, about, and the shares within which that stays. */
const drawnFeatures = 6;
const drawnShares = { least: 0.4, most: 0.7 };
/** The mean of so many rows is drawn towards zero by half; for classes it is the default of XGBoost. */
const lambdaOfNumbers = 3;

/** A preset with what suits the rows: chosen by cross-validation on tables of students, incomes and houses. */
function suited({ learningRate, preset: name }: TrainOptions, facts: MatrixFacts): FitSettings {
  const { features, outputs, task, trainRows } = facts;
  const preset = presets[name];
  const isNumber = task === 'regression';
  const isOpen = name === 'balanced' && learningRate === null;
  const large = largeSteps.find(({ cells }) => isOpen && trainRows * features * outputs >= cells);
  return {
    ...preset,
    ...(hasFewRows(facts) ? { ...smallSteps, depth: preset.depth - 1 } : large?.steps),
    columnSampling: rounded(Math.max(drawnShares.least, Math.min(drawnShares.most, drawnFeatures / features))),
    ...(isNumber ? { lambda: lambdaOfNumbers, minChildWeight: 2 } : {}),
  };
}

/**
 * What to fit with: the preset as it suits the rows, or where the number of trees is given plain boosting, and what else the options
 * give. Before the rows are known (null) it is the preset as it stands.
 */
export function fitSettings(options: TrainOptions, facts: MatrixFacts | null): FitSettings {
  const { preset, trees } = options;
  const given = { ...fixed, rounds: trees ?? fixed.rounds };
  const own = preset === 'quick' || facts === null ? presets[preset] : suited(options, facts);
  const base = trees === null ? own : given;
  const { leaves } = options;
  return {
    ...base,
    learningRate: options.learningRate ?? base.learningRate,
    // Leaf by leaf a tree may grow deeper than level by level.
    depth: options.depth ?? (leaves === null ? base.depth : 16),
    leaves: leaves ?? base.leaves,
    rowSampling: options.rowSampling ?? base.rowSampling,
    columnSampling: options.columnSampling ?? base.columnSampling,
    lambda: options.lambda ?? base.lambda,
    alpha: options.alpha ?? base.alpha,
    minChildWeight: options.minChildWeight ?? base.minChildWeight,
    earlyStoppingRounds: options.earlyStoppingRounds ?? base.earlyStoppingRounds,
  };
}

/** Whether the options leave anything to search for. */
export const isSearching = ({ preset, trees }: TrainOptions): boolean => preset === 'thorough' && trees === null;

/** Settings that a search tries at most. */
const searchTrials = 40;
/** Of tables with more cells than this the settings of the preset are taken as they are: trying costs more than it wins. */
const mostTriedCells = 2_000_000;

/**
 * How many settings are tried before the folds are fitted: those of a search, or of a table that is not large the preset beside a few
 * that suit where few columns count, several only together, or rows mislead.
 */
export function trialsFor(options: TrainOptions, rows: number, columns: number): number {
  if (isSearching(options)) return searchTrials;
  const { columnSampling, leaves, preset, trees } = options;
  const isOpen = preset === 'balanced' && trees === null && columnSampling === null && leaves === null;
  if (!isOpen || rows * columns > mostTriedCells) return 0;
  if (options.depth !== null) return 2;
  return rows < manyRows ? 1 + ofFewRows.length : 3;
}

/** Levels of trees that leave room for little but sums, and levels more where many rows can tell what counts together. */
const shallowDepth = 3;
const moreDepth = 2;

/** What holds back trees where few rows mislead them. */
const cautious = { columnSampling: 0.5, depth: 4, lambda: 10, minChildWeight: 5 };
/** What lets trees learn few rows by heart, where those that come are much like them. */
const eager = { rowSampling: 1, columnSampling: 0.7, depth: 7, lambda: 0.5, minChildWeight: 1 };
/** Leaf by leaf, as LightGBM and scikit-learn grow trees. */
const leafwise = { columnSampling: 1, depth: 16, leaves: 31, lambda: 1, minChildWeight: 1 };
/** Penalties of a linear model to start from. */
const linearPenalty = { small: 1, large: 10 };

/** What is tried beside the preset where rows are few. */
const ofFewRows: readonly Partial<FitSettings>[] = [
  { columnSampling: 1 },
  { columnSampling: 1, depth: shallowDepth },
  cautious,
  { columnSampling: 1, depth: shallowDepth, linearStart: linearPenalty.large },
  { ...cautious, linearStart: linearPenalty.small },
  eager,
  leafwise,
];

/** What is tried beside the preset, by place. What the options give stays, and a linear model is no start where it could not keep a promise. */
export function variantSettings(options: TrainOptions, facts: MatrixFacts, place: number): FitSettings {
  const base = fitSettings(options, facts);
  if (place === 0) return base;
  const ofManyRows = [{ columnSampling: 1 }, { columnSampling: 1, depth: base.depth + moreDepth }];
  const variant = { ...(hasFewRows(facts) ? ofFewRows : ofManyRows)[place - 1]! };
  const { alpha, columnSampling, depth, lambda, learningRate, leaves, minChildWeight, rowSampling } = options;
  const given = { alpha, columnSampling, depth, lambda, learningRate, leaves, minChildWeight, rowSampling };
  const kept = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));
  return { ...base, ...variant, ...kept, ...(mayStartLinear(options) ? {} : { linearStart: 0 }) };
}

/** A linear model is none of counts, quantiles, weighted classes and columns that must only rise. */
function mayStartLinear({ classWeights, monotone, objective }: TrainOptions): boolean {
  const isPlain = objective === null || objective === 'squared' || objective === 'logistic' || objective === 'softmax';
  return isPlain && classWeights === 'none' && Object.keys(monotone).length === 0;
}

/**
 * The settings at a place of the search: first those without a search, of few rows also what is tried there, then random ones (Bergstra & Bengio 2012), each made of the
 * seed and its place alone. What the options give stays.
 */
export function trialSettings(options: TrainOptions, facts: MatrixFacts, place: number): FitSettings {
  const base = fitSettings(options, facts);
  const { features } = facts;
  if (place === 0) return base;
  if (hasFewRows(facts) && place <= ofFewRows.length) return variantSettings(options, facts, place);
  const random = randomFrom((options.seed ^ Math.imul(place, 0x9e3779b1)) >>> 0);
  const between = (low: number, high: number) => low + (high - low) * random();
  const logBetween = (low: number, high: number) => rounded(Math.exp(between(Math.log(low), Math.log(high))));
  const drawn: FitSettings = {
    ...base,
    learningRate: rounded(logBetween(0.02, 0.08)),
    depth: Math.round(between(3, 10)),
    rowSampling: rounded(between(0.5, 1)),
    columnSampling: rounded(Math.max(1 / Math.max(1, features), between(0.3, 1))),
    lambda: logBetween(0.3, 30),
    alpha: random() < 0.6 ? 0 : logBetween(0.01, 5),
    minChildWeight: logBetween(0.5, 50),
  };
  const given = (
    name: 'learningRate' | 'depth' | 'rowSampling' | 'columnSampling' | 'lambda' | 'alpha' | 'minChildWeight',
  ) => (options[name] === null ? drawn[name] : base[name]);
  return {
    ...drawn,
    ...{ learningRate: given('learningRate'), depth: given('depth'), rowSampling: given('rowSampling') },
    ...{ columnSampling: given('columnSampling'), lambda: given('lambda'), alpha: given('alpha') },
    minChildWeight: given('minChildWeight'),
  };
}

const rounded = (value: number): number => Number(value.toPrecision(3));

/** Mulberry32 (T. Ettinger, 2017): 0 up to, without, 1. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
