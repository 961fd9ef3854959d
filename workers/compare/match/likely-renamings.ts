import type { ColumnPair } from '../../../contract/comparison-orders.ts';
import type { OrderContext } from '../../order-context.ts';
import { createCellRooms } from '../cells/compared-cells.ts';
import type { ComparedTables } from '../with-tables.ts';
import { AlikeNames } from './alike-names.ts';
import { valueOverlap } from './value-overlap.ts';

/** A new name is suggested where names and values are alike enough: either is clear, or both together are. */
const clearLikeness = 0.5;
const leastLikeness = 0.2;
const someOverlap = 0.3;
const clearOverlap = 0.8;
/** Pairs of names whose values are looked at. */
const maxSuggestions = 60;

export interface LikelyRenaming {
  readonly pair: ColumnPair;
  readonly likeness: number;
  readonly overlap: number;
}

/** Pairs of columns left over that are likely the same, the likeliest first. Throws JOB_CANCELLED. */
export function likelyRenamings(
  tables: ComparedTables,
  laterLeft: readonly number[],
  earlierLeft: readonly number[],
  context: OrderContext,
): LikelyRenaming[] {
  const { later, earlier } = tables;
  if (laterLeft.length === 0 || earlierLeft.length === 0) return [];
  const names = new AlikeNames(earlierLeft.map((place) => earlier.columns[place]!.name));
  const candidates: { readonly pair: ColumnPair; readonly likeness: number }[] = [];
  for (const one of laterLeft) {
    context.throwIfCancelled();
    names.find(
      later.columns[one]!.name,
      candidates[maxSuggestions - 1]?.likeness ?? leastLikeness,
      (index, likeness) => {
        const rank = candidates.findIndex((other) => other.likeness < likeness);
        if (rank >= 0 || candidates.length < maxSuggestions) {
          const pair = { later: one, earlier: earlierLeft[index]! };
          candidates.splice(rank < 0 ? candidates.length : rank, 0, { pair, likeness });
          if (candidates.length > maxSuggestions) candidates.pop();
        }
        return candidates[maxSuggestions - 1]?.likeness ?? leastLikeness;
      },
    );
  }
  const rooms = createCellRooms(tables);
  const found: LikelyRenaming[] = [];
  for (const { pair, likeness } of candidates) {
    const overlap = valueOverlap(tables, pair, context, rooms);
    const isClear = likeness >= clearLikeness && overlap >= someOverlap;
    if (isClear || overlap >= clearOverlap) found.push({ pair, likeness, overlap });
  }
  return found.sort((a, b) => b.likeness + b.overlap - (a.likeness + a.overlap));
}
