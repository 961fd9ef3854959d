/** What became of a feature: bin 0 is for missing values, the others are stretches of numbers or categories. */
export type BinnedFeature =
  | { readonly kind: 'number'; readonly bins: number; readonly hasMissing: boolean; readonly cuts: Float32Array }
  | {
      readonly kind: 'category';
      readonly bins: number;
      readonly hasMissing: boolean;
      /** Bin of each code. */
      readonly binOfCode: Uint8Array;
    };
