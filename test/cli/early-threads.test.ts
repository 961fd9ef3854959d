import { expect, it } from 'vitest';
import { parseCommandLine } from '../../cli/command-line.ts';
import { startThreads } from '../../cli/early-threads.ts';

const threadsFor = (words: string) => startThreads(parseCommandLine(words.split(' '), {}));

it.each([
  ['help'],
  ['jobs list'],
  ['profile'],
  ['profile a.csv --no-wait'],
  ['profile a.csv --at 23:00'],
  ['profile a.csv --threads 0'],
])('%s starts no threads', (words) => {
  expect(threadsFor(words)).toBeNull();
});

it.each([['profile a.csv --threads 1'], ['run --threads 1']])('%s starts as many as it asks for', async (words) => {
  const pool = threadsFor(words);
  expect(pool?.computeThreads).toBe(1);
  await pool?.close();
  // The engine has ended them already when the command does.
  await pool?.close();
});
