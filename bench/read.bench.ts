/*
 * Reading workbooks: ours against ExcelJS (streaming), SheetJS, openpyxl (read-only) and pandas, on four tables. Ours comes three times:
 * its rows looked at and dropped on one thread, as a streaming reader is used; all columns kept in memory on the threads of the
 * product, as a profile needs them; and stored where DuckDB reads them. Each run is a process of its own, one after the other, in
 * turns; the time is that of the work alone, without the start of the process and what it loads; the peak is the process's highest
 * resident set, Node.js itself included. Beside the time stands the processor time of all threads, which tells what another program on
 * the machine took away. `--only mixed,text` and `--peers streamed,exceljs` choose, `--rounds 3` sets how often each runs in turns (medians
 * count) and `--python-rounds 1` how often those in Python do, which take far longer; where there is no Python, it is told.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bundle } from '../scripts/build.mjs';
import { type Measured, measureCommand, median, megabytes, seconds } from './measure.ts';
import type { Found } from './read/javascript-peers.ts';
import { type PythonPeer, pythonPeers } from './read/python-peers.ts';
import { tellFound } from './read/tell-found.ts';
import { type BenchTable, benchTables } from './read/workbooks.ts';

const python = '/usr/bin/python3';
const streamProgram = fileURLToPath(new URL('read-stream.js', import.meta.url));
const peerProgram = fileURLToPath(new URL('read-peer.js', import.meta.url));
const peers = ['streamed', 'kept', 'stored', 'exceljs', 'sheetjs', 'openpyxl', 'pandas'] as const;
type Peer = (typeof peers)[number];

interface Run {
  readonly workMs: number;
  readonly processorMs: number;
  readonly peakBytes: number;
  readonly found: Found;
}

const names: Readonly<Record<Peer, string>> = {
  ...{ streamed: 'ours, rows dropped', kept: 'ours, columns kept', stored: 'ours, into DuckDB' },
  ...{ exceljs: 'ExcelJS', sheetjs: 'SheetJS', openpyxl: 'openpyxl', pandas: 'pandas' },
};

/** In a process of its own: reads `file` on the threads of the product. */
async function runInside(peer: string, file: string, sheets: number): Promise<void> {
  const { OurReader } = await import('./read/our-reader.ts');
  const reader = new OurReader(sheets);
  await reader.warm(file);
  await tellFound(() => (peer === 'kept' ? reader.read(file) : reader.readIntoDuckDb(file)));
  await reader.close();
}

/** What a peer is run as, which loads what it needs and nothing else. */
function argumentsOf(peer: Peer, file: string, sheets: number): string[] {
  if (isPython(peer)) return ['-c', pythonPeers[peer], file];
  const room = '--max-old-space-size=12000';
  if (peer === 'streamed') return [room, streamProgram, file];
  if (peer === 'exceljs' || peer === 'sheetjs') return [room, peerProgram, file, peer];
  return [room, process.argv[1] ?? '', '--inside', peer, '--file', file, '--sheets', `${sheets}`];
}

async function runOutside(peer: Peer, file: string, sheets: number): Promise<Run | null> {
  const run: Measured | null = await measureCommand(
    isPython(peer) ? python : process.execPath,
    argumentsOf(peer, file, sheets),
  ).catch((error: unknown) => {
    console.error(`  ${peer}: ${error}`);
    return null;
  });
  if (run === null) return null;
  const [time = 0, rows = 0, cells = 0, processor = 0] = (run.stdout.trim().split('\n').at(-1) ?? '')
    .split(' ')
    .map(Number);
  return { workMs: time * 1000, processorMs: processor * 1000, peakBytes: run.peakBytes, found: { rows, cells } };
}

async function compare(table: BenchTable, chosen: readonly Peer[], roundsOf: (peer: Peer) => number): Promise<void> {
  const { title, make, sheets } = benchTables[table];
  const file = await make();
  const runs = new Map<Peer, Run[]>();
  for (let round = 0; round < Math.max(...chosen.map(roundsOf)); round++) {
    for (const peer of chosen) {
      if (round >= roundsOf(peer)) continue;
      if (peer === 'stored' && sheets > 1) continue; // it is the first sheet alone
      const run = await runOutside(peer, file, sheets);
      if (run !== null) runs.set(peer, [...(runs.get(peer) ?? []), run]);
    }
  }
  console.log(`\n${title}`);
  const middle = (peer: Peer, pick: (run: Run) => number) => median((runs.get(peer) ?? []).map(pick));
  for (const [peer, [first]] of runs) {
    const workMs = middle(peer, (run) => run.workMs);
    const peakBytes = middle(peer, (run) => run.peakBytes);
    const against = (ours: Peer): string => {
      const times = workMs / middle(ours, (run) => run.workMs);
      const share = middle(ours, (run) => run.peakBytes) / peakBytes;
      return `${times.toFixed(1)} × (memory ${share.toFixed(2)} ×)`;
    };
    const ours = isOurs(peer) ? [] : (['streamed', 'kept'] as const).filter((one) => runs.has(one));
    const ratios = ours.map((one) => `${one} ${against(one)}`).join(', ');
    const { rows, cells } = first?.found ?? { rows: 0, cells: 0 };
    const processor = seconds(middle(peer, (run) => run.processorMs)).padStart(9);
    const figures = `${seconds(workMs).padStart(9)}  processor ${processor}  peak ${megabytes(peakBytes).padStart(8)}  ${rows} rows, ${cells} cells`;
    console.log(`  ${names[peer].padEnd(18)} ${figures}  ${ratios}`);
  }
}

function isOurs(peer: Peer): boolean {
  return peer === 'streamed' || peer === 'kept' || peer === 'stored';
}

const isPython = (peer: Peer): peer is PythonPeer => peer === 'openpyxl' || peer === 'pandas';

/** Why a peer cannot run here; null when it can. */
function absenceOf(peer: Peer): string | null {
  if (!isPython(peer)) return null;
  if (!existsSync(python)) return `there is no ${python}`;
  return spawnSync(python, ['-c', `import ${peer}`]).status === 0 ? null : `${python} has no ${peer}`;
}

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    'python-rounds': { type: 'string', default: '1' },
    only: { type: 'string' },
    peers: { type: 'string' },
    inside: { type: 'string' },
    file: { type: 'string' },
    sheets: { type: 'string', default: '1' },
  },
});
if (values.inside) await runInside(values.inside, values.file ?? '', Number(values.sheets));
else {
  await bundle('bench/read/stream-program.ts', streamProgram);
  await bundle('bench/read/peer-program.ts', peerProgram);
  const wanted = peers.filter((peer) => !values.peers || values.peers.split(',').includes(peer));
  const chosen = wanted.filter((peer) => {
    const absence = absenceOf(peer);
    if (absence !== null) console.log(`${names[peer]} is left out: ${absence}`);
    return absence === null;
  });
  const roundsOf = (peer: Peer) => Number(values[isPython(peer) ? 'python-rounds' : 'rounds']);
  for (const table of Object.keys(benchTables) as BenchTable[]) {
    if (!values.only || values.only.split(',').includes(table)) await compare(table, chosen, roundsOf);
  }
}
