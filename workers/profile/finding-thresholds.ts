/** From which point a fact about a table is worth a person's time. Every number stands here with its reason. */
export const thresholds = {
  /** Below this, one cannot tell an identifier from a few values that happen to differ. */
  minimumRowsForId: 20,
  /** Shares of missing cells: half is too little to describe a column, nine tenths is next to nothing. */
  mostlyMissingShare: 0.5,
  almostAllMissingShare: 0.9,
  /** |G1| above 2 is a long tail by the usual rule of thumb (an exponential distribution has 2); above 10 few values rule the mean. */
  skewness: 2,
  extremeSkewness: 10,
  /** Too few values make skewness and fences mere noise. */
  minimumCountForShape: 30,
  /** Of normal data 0.7 % lies outside Tukey's fences: seven times that is not chance. */
  outlierShare: 0.05,
  /** From here on two columns tell nearly the same; beyond the second value one of them is superfluous. */
  correlation: 0.9,
  nearlyEqualCorrelation: 0.99,
  /** Fewer rows than this correlate by chance. */
  minimumRowsForCorrelation: 10,
  /** One value in nine of ten cells leaves little to learn from; in 99 of 100 nearly nothing. */
  dominantShare: 0.9,
  extremeDominantShare: 0.99,
  /** Only columns of few values have classes that can be out of balance. */
  maximumClasses: 20,
  /** More different texts than this cannot be told apart in a chart or used as groups. */
  manyDistinct: 100,
  /** Share of a column's texts that must read as dates or numbers: below, they are accidents. */
  textLookShare: 0.05,
  /** One duplicate may be real; a hundredth of the table points to a copy. */
  duplicateShare: 0.01,
  /** Error cells beyond this share make a column unreliable. */
  errorShare: 0.05,
} as const;

/** Findings kept of one code: a table of 16,384 columns shall not answer with 16,384 lines of the same. */
export const findingsPerCode = 200;
/** Pairs grow with the square of the columns; the strongest tell the story. */
export const correlatedPairs = 50;
