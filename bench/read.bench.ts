/*
 * Reading workbooks: ours against ExcelJS (streaming), SheetJS, openpyxl (read-only) and pandas, on four tables. Each run is a
 * process of its own, one after the other, in turns; the time is that of the work alone, without the start of the process and what
 * it loads; the peak is the process's highest resident set. `--only mixed,text` and `--peers ours,exceljs` choose, `--rounds 3` sets how
 * often the readers in JavaScript run (those in Python run once).
 */
import { parseArgs } from 'node:util';
import { type Measured, measureCommand, median, megabytes, seconds } from './measure.ts';
import { type Found, readWithExcelJs, readWithSheetJs } from './read/javascript-peers.ts';
import { OurReader } from './read/our-reader.ts';
import { pythonPeers } from './read/python-peers.ts';
import { type BenchTable, benchTables } from './read/workbooks.ts';

const python = '/usr/bin/python3';
const peers = ['ours', 'exceljs', 'sheetjs', 'openpyxl', 'pandas'] as const;
type Peer = (typeof peers)[number];

interface Run {
  readonly workMs: number;
  readonly peakBytes: number;
  readonly found: Found;
}

/** In a process of its own: reads `file` and prints the seconds, rows and cells. */
async function runInside(peer: string, file: string, sheets: number): Promise<void> {
  if (peer === 'exceljs' || peer === 'sheetjs') {
    await import(peer === 'exceljs' ? 'exceljs' : '@e965/xlsx');
    const startedMs = performance.now();
    const { rows, cells } = await (peer === 'exceljs' ? readWithExcelJs(file) : readWithSheetJs(file));
    console.log((performance.now() - startedMs) / 1000, rows, cells);
    return;
  }
  const reader = new OurReader(sheets);
  await reader.warm(file);
  const startedMs = performance.now();
  const { rows, cells } = await (peer === 'ours' ? reader.read(file) : reader.readIntoDuckDb(file));
  console.log((performance.now() - startedMs) / 1000, rows, cells);
  await reader.close();
}

async function runOutside(peer: string, file: string, sheets: number): Promise<Run | null> {
  const isPython = peer === 'openpyxl' || peer === 'pandas';
  const inside = [
    '--max-old-space-size=12000',
    process.argv[1] ?? '',
    '--inside',
    peer,
    '--file',
    file,
    '--sheets',
    `${sheets}`,
  ];
  const run: Measured | null = await measureCommand(
    isPython ? python : process.execPath,
    isPython ? ['-c', pythonPeers[peer], file] : inside,
  ).catch((error: unknown) => {
    console.error(`  ${peer}: ${error}`);
    return null;
  });
  if (run === null) return null;
  const [time = 0, rows = 0, cells = 0] = (run.stdout.trim().split('\n').at(-1) ?? '').split(' ').map(Number);
  return { workMs: time * 1000, peakBytes: run.peakBytes, found: { rows, cells } };
}

async function compare(table: BenchTable, chosen: readonly Peer[], rounds: number): Promise<void> {
  const { title, make, sheets } = benchTables[table];
  const file = await make();
  const runs = new Map<Peer, Run[]>();
  for (let round = 0; round < rounds; round++) {
    for (const peer of chosen) {
      if (round > 0 && (peer === 'openpyxl' || peer === 'pandas')) continue;
      const run = await runOutside(peer, file, sheets);
      if (run !== null) runs.set(peer, [...(runs.get(peer) ?? []), run]);
    }
  }
  console.log(`\n${title}`);
  const middle = (peer: Peer, pick: (run: Run) => number) => median((runs.get(peer) ?? []).map(pick));
  for (const [peer, [first]] of runs) {
    const workMs = middle(peer, (run) => run.workMs);
    const peakBytes = middle(peer, (run) => run.peakBytes);
    const times = workMs / middle('ours', (run) => run.workMs);
    const memory = middle('ours', (run) => run.peakBytes) / peakBytes;
    const ratio = peer === 'ours' ? '' : `ours ${times.toFixed(1)} × faster, with ${memory.toFixed(2)} × its memory`;
    const { rows, cells } = first?.found ?? { rows: 0, cells: 0 };
    console.log(
      `  ${peer.padEnd(9)} ${seconds(workMs).padStart(9)}  peak ${megabytes(peakBytes).padStart(8)}  ${rows} rows, ${cells} cells  ${ratio}`,
    );
  }
  if (table !== 'numeric' || !chosen.includes('ours')) return;
  const stored = await runOutside('duckdb', file, sheets);
  if (stored) console.log(`  ours into DuckDB ${seconds(stored.workMs)}  peak ${megabytes(stored.peakBytes)}`);
}

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    only: { type: 'string' },
    peers: { type: 'string' },
    inside: { type: 'string' },
    file: { type: 'string' },
    sheets: { type: 'string', default: '1' },
  },
});
if (values.inside) await runInside(values.inside, values.file ?? '', Number(values.sheets));
else {
  const chosen = peers.filter((peer) => !values.peers || values.peers.split(',').includes(peer));
  for (const table of Object.keys(benchTables) as BenchTable[]) {
    if (!values.only || values.only.split(',').includes(table)) await compare(table, chosen, Number(values.rounds));
  }
}
