import type { ColumnProposal, TrainingProposal } from '../../../contract/train/training-report.ts';
import type { TrainingWarning } from '../../../contract/train/training-texts.ts';
import type { ColumnCells } from '../column-cells.ts';
import { findLeaks, type LeakFacts } from '../leaks/find-leaks.ts';
import { sampledTarget } from '../leaks/sampled-table.ts';
import { findTableLeaks } from '../leaks/table-leaks.ts';
import { groupCandidates, timeCandidates } from './candidates.ts';
import { type ColumnFacts, columnFacts } from './column-facts.ts';
import { type AskedRoles, columnRole, isNearlyUnique } from './column-role.ts';
import { guessTarget } from './guess-target.ts';
import { type ReadTarget, readTarget } from './read-target.ts';

interface ProposalOrder {
  readonly columns: readonly ColumnCells[];
  /** null: the column that is probably meant. */
  readonly target: string | null;
  /** null: as the target suggests. */
  readonly task?: 'classification' | 'regression' | null;
  readonly exclude: readonly string[];
  readonly include: readonly string[];
  readonly groupColumn: string | null;
  readonly timeColumn: string | null;
  readonly seed: number;
  /** Called before each column; what it throws ends the work. */
  readonly throwIfCancelled?: () => void;
}

/** From these scores an id's numbers tell the target. */
const tellingId = { classes: 0.9, number: 0.8 };

/**
 * Task, roles of all columns with what they are seen from, folds and metric for a target, and what to be warned of. A column
 * that is the target in another form is set aside unless it is asked for; lesser suspicions are told, and the column used.
 */
export function proposeTraining(order: ProposalOrder): TrainingProposal {
  const { columns, groupColumn, seed, throwIfCancelled = () => {}, timeColumn } = order;
  const name = order.target ?? guessTarget(columns) ?? '';
  const targetColumn = columns.find((column) => column.name === name);
  const target = readTarget(targetColumn ?? { name, kind: 'number', values: new Float64Array(0) }, order.task ?? null);
  const asked: AskedRoles = {
    ...{ target: name, groupColumn, timeColumn },
    ...{ exclude: new Set(order.exclude), include: new Set(order.include) },
  };
  const all = columns.map((cells) => {
    throwIfCancelled();
    const facts = columnFacts(cells, target.rows);
    return { cells, facts, role: columnRole(cells, facts, asked) };
  });
  const sample = sampledTarget(target.form, target.truth, target.rows, seed, target.classNames, columns.length);
  const tried = all.filter(({ role }) => role === 'feature' || role === 'id' || role === 'text');
  const leaks = findLeaks(
    sample,
    tried.map(({ cells, facts }) => ({ cells, distinct: facts.distinct, isNearlyUnique: isNearlyUnique(facts) })),
    throwIfCancelled,
  );
  const leakOf = new Map(tried.map(({ cells }, place) => [cells.name, leaks[place] as LeakFacts]));
  const proposals = all.map(({ cells, facts, role }) => proposal(cells, facts, role, leakOf.get(cells.name), asked));
  const features = all.filter((_, place) => proposals[place]?.role === 'feature').map(({ cells }) => cells);
  const rowCount = Math.max(0, ...columns.map((cells) => rowsOf(cells)));
  const times = timeCandidates(all, name);
  return {
    ...{ target: name, task: target.form.task, rows: rowCount, rowsWithoutTarget: rowCount - target.rows.length },
    ...{ classes: classesOf(target), columns: proposals },
    aloneSample: { rows: sample.rows.length, of: target.rows.length },
    foldScheme: groupColumn !== null ? 'grouped' : timeColumn !== null ? 'time' : 'stratified',
    groupCandidates: groupCandidates(all, leakOf, name),
    timeCandidates: times,
    metric: target.form.task === 'regression' ? 'rmse' : 'logloss',
    warnings: [
      ...leaks.flatMap(({ warning }, place) => (warning && !isOfId(warning, tried[place]?.role) ? [warning] : [])),
      ...tellingIds(proposals, leakOf, target.form.task === 'regression'),
      ...findTableLeaks(sample, features),
      ...timeHint(
        all.filter((_, place) => proposals[place]?.isLeakSuspect === false),
        timeColumn,
      ),
    ],
  };
}

function proposal(
  { kind, name }: ColumnCells,
  { distinct, missing }: ColumnFacts,
  role: ColumnProposal['role'],
  leak: LeakFacts | undefined,
  { include }: AskedRoles,
): ColumnProposal {
  const isSetAside = (leak?.isCertain ?? false) && !include.has(name);
  return {
    name,
    type: role === 'empty' ? 'empty' : kind,
    role: isSetAside ? 'leak' : role,
    ...{ distinct, missing },
    aloneScore: leak?.aloneScore ?? null,
    isLeakSuspect: leak ? leak.warning !== null : false,
  };
}

const rowsOf = (cells: ColumnCells): number => (cells.kind === 'text' ? cells.codes.length : cells.values.length);

function classesOf({ classNames, form, rows, truth }: ReadTarget): TrainingProposal['classes'] {
  if (form.task === 'regression') return null;
  const counts = new Array<number>(classNames.length).fill(0);
  for (const row of rows) counts[truth[row] as number] = (counts[truth[row] as number] as number) + 1;
  return classNames.map((name, place) => ({ name, rows: counts[place] as number }));
}

/** What is told of ids in words of its own. */
const isOfId = ({ code }: TrainingWarning, role: ColumnProposal['role'] | undefined): boolean =>
  role === 'id' && code === 'leakAlone';

/** Ids are not trained on; that they tell the target all the same says that the file is ordered by it, or the ids given by it. */
function tellingIds(
  proposals: readonly ColumnProposal[],
  leakOf: ReadonlyMap<string, LeakFacts>,
  isNumber: boolean,
): TrainingWarning[] {
  const limit = isNumber ? tellingId.number : tellingId.classes;
  return proposals
    .filter(({ aloneScore, name, role }) => {
      const warning = leakOf.get(name)?.warning ?? null;
      return role === 'id' && (aloneScore ?? 0) >= limit && (warning === null || isOfId(warning, role));
    })
    .map(({ aloneScore, name }) => ({
      code: 'idTells',
      values: { column: name, score: aloneScore as number, measure: isNumber ? 'R²' : 'AUC' },
    }));
}

/** Rows with a date are mixed across time by other folds than such by time. */
function timeHint(
  all: readonly { readonly cells: ColumnCells; readonly facts: ColumnFacts; readonly role: ColumnProposal['role'] }[],
  timeColumn: string | null,
): TrainingWarning[] {
  if (timeColumn !== null) return [];
  const date = all.find(({ cells, facts, role }) => role === 'feature' && cells.kind === 'date' && facts.distinct > 1);
  return date ? [{ code: 'timeHint', values: { column: date.cells.name } }] : [];
}
