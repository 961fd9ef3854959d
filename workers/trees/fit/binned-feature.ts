/**
 * What became of a feature: bin 0 is for missing values, the others are stretches of numbers or categories. Of a number that is
 * `isFull` nothing is missing, and bin 0 is its first stretch.
 */
export type BinnedFeature =
  | {
      readonly kind: 'number';
      readonly bins: number;
      readonly hasMissing: boolean;
      readonly isFull: boolean;
      readonly cuts: Float32Array;
    }
  | {
      readonly kind: 'category';
      readonly bins: number;
      readonly hasMissing: boolean;
      /** Bin of each code. */
      readonly binOfCode: Uint8Array;
    };
