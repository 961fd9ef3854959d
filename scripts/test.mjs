// `npm test`: unit and integration tests, then the end-to-end tests on the packaged app.
// Options: --unit or --e2e for one half, and parts of file names, as in `npm test -- test/engine`.
// Few files that fail beside all others are run once more by themselves, and named at the end whatever comes of it.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';
import { resolveElectron } from './electron-runtime.mjs';
import { installPackages, missingPackages } from './system-libraries.mjs';
import { startVirtualDisplay } from './virtual-display.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Tally */

/** More than these fail for a reason of their own, and are not run again. */
const mostFilesRunAgain = 3;

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const results = path.join(root, 'test-results');
const words = process.argv.slice(2);
const filters = words.filter((word) => !word.startsWith('--'));
const unknown = words.filter((word) => word.startsWith('--') && !['--unit', '--e2e'].includes(word));
/** @type {string[]} */
const ranAgain = [];
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
  if (!process.env.CI || first.failed === 0) return first;
  if (first.failedFiles.length === 0 || first.failedFiles.length > mostFilesRunAgain) return first;
  ranAgain.push(...first.failedFiles);
  const second = await runFiles(`${name}-again`, config, first.failedFiles, environment);
  return { ...first, passed: first.passed + first.failed - second.failed, failed: second.failed };
}

/**
 * @param {string} name @param {string} config @param {string[]} files @param {Record<string, string>} environment
 * @returns {Promise<Tally & { failedFiles: string[] }>}
 */
async function runFiles(name, config, files, environment) {
  const report = path.join(results, `${name}.json`);
  rmSync(report, { force: true });
  const vitest = path.join(root, 'node_modules/vitest/vitest.mjs');
  const options = ['run', '--config', config, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const child = spawn(process.execPath, [vitest, ...options, ...files], {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: 'inherit',
  });
  const code = await new Promise((resolve) => child.on('close', resolve));
  return tallyOf(report, code === 0);
}

/** @param {string} report @param {boolean} isClean whether the runner itself was content @returns {Tally & { failedFiles: string[] }} */
function tallyOf(report, isClean) {
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0, failedFiles: [] };
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(
    readFileSync(report, 'utf8'),
  );
  /** @type {{ name: string, status: string, assertionResults: { status: string }[] }[]} */
  const failedFiles = testResults.filter((/** @type {{ status: string }} */ file) => file.status === 'failed');
  // A file that cannot even be loaded has no failed test of its own, and an error between tests belongs to none.
  const brokenFiles = failedFiles.filter((file) => !file.assertionResults.some((test) => test.status === 'failed'));
  const failed = numFailedTests + brokenFiles.length;
  return {
    passed: numPassedTests,
    failed: failed === 0 && !isClean ? 1 : failed,
    skipped: numPendingTests + numTodoTests,
    failedFiles: failedFiles.map((file) => path.relative(root, file.name)),
  };
}
