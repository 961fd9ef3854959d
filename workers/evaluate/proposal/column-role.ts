import type { ColumnProposal } from '../../../contract/train/training-report.ts';
import type { ColumnCells } from '../column-cells.ts';
import type { ColumnFacts } from './column-facts.ts';
import { holdsNames, namesRows, namesTimes } from './column-names.ts';

/** Share of the rows that have a value of their own from which a column names rows. */
const uniqueShare = 0.98;
/** From this share texts are too different to be learned from, even where some repeat. */
const nearlyUniqueShare = 0.9;
/** Names of people repeat by chance. */
const nameShare = 0.3;
const fewestRows = 20;
/** Texts this long, or of several words, are written by people for people. */
const freeText = { characters: 40, wordedShare: 0.5 };

export interface AskedRoles {
  readonly target: string;
  readonly exclude: ReadonlySet<string>;
  readonly include: ReadonlySet<string>;
  readonly groupColumn: string | null;
  readonly timeColumn: string | null;
}

/** What a column is by what was asked for and what it holds; leaks aside. */
export function columnRole(cells: ColumnCells, facts: ColumnFacts, asked: AskedRoles): ColumnProposal['role'] {
  const { name } = cells;
  if (name === asked.target) return 'target';
  if (asked.exclude.has(name)) return 'excluded';
  if (facts.distinct === 0) return 'empty';
  if (asked.include.has(name)) return 'feature';
  if (name === asked.groupColumn) return 'group';
  if (name === asked.timeColumn) return 'time';
  if (facts.distinct === 1 && facts.missing === 0) return 'constant';
  if (cells.kind === 'text' && isNearlyUnique(facts)) return isFreeText(facts) ? 'text' : 'id';
  if (cells.kind === 'text' && holdsNames(name) && facts.distinct >= nameShare * (facts.rows - facts.missing))
    return 'id';
  if (cells.kind === 'number' && isIdNumber(name, facts)) return 'id';
  return 'feature';
}

export function isNearlyUnique({ distinct, missing, rows }: ColumnFacts): boolean {
  return rows - missing >= fewestRows && distinct >= nearlyUniqueShare * (rows - missing);
}

const isFreeText = ({ characters, wordedShare }: ColumnFacts): boolean =>
  characters >= freeText.characters || wordedShare >= freeText.wordedShare;

/** Whole numbers, each in one row, that are named as ids are, count through, or rise from row to row. */
function isIdNumber(name: string, { distinct, isSteady, isWhole, missing, range, rows }: ColumnFacts): boolean {
  const present = rows - missing;
  if (!isWhole || present < fewestRows || distinct < uniqueShare * present) return false;
  // A series has one row for each of its years.
  return namesRows(name) || (!namesTimes(name) && (isSteady || range <= 1.1 * present));
}
