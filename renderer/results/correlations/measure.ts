/** The ways in which two columns are compared; names of the parts of `Correlations`. */
export const measures = ['pearson', 'spearman', 'cramersV'] as const;
export type Measure = (typeof measures)[number];
