import { type JobState, jobStates } from '../../contract/job-states.ts';

/** Of jobs_listed, where none is running. */
const statesByName: readonly JobState[] = jobStates.filter((state) => state !== 'running').sort();
const running = `(SELECT sequence FROM jobs INDEXED BY jobs_running WHERE state = 'running')`;

/**
 * The SQL that keeps jobs in one of these states, of which there is at least one, along jobs_listed: there a running job is still
 * queued, so that its start changes nothing, and the few that run are told apart by an index of their own. `of` stands before
 * the names of columns.
 */
export function listedStates(states: readonly JobState[], of: string): string {
  const others = states.filter((state) => state !== 'running');
  const isRunningKept = others.length < states.length;
  const isQueuedKept = others.includes('queued');
  if (isRunningKept === isQueuedKept) return rangeOfStates(others, of);
  if (isQueuedKept) return `${rangeOfStates(others, of)} AND ${of}sequence NOT IN ${running}`;
  const isRunning = `${of}sequence IN ${running}`;
  return others.length === 0 ? isRunning : `(${rangeOfStates(others, of)} OR ${isRunning})`;
}

/**
 * By one or two comparisons where the states follow each other by name, as those of all jobs that have ended do: a list of three
 * takes three times as long.
 */
function rangeOfStates(states: readonly JobState[], of: string): string {
  const places = states.map((state) => statesByName.indexOf(state)).sort((a, b) => a - b);
  const [first, last] = [places[0]!, places.at(-1)!];
  if (last - first !== states.length - 1) {
    return `${of}listed_state IN (${states.map((state) => `'${state}'`).join(', ')})`;
  }
  const from = first === 0 ? [] : [`${of}listed_state >= '${statesByName[first]}'`];
  const upTo = last === statesByName.length - 1 ? [] : [`${of}listed_state <= '${statesByName[last]}'`];
  return [...from, ...upTo].join(' AND ') || 'TRUE';
}
