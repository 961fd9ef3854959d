/**
 * One column of a matrix of features, over shared memory where threads share it. A missing number is NaN; a missing or unseen
 * category is −1. Trees that round to single precision may be given doubles. `texts` stand where the texts themselves are asked for
 * (by ONNX, and by CatBoost's trees), in the order of the codes.
 */
export type FeatureColumn =
  | { readonly kind: 'number'; readonly values: Float32Array | Float64Array }
  | {
      readonly kind: 'category';
      readonly codes: Int32Array;
      readonly levels: number;
      readonly texts?: readonly string[];
    };
