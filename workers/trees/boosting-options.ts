/** What is learned. */
export type BoostingObjective =
  | { readonly kind: 'squared' | 'absolute' | 'logistic' | 'poisson' }
  | { readonly kind: 'quantile'; readonly alpha: number }
  | { readonly kind: 'softmax'; readonly classes: number };

/** How trees are fitted; the names and meanings are XGBoost's where it has them. */
export interface BoostingOptions {
  readonly objective: BoostingObjective;
  /** Rounds at most; a softmax round has a tree for each class. */
  readonly rounds: number;
  readonly learningRate: number;
  /** Splits between the root and a leaf at most, 1–24. */
  readonly maxDepth: number;
  /** Leaves of a tree at most; 0 leaves it to the depth. */
  readonly maxLeaves: number;
  /** Whether whole levels are split, or always the leaf that gains most. */
  readonly growth: 'depth' | 'leaf';
  /** Bins of a number at most, 2–255, beside that of missing values. */
  readonly maxBins: number;
  /** Where numbers are cut: halfway between values, or at values, where XGBoost has its cuts. */
  readonly cuts: 'halfway' | 'values';
  /** What boosting starts from: the best margins without a tree, or for squared errors and classes ½, as XGBoost 1 does. */
  readonly start: 'best' | 'half';
  /** Share of the rows drawn for each round. */
  readonly rowSampling: number;
  /** Share of the features drawn for each tree. */
  readonly columnSampling: number;
  /** L2 and L1 of leaf values. */
  readonly lambda: number;
  readonly alpha: number;
  /** Sum of the hessians of a child at least. */
  readonly minChildWeight: number;
  /** Loss reduction of a split at least (as XGBoost counts it: without the factor 1/2). */
  readonly minSplitGain: number;
  /** A leaf's value at most, before the learning rate; 0 sets no bound. */
  readonly maxLeafValue: number;
  /** Added to the hessian of a category where categories are put into order. */
  readonly categorySmoothing: number;
  /** L2 besides, of splits among more than four categories. */
  readonly categoryLambda: number;
  /** Categories on the smaller side of a split at most. */
  readonly maxSplitCategories: number;
  /** Weight of each class; null where all count the same. */
  readonly classWeights: readonly number[] | null;
  /** For each feature whether predictions rise (1) or fall (−1) with it; null where nothing is asked. */
  readonly monotone: readonly (-1 | 0 | 1)[] | null;
  /** Rounds without a better score on the validation rows after which the fit ends; 0 for never. */
  readonly earlyStoppingRounds: number;
  /** Whether the trees after the best round are kept as well. */
  readonly keepsAllRounds: boolean;
  readonly seed: number;
}

/** XGBoost's defaults. Categories are put into order as LightGBM does, with stronger penalties: with less, real tables are learned by heart. */
export function defaultBoostingOptions(objective: BoostingObjective): BoostingOptions {
  return {
    objective,
    rounds: 100,
    learningRate: 0.3,
    maxDepth: 6,
    maxLeaves: 0,
    growth: 'depth',
    maxBins: 255,
    cuts: 'halfway',
    start: 'best',
    rowSampling: 1,
    columnSampling: 1,
    lambda: 1,
    alpha: 0,
    minChildWeight: 1,
    minSplitGain: 0,
    maxLeafValue: objective.kind === 'poisson' ? 0.7 : 0,
    categorySmoothing: 20,
    categoryLambda: 60,
    maxSplitCategories: 32,
    classWeights: null,
    monotone: null,
    earlyStoppingRounds: 0,
    keepsAllRounds: false,
    seed: 1,
  };
}

/** Margins of a row: one for each class of softmax, else one. */
export function outputsOf(objective: BoostingObjective): number {
  return objective.kind === 'softmax' ? objective.classes : 1;
}

const deepest = 24;
const mostLeaves = 16_384;

/** Leaves that a tree can have. */
export function leavesOf({ maxDepth, maxLeaves }: BoostingOptions): number {
  return Math.min(2 ** Math.min(maxDepth, deepest), maxLeaves === 0 ? mostLeaves : maxLeaves, mostLeaves);
}

/** What is wrong with options, in a sentence for the log; null when they can be used. */
export function optionsProblem(options: BoostingOptions, features: number): string | null {
  const isBetween = (value: number, low: number, high: number) => value >= low && value <= high;
  const isWhole = (value: number, low: number, high: number) => Number.isInteger(value) && isBetween(value, low, high);
  const { objective, monotone, classWeights } = options;
  if (objective.kind === 'softmax' && !isWhole(objective.classes, 2, 65_535)) return 'classes: 2 to 65,535';
  if (objective.kind === 'quantile' && !(objective.alpha > 0 && objective.alpha < 1))
    return 'quantile: above 0, below 1';
  if (!isWhole(options.rounds, 1, 1_000_000)) return 'rounds: 1 to 1,000,000';
  if (!(options.learningRate > 0 && options.learningRate <= 1)) return 'learning rate: above 0, to 1';
  if (!isWhole(options.maxDepth, 1, deepest)) return `depth: 1 to ${deepest}`;
  if (options.maxLeaves !== 0 && !isWhole(options.maxLeaves, 2, mostLeaves)) return `leaves: 2 to ${mostLeaves}`;
  if (!isWhole(options.maxBins, 2, 255)) return 'bins: 2 to 255';
  for (const share of [options.rowSampling, options.columnSampling]) {
    if (!(share > 0 && share <= 1)) return 'sampling: above 0, to 1';
  }
  const { lambda, alpha, minChildWeight, minSplitGain, maxLeafValue, categorySmoothing, categoryLambda } = options;
  for (const value of [lambda, alpha, minChildWeight, minSplitGain, maxLeafValue, categorySmoothing, categoryLambda]) {
    if (!isBetween(value, 0, 1e100)) return 'penalties and least weights: 0 or more';
  }
  if (!isWhole(options.maxSplitCategories, 1, 255)) return 'categories of a split: 1 to 255';
  if (monotone !== null && monotone.length !== features) return 'monotone: one direction for each feature';
  const classes = objective.kind === 'softmax' ? objective.classes : 2;
  if (classWeights !== null && (classWeights.length !== classes || !classWeights.every((weight) => weight > 0))) {
    return 'class weights: one above 0 for each class';
  }
  return null;
}
