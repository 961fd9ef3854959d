/*
 * `auspex profile` against pandas (read, describe, corr) on a 1,000,000 × 20 csv and a 200,000 × 20 workbook.
 * Both are run as their users run them, one after the other, in turns, each as a process of its own; printed are the
 * medians of: the work alone (a job's duration; pandas without its import), the whole command, and the peak memory.
 * Ours does more in that time: duplicates, quantiles, top values, Spearman, Cramér's V, and every row stored as Parquet;
 * the whole command also writes the three reports (xlsx, html, json).
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { measureCommand, median, megabytes, seconds } from './measure.ts';
import { csvTable, workbookTable } from './tables.ts';

const python = '/usr/bin/python3';
const peer = `
import sys, time
import pandas as pd
started = time.perf_counter()
path = sys.argv[1]
table = pd.read_csv(path) if path.endswith('.csv') else pd.read_excel(path)
table.describe()
table.corr(numeric_only=True)
print(time.perf_counter() - started)
`;

interface Figures {
  readonly workMs: number;
  readonly wallMs: number;
  readonly peakBytes: number;
}

async function runOurs(file: string, threads: string | undefined): Promise<Figures> {
  const data = mkdtempSync(path.join(tmpdir(), 'auspex-bench-data-'));
  try {
    const more = threads ? ['--threads', threads] : [];
    const run = await measureCommand(process.execPath, [
      'dist/cli/auspex.js',
      'profile',
      file,
      '--data',
      data,
      '--json',
      ...more,
    ]);
    const answer = JSON.parse(run.stdout.trim().split('\n').at(-1) ?? '{}');
    return { workMs: answer.jobs[0].durationMs, wallMs: run.wallMs, peakBytes: run.peakBytes };
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}

async function runPandas(file: string): Promise<Figures> {
  const run = await measureCommand(python, ['-c', peer, file]);
  return { workMs: Number(run.stdout) * 1000, wallMs: run.wallMs, peakBytes: run.peakBytes };
}

function summarize(runs: readonly Figures[]): Figures {
  return {
    workMs: median(runs.map((run) => run.workMs)),
    wallMs: median(runs.map((run) => run.wallMs)),
    peakBytes: median(runs.map((run) => run.peakBytes)),
  };
}

async function compare(title: string, file: string, rounds: number, threads: string | undefined): Promise<void> {
  const ours: Figures[] = [];
  const theirs: Figures[] = [];
  for (let round = 0; round < rounds; round++) {
    ours.push(await runOurs(file, threads));
    theirs.push(await runPandas(file));
  }
  const us = summarize(ours);
  const them = summarize(theirs);
  console.log(`\n${title} (median of ${rounds})`);
  console.log(`  auspex  work ${seconds(us.workMs)}   command ${seconds(us.wallMs)}   peak ${megabytes(us.peakBytes)}`);
  console.log(
    `  pandas  work ${seconds(them.workMs)}   command ${seconds(them.wallMs)}   peak ${megabytes(them.peakBytes)}`,
  );
  console.log(
    `  ratio   work ${(them.workMs / us.workMs).toFixed(1)} × faster   command ${(them.wallMs / us.wallMs).toFixed(1)} × faster   memory ${(us.peakBytes / them.peakBytes).toFixed(2)} ×`,
  );
}

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    threads: { type: 'string' },
    only: { type: 'string' },
  },
});
const rounds = Number(values.rounds);
if (values.only !== 'xlsx') await compare('1,000,000 × 20 csv', await csvTable(1_000_000), rounds, values.threads);
if (values.only !== 'csv') await compare('200,000 × 20 workbook', await workbookTable(200_000), rounds, values.threads);
