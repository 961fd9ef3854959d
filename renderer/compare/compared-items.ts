import type { CompareDraft, ComparedSide } from '../store/comparison-slice.ts';
import type { ChosenItem } from '../store/start-slice.ts';

export type ComparedItems = Readonly<Record<ComparedSide, ChosenItem | null>>;

/** Which of the chosen files are compared: those the person has put on a side, else the first ones in their order. */
export function comparedItems(items: readonly ChosenItem[], { keys }: Pick<CompareDraft, 'keys'>): ComparedItems {
  const find = (key: string | null) => items.find((item) => item.key === key) ?? null;
  const given = { earlier: find(keys.earlier), later: find(keys.later) };
  const free = items.filter((item) => item !== given.earlier && item !== given.later);
  const earlier = given.earlier ?? free.shift() ?? null;
  return { earlier, later: given.later ?? free.shift() ?? null };
}
