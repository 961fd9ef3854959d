import type { ModelDetail } from '../../contract/models/models.ts';

/** A name as far as it matters for recognising a column: without case, spaces, width and signs. */
export function plainName(name: string): string {
  return name
    .normalize('NFKC')
    .toLocaleLowerCase()
    .replace(/[\s\p{P}\p{S}]+/gu, '');
}

/** The share of a model's inputs that stand among `columns` by their names, 0..1. */
export function fitOf({ inputs }: Pick<ModelDetail, 'inputs'>, columns: readonly string[]): number {
  if (inputs.length === 0) return 0;
  const names = new Set(columns.map(plainName));
  return inputs.filter(({ name }) => names.has(plainName(name))).length / inputs.length;
}

interface Fitting {
  readonly createdAtMs: number;
  /** null: not known. */
  readonly fit: number | null;
}

/** The best fitting first, among equals the newest. */
export function byFit(one: Fitting, other: Fitting): number {
  const step = (fit: number | null) => Math.round((fit ?? -1) * 20);
  return step(other.fit) - step(one.fit) || other.createdAtMs - one.createdAtMs;
}
