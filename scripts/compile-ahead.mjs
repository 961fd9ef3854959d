// Keeps the bytecode of what a thread runs for a profile: `node scripts/compile-ahead.mjs ENTRY`, as the build calls it.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** As the command line sets it (cli/early-threads.ts): V8 takes bytecode only with the flags that it was made with. */
const flags = ['--interrupt-budget=400000'];
const rows = 20_000;

/**
 * Runs the orders of a profile on a thread that loads `entry`, and puts beside its scripts what V8 made of them. The process is one
 * of its own, for flags hold for a whole process. Where that fails it says so: threads compile what they run, as without it.
 */
export function compileAhead(/** @type {string} */ entry) {
  const words = [...flags, fileURLToPath(import.meta.url), entry];
  const env = { ...process.env, AUSPEX_HURRIED_THREADS: '1' };
  const { status, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8', env });
  if (status !== 0) console.error(`Nothing of the workers is compiled ahead, since their orders fail:\n${stderr}`);
}

async function runAndKeep(/** @type {string} */ entry) {
  const { default: runOrder } = await import(pathToFileURL(entry).href);
  const { keepCompiled } = await import(pathToFileURL(path.join(path.dirname(entry), 'load-compiled.js')).href);
  const folder = mkdtempSync(path.join(tmpdir(), 'auspex-build-'));
  try {
    await profile(folder, async (kind, order) => {
      const envelope = { kind, order, noticePort: null, cancelFlag: new SharedArrayBuffer(8) };
      const answer = await runOrder(envelope);
      if (!answer.ok) throw new Error(`${kind}: ${JSON.stringify(answer.fault)}`);
      return answer.reply;
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  keepCompiled();
}

/** Every order of a profile, as the engine gives them for a csv of some columns of each kind. */
async function profile(/** @type {string} */ folder, /** @type {(kind: string, order: object) => Promise<any>} */ run) {
  const file = path.join(folder, 'table.csv');
  writeFileSync(file, table());
  const lists = { asWritten: [], asDates: [], missingWords: [] };
  const reading = {
    sheet: null,
    header: null,
    text: null,
    range: null,
    fillsMerged: false,
    skipsTotals: false,
    ...lists,
  };
  const source = { path: file, fileName: 'table.csv' };
  const scratch = (/** @type {string} */ name) => path.join(folder, name);
  const plan = await run('plan-table', { ...source, reading, maxParts: 12, maxMemoryBytes: 2 ** 32 });
  const { sha256 } = await run('fingerprint-file', source);
  const read = [];
  for (const part of plan.parts.keys()) read.push(await run('read-part', { plan, part, textColumns: [] }));
  const columns = [...plan.columnNames.keys()];
  const given = read.map(({ segment }) => segment);
  const { decisions, kinds } = await run('decide-columns', { plan, segments: given, columns, ...lists });
  const keptRows = 100;
  const { segments, tallies } = await run('convert-parts', { segments: given, decisions, keptRows });
  const facts = {
    ...{ raggedRows: 0, undecodableCells: 0, hasFallenBack: false, range: null, skipsTotals: false },
    blankLines: read.map(({ blankLines }) => blankLines ?? null),
  };
  const report = { plan, segments, decisions, tallies, writtenKinds: kinds, asWritten: [], keptRows, facts };
  await run('write-import-report', { ...report, scratchPath: scratch('import.json') });
  const described = await run('describe-columns', { plan, segments, columns, scratchPath: scratch('columns.json') });
  await run('store-rows', { plan, segments, scratchPath: scratch('rows.parquet') });
  const { duplicateRows } = await run('count-duplicates', { plan, segments });
  const descriptions = [described.file];
  const options = { seed: 1, maxCorrelationColumns: 200, maxCorrelationRows: 100_000 };
  const correlated = { plan, segments, descriptions, options, scratchPath: scratch('measures.json') };
  const measures = ['pearson', 'spearman', 'cramersV'];
  const correlations = [await run('correlate-columns', { ...correlated, measures })];
  const about = { sha256, engineVersion: '', rows, missingCells: 0, raggedRows: 0, undecodableCells: 0, duplicateRows };
  await run('assemble-profile', { plan, descriptions, correlations, facts: about, options, scratchFolder: folder });
}

/** Numbers with and without gaps, codes, few texts, many texts, days, yes and no. */
function table() {
  const lines = ['id,score,amount,count,major,code,level,day,passed'];
  for (let row = 1; row <= rows; row++) {
    const code = (row * 7919) % 1_000_003;
    const score = row % 9 === 0 ? '' : (code % 10_007) / 100;
    const day = `2024-0${1 + (row % 9)}-1${row % 10}`;
    const texts = [`课程 ${row % 6}`, `id${code}`, 'ABC'[row % 3], day, row % 3 ? 'yes' : 'no'];
    lines.push([row, score, (code % 999_983) / 10_000, row % 2000, ...texts].join(','));
  }
  return `${lines.join('\n')}\n`;
}

const [, self, entry] = process.argv;
if (self && entry && import.meta.url === pathToFileURL(self).href) await runAndKeep(entry);
