import type { Explanation } from '../../contract/models/models.ts';

export interface WaterfallStep {
  readonly kind: 'base' | 'column' | 'others' | 'total';
  /** The column; for the others, how many there are. */
  readonly column: string | null;
  readonly value: number | string | boolean | null;
  readonly isUnseen: boolean;
  readonly isOutOfRange: boolean;
  readonly others: number;
  /** Where the step begins and ends. */
  readonly from: number;
  readonly to: number;
}

const plain = { column: null, value: null, isUnseen: false, isOutOfRange: false, others: 0 };

/** From what is usual, column by column, to the prediction: the `shown` columns that weigh most, then all others together. */
export function waterfallSteps(
  { base, margin, contributions }: Pick<Explanation, 'base' | 'margin' | 'contributions'>,
  shown: number,
): readonly WaterfallStep[] {
  const sorted = [...(contributions ?? [])].sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount));
  const steps: WaterfallStep[] = [{ ...plain, kind: 'base', from: 0, to: base }];
  let at = base;
  for (const { amount, ...one } of sorted.slice(0, shown)) {
    steps.push({ ...one, kind: 'column', others: 0, from: at, to: at + amount });
    at += amount;
  }
  const others = Math.max(0, sorted.length - shown);
  if (others > 0) steps.push({ ...plain, kind: 'others', others, from: at, to: margin });
  return [...steps, { ...plain, kind: 'total', from: 0, to: margin }];
}
