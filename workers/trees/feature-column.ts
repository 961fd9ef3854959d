/**
 * One column of a matrix of features, over shared memory where threads share it. A missing number is NaN; a missing or unseen
 * category is −1. Trees that round to single precision may be given doubles.
 */
export type FeatureColumn =
  | { readonly kind: 'number'; readonly values: Float32Array | Float64Array }
  | { readonly kind: 'category'; readonly codes: Int32Array; readonly levels: number };
