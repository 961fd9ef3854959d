// `npm test`: unit and integration tests, then the end-to-end tests on the packaged app.
// Options: --unit or --e2e for one half, and parts of file names, as in `npm test -- test/engine`.
// Few files that fail beside all others, or whose process dies, are run once more by themselves, and named at the end whatever
// comes of it.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';
import { resolveElectron } from './electron-runtime.mjs';
import { installPackages, missingPackages } from './system-libraries.mjs';
import { deathInWords, sumOf, tallyOfFiles } from './test-tally.mjs';
import { startVirtualDisplay } from './virtual-display.mjs';

/** @typedef {import('./test-tally.mjs').Tally} Tally */
/** @typedef {import('./test-tally.mjs').Death} Death */

/** More than these fail for a reason of their own, and are not run again. */
const mostFilesRunAgain = 3;

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const results = path.join(root, 'test-results');
const words = process.argv.slice(2);
const filters = words.filter((word) => !word.startsWith('--'));
const unknown = words.filter((word) => word.startsWith('--') && !['--unit', '--e2e'].includes(word));
/** @type {string[]} */
const ranAgain = [];
/** @type {Death[]} */
const allDeaths = [];
const tell = (/** @type {string} */ line) => console.log(line);

if (unknown.length > 0) {
  console.error(`Unknown option: ${unknown.join(' ')}. There are --unit, --e2e and parts of file names.`);
  process.exitCode = 2;
} else {
  process.exitCode = await main();
}

async function main() {
  const hasBoth = !words.includes('--unit') && !words.includes('--e2e') && filters.length === 0;
  const isForEndToEnd = (/** @type {string} */ filter) => filter.includes('e2e');
  const runsUnit = hasBoth || words.includes('--unit') || filters.some((filter) => !isForEndToEnd(filter));
  const runsEndToEnd = hasBoth || words.includes('--e2e') || filters.some(isForEndToEnd);
  mkdirSync(results, { recursive: true });
  await build();
  /** @type {Tally} */
  const total = { passed: 0, failed: 0, skipped: 0 };
  const add = (/** @type {Tally} */ tally) => {
    total.passed += tally.passed;
    total.failed += tally.failed;
    total.skipped += tally.skipped;
  };
  if (runsUnit)
    add(
      await runVitest(
        'unit',
        'vitest.config.ts',
        filters.filter((filter) => !isForEndToEnd(filter)),
        {},
      ),
    );
  if (runsEndToEnd) add(await runEndToEnd());
  for (const death of allDeaths) tell(deathInWords(death, root));
  for (const file of ranAgain) tell(`failed beside the others and was run again: ${file}`);
  tell(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  return total.failed === 0 && total.passed > 0 ? 0 : 1;
}

/** @returns {Promise<Tally>} */
async function runEndToEnd() {
  const electron = await resolveElectron(tell);
  if (!electron) return cannotRun('no Electron can be had for this machine');
  const packages = missingPackages(electron.executable, { isForTests: true });
  if (!installPackages(packages, tell)) return cannotRun('system packages are missing (see above)');
  const display = process.platform === 'linux' ? await startVirtualDisplay() : null;
  try {
    const environment = display ? { DISPLAY: display.display } : {};
    return await runVitest(
      'e2e',
      'vitest.e2e.config.ts',
      filters.filter((filter) => filter.includes('e2e')),
      environment,
    );
  } finally {
    display?.stop();
  }
}

/** @param {string} reason @returns {Tally} */
function cannotRun(reason) {
  console.error(`The end-to-end tests could not be run: ${reason}. npm test -- --unit runs the others.`);
  return { passed: 0, failed: 1, skipped: 0 };
}

/**
 * @param {string} name @param {string} config @param {string[]} files @param {Record<string, string>} environment
 * @returns {Promise<Tally>}
 */
async function runVitest(name, config, files, environment) {
  const first = await runFiles(name, config, files, environment);
  const failed = [...first.files].filter(([, tally]) => tally.failed > 0).map(([file]) => file);
  if (!process.env.CI || failed.length === 0 || failed.length > mostFilesRunAgain) return tallyOf(first);
  const again = failed.map((file) => path.relative(root, file));
  ranAgain.push(...again);
  const second = await runFiles(`${name}-again`, config, again, environment);
  // A file that is not in the second report has not been cleared of anything.
  return tallyOf({ files: new Map([...first.files, ...second.files]), isClean: second.isClean });
}

/** @typedef {{ files: Map<string, Tally>, isClean: boolean }} Run files by path; whether the runner itself was content */

/**
 * @param {string} name @param {string} config @param {string[]} files @param {Record<string, string>} environment
 * @returns {Promise<Run>}
 */
async function runFiles(name, config, files, environment) {
  const report = path.join(results, `${name}.json`);
  const deaths = path.join(results, `${name}-deaths.jsonl`);
  for (const file of [report, deaths]) rmSync(file, { force: true });
  const vitest = path.join(root, 'node_modules/vitest/vitest.mjs');
  const options = ['run', '--config', config, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const child = spawn(process.execPath, [vitest, ...options, ...files], {
    cwd: root,
    env: { ...process.env, ...environment, AUSPEX_TEST_DEATHS: deaths },
    stdio: 'inherit',
  });
  const code = await new Promise((resolve) => child.on('close', resolve));
  const died = existsSync(deaths)
    ? readFileSync(deaths, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
    : [];
  allDeaths.push(...died);
  const reports = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')).testResults : [];
  return { files: tallyOfFiles(reports, died), isClean: code === 0 };
}

/** @param {Run} run @returns {Tally} */
function tallyOf({ files, isClean }) {
  const sum = sumOf(files.values());
  // What the runner itself is not content with belongs to no file.
  return sum.failed === 0 && !isClean ? { ...sum, failed: 1 } : sum;
}
