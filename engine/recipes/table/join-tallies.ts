import type { ChangeTally, ColumnTally } from '../../../contract/column-decision.ts';
import { reportLimits } from '../../../contract/import-changes.ts';

/** What was done to the cells of one part while it was read and when its texts were converted, as one tally for each column. */
export function joinTallies(
  read: readonly ColumnTally[],
  converted: readonly ColumnTally[],
  keptRows: number,
): readonly ColumnTally[] {
  if (read.length === 0) return converted;
  const byColumn = new Map(converted.map((tally) => [tally.column, tally]));
  for (const tally of read) {
    const other = byColumn.get(tally.column);
    byColumn.set(tally.column, other ? joined(tally, other, keptRows) : tally);
  }
  return [...byColumn.values()].sort((one, other) => one.column - other.column);
}

function joined(read: ColumnTally, converted: ColumnTally, keptRows: number): ColumnTally {
  const changes = new Map<string, ChangeTally>(read.changes.map((change) => [change.change, change]));
  for (const change of converted.changes) {
    const other = changes.get(change.change);
    if (!other) {
      changes.set(change.change, change);
      continue;
    }
    changes.set(change.change, {
      change: change.change,
      count: change.count + other.count,
      rows: Int32Array.from([...other.rows, ...change.rows])
        .sort()
        .slice(0, keptRows),
      examples: [...other.examples, ...change.examples].slice(0, reportLimits.examples),
    });
  }
  return { column: read.column, changes: [...changes.values()], unfittingRows: converted.unfittingRows };
}
