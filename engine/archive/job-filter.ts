import type { JobFilter } from '../../contract/job-requests.ts';
import { priorityNumber } from './job-record.ts';
import { listedStates } from './listed-states.ts';

export interface Condition {
  /** SQL with a `?` for each value. */
  readonly condition: string;
  readonly values: readonly (string | number)[];
}

/** The SQL that keeps what the filter keeps, along jobs_listed; `of` stands before the names of columns. */
export function conditionOf(filter: JobFilter, of = ''): Condition {
  const conditions: string[] = [];
  const values: (string | number)[] = [];
  const add = (condition: string, ...its: (string | number)[]) => {
    conditions.push(condition);
    values.push(...its);
  };
  // Cheap ones first: what they refuse is not searched.
  if (filter.states.length > 0) add(listedStates(filter.states, of));
  if (filter.batchId !== null) add(`${of}batch_sequence = (SELECT sequence FROM batches WHERE id = ?)`, filter.batchId);
  if (filter.priority !== null) add(`${of}priority = ?`, priorityNumber(filter.priority));
  if (filter.fromMs !== null) add(`${of}created_at_ms >= ?`, filter.fromMs);
  if (filter.toMs !== null) add(`${of}created_at_ms <= ?`, filter.toMs);
  if (filter.search !== '') add(`instr(${of}search_text, ?) > 0`, filter.search.toLowerCase());
  return { condition: conditions.length === 0 ? 'TRUE' : conditions.join(' AND '), values };
}

/** Whether a filter looks at nothing but the states and perhaps the batch. */
export function isEmptyButForStates({ search, fromMs, toMs, priority }: JobFilter): boolean {
  return search === '' && fromMs === null && toMs === null && priority === null;
}
