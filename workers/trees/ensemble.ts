/**
 * Additive trees as arrays: what boosting gives, what foreign models are read into, and what scoring and explaining read.
 * Node `i` of the arrays is a node of one tree; children stand after their parent, in the same tree.
 */
export interface TreeEnsemble {
  /** Margins of a row: one for each class of a softmax model, else one. */
  readonly outputs: number;
  /** Columns of the matrix that the trees look at. */
  readonly features: number;
  /** Added to the sum of the leaves, by output. */
  readonly baseScores: Float64Array;
  /** Values are rounded to single precision before they are compared, as XGBoost does and as training of our own does. */
  readonly roundsToSingle: boolean;
  /** First node of each tree, and behind the last tree the number of all nodes. */
  readonly treeStarts: Uint32Array;
  /** The output that each tree adds to. */
  readonly treeOutputs: Uint16Array;
  /** Feature that a node asks for; −1 at a leaf. */
  readonly splitFeatures: Int32Array;
  /** A row goes left where its value is less than this; unused by leaves and category splits. */
  readonly thresholds: Float64Array;
  readonly leftNodes: Uint32Array;
  readonly rightNodes: Uint32Array;
  /** Bits of `nodeFlag`. */
  readonly flags: Uint8Array;
  /** Of a category split: its set is the words `setWords[setStarts[i]]` and following, `setSizes[i]` of them; else 0. */
  readonly setStarts: Uint32Array;
  readonly setSizes: Uint32Array;
  /** Bit `code % 32` of word `code / 32`: rows of this category go right; those beyond the set, and unknown ones, go left unless flagged. */
  readonly setWords: Uint32Array;
  /** What a leaf adds to the margin, learning rate included; the expected value of the node for an inner one, where known (else 0). */
  readonly values: Float64Array;
  /** Sum of the hessians (XGBoost, own trees), or the number of rows, of training at the node: the weights of TreeSHAP. */
  readonly covers: Float64Array;
  /** Loss reduction of the split; 0 at leaves and where a foreign model does not tell. */
  readonly gains: Float64Array;
}

/** How a node treats what cannot be compared. */
export const nodeFlag = {
  /** Missing values go left. */
  missingLeft: 1,
  /** The split asks whether the category is in a set. */
  category: 2,
  /** Zero counts as missing (LightGBM, missing type zero). */
  zeroIsMissing: 4,
  /** Missing values are compared as zero (LightGBM, missing type none). */
  missingIsZero: 8,
} as const;
