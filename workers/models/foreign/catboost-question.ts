import type { ForeignNode } from './ensemble-builder.ts';
import type { JsonObject } from './json-values.ts';

/** A question of a CatBoost tree as its file has it. */
export type CatboostSplit = JsonObject;

/** What a split asks, as a node of ours. */
export type CatboostQuestion = Pick<ForeignNode, 'feature' | 'threshold' | 'flags' | 'categories'>;
