import type { ColumnProposal } from '../../../contract/train/training-report.ts';
import type { ColumnCells } from '../column-cells.ts';
import type { LeakFacts } from '../leaks/find-leaks.ts';
import type { ColumnFacts } from './column-facts.ts';
import { namesGroups, namesRows, namesTimes } from './column-names.ts';

interface Candidate {
  readonly cells: ColumnCells;
  readonly facts: ColumnFacts;
  readonly role: ColumnProposal['role'];
}

const candidateLimit = 10;
/** A group has so many rows on average. */
const rowsOfGroup = 1.5;
const fewestGroups = 3;

/** Columns whose values rows could be grouped by: first such as tell the target through who bears them, then by their names. */
export function groupCandidates(
  all: readonly Candidate[],
  leakOf: ReadonlyMap<string, LeakFacts>,
  target: string,
): string[] {
  const rank = ({ cells: { name } }: Candidate) => {
    if (leakOf.get(name)?.warning?.code === 'leakGroup') return 0;
    if (namesRows(name)) return 1;
    return namesGroups(name) ? 2 : 3;
  };
  return all
    .filter(({ cells, facts, role }) => {
      const present = facts.rows - facts.missing;
      const isDiscrete = cells.kind === 'text' || (facts.isWhole && (namesRows(cells.name) || namesGroups(cells.name)));
      const isRepeating = facts.distinct >= fewestGroups && present >= rowsOfGroup * facts.distinct;
      return cells.name !== target && role !== 'leak' && cells.kind !== 'date' && isDiscrete && isRepeating;
    })
    .sort((one, other) => rank(one) - rank(other))
    .slice(0, candidateLimit)
    .map(({ cells }) => cells.name);
}

/** Columns that hold a time: dates, then years and terms as numbers. */
export function timeCandidates(all: readonly Candidate[], target: string): string[] {
  const isTime = ({ cells, facts }: Candidate) =>
    cells.name !== target &&
    facts.distinct > 1 &&
    (cells.kind === 'date' || (cells.kind === 'number' && namesTimes(cells.name)));
  const times = all.filter(isTime);
  const dates = times.filter(({ cells }) => cells.kind === 'date');
  return [...dates, ...times.filter(({ cells }) => cells.kind !== 'date')]
    .slice(0, candidateLimit)
    .map(({ cells }) => cells.name);
}
