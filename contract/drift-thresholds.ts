/** From these values of the PSI on a column is said to have drifted; see workers/compare/shift/stability-index.ts. */
export const driftThresholds = { moderate: 0.1, major: 0.25 } as const;
