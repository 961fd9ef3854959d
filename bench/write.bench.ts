/*
 * The writer of rows against the streaming writers its users know: ExcelJS (WorkbookWriter), SheetJS (whole workbook in memory),
 * openpyxl (write-only) and pandas (to_excel by openpyxl). Each writes the same table from memory, as its own users hold it
 * (typed columns; rows of values; a data frame), in a process of its own, in turns; printed are the medians of the writing
 * alone (Python's writers run once), on the clock and of the processor, and the peak memory of the whole process, and the ratios. All write on one thread; the last line of each table is
 * `auspex export` as it is run, on all threads, from the same rows stored as Parquet.
 */
import { parseArgs } from 'node:util';
import { measureCommand, median, megabytes, seconds } from './measure.ts';
import { writeOne } from './write/write-one.ts';
import { type WriteTable, writeTables } from './write/write-tables.ts';
import { writersOf } from './write/writers.ts';

interface Figures {
  readonly workMs: number;
  readonly processorMs: number;
  readonly peakBytes: number;
  readonly sizeBytes: number;
}

const { values } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '3' },
    only: { type: 'string' },
    writers: { type: 'string' },
    scale: { type: 'string', default: '1' },
  },
});
const scale = Number(values.scale);
const wantedWriters = values.writers?.split(',');

async function measure(table: WriteTable, rounds: number): Promise<void> {
  const writers = writersOf(table, scale).filter(({ name }) => wantedWriters?.includes(name) ?? true);
  const runs = new Map<string, Figures[]>(writers.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const { name, command, args, isSlow } of writers) {
      if (isSlow && round > 0) continue;
      const { stdout, peakBytes } = await measureCommand(command, args);
      const answer = JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}') as Omit<Figures, 'peakBytes'>;
      runs.get(name)!.push({ ...answer, peakBytes });
    }
  }
  console.log(`\n${table.title} (median of ${rounds})`);
  const ours = middle(runs.get('auspex') ?? []);
  for (const { name } of writers) {
    const { workMs, processorMs, peakBytes, sizeBytes } = middle(runs.get(name)!);
    const ratio =
      name === 'auspex' || !ours.workMs
        ? ''
        : `   ${times(workMs / ours.workMs)} ours on the clock, ${times(processorMs / ours.processorMs)} of the processor`;
    console.log(
      `  ${name.padEnd(16)} ${seconds(workMs).padStart(8)}   processor ${seconds(processorMs).padStart(8)}   peak ${megabytes(peakBytes).padStart(8)}   file ${megabytes(sizeBytes).padStart(7)}${ratio}`,
    );
  }
}

const times = (ratio: number): string => `${ratio.toFixed(1)} ×`;

function middle(runs: readonly Figures[]): Figures {
  const of = (pick: (run: Figures) => number) => (runs.length === 0 ? 0 : median(runs.map(pick)));
  return {
    workMs: of((run) => run.workMs),
    processorMs: of((run) => run.processorMs),
    peakBytes: of((run) => run.peakBytes),
    sizeBytes: of((run) => run.sizeBytes),
  };
}

const [inside, ...words] = process.argv.slice(2);
if (inside === 'inside') await writeOne(words[0]!, words[1]!, Number(words[2]), words[3]!);
else {
  for (const table of writeTables) {
    if (values.only === undefined || values.only === table.name) await measure(table, Number(values.rounds));
  }
}
