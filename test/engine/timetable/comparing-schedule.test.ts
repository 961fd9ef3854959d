import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createLocalClient, type LocalClient } from '../../../engine/local-client.ts';
import { RealEngineBench } from '../../builders/real-engine.ts';
import { until } from '../../builders/timetable-bench.ts';

let bench: RealEngineBench;
let client: LocalClient;
let ticketOf: (file: string) => Promise<string>;
beforeEach(async () => {
  bench = await RealEngineBench.open();
  const engine = await bench.engine();
  client = createLocalClient(engine);
  ticketOf = async (file) => (await engine.tickets.issueTicket(file)).id;
});
afterEach(() => bench.close());

const completed = async (count: number) => {
  const page = { limit: 100, offset: 0, order: 'newest' as const };
  const { jobs } = await client.jobs.listJobs({ ...page, states: [] });
  for (const { fault } of jobs) expect(fault).toBeNull();
  return jobs.filter(({ state }) => state === 'completed').length === count && jobs.length === count;
};

it('a schedule compares a file with how it was the time before, from the rows that were kept', async () => {
  const file = path.join(bench.folder, 'sales.csv');
  const rows = Array.from({ length: 50 }, (_, row) => `S${row},${row % 7},${row * 3}`);
  writeFileSync(file, `id,shop,amount\n${rows.join('\n')}\n`);
  const { id } = await client.timetable.addSchedule({
    ...{ name: 'Sales', trigger: { kind: 'cron', expression: '0 8 1 1 *', timeZone: 'UTC' } },
    work: { recipe: 'compare', options: { tolerance: 1 } },
    inputs: [{ ticket: await ticketOf(file), tables: null }],
  });
  await client.timetable.runScheduleNow({ id });
  await until(() => completed(1));

  const later = rows.map((line, row) => (row === 4 ? 'S4,4,999' : row === 5 ? 'S5,5,16' : line)).slice(1);
  writeFileSync(file, `id,shop,amount\n${later.join('\n')}\nS50,1,1\n`);
  await client.timetable.runScheduleNow({ id });
  await until(() => completed(3));
  const { jobs } = await client.jobs.listJobs({ limit: 10, offset: 0, states: [] });
  const job = jobs.find(({ recipe }) => recipe === 'compare')!;
  const comparison = await client.comparisons.getComparison({ jobId: job.id });
  expect(comparison.rows).toEqual({ added: 1, removed: 1, changed: 1, unchanged: 48 });
  expect(comparison.key).toMatchObject({ columns: ['id'] });
  expect(comparison.earlier.fileName).toBe('sales.csv');
  expect(comparison.largestChanges).toMatchObject([{ column: 'amount', key: ['S4'], before: 12, after: 999 }]);
});
