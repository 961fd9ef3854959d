// What a run of Vitest came to, file by file, from its JSON report and from the processes that died.
import path from 'node:path';

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Tally
 * @typedef {{ files: string[], code: number | null, signal: string | null, lastWords: string }} Death
 * @typedef {{ name: string, status: string, assertionResults: { status: string }[] }} FileReport
 */

/**
 * Each file by its path, what its tests came to. A file that cannot be loaded, or whose process died, has failed once beside
 * the tests that failed in it; tests that had not ended are counted nowhere.
 * @param {FileReport[]} reports @param {Death[]} deaths @returns {Map<string, Tally>}
 */
export function tallyOfFiles(reports, deaths) {
  const dead = new Set(deaths.flatMap(({ files }) => files));
  /** @type {Map<string, Tally>} */
  const tallies = new Map();
  for (const { name, status, assertionResults } of reports) {
    const count = (/** @type {string[]} */ ...kinds) =>
      assertionResults.filter((test) => kinds.includes(test.status)).length;
    const failed = count('failed');
    // An error between tests belongs to none, and neither does an end before the last.
    const isBroken = (status === 'failed' && failed === 0) || count('pending') > 0 || dead.has(name);
    tallies.set(name, {
      passed: count('passed'),
      failed: failed + Number(isBroken),
      skipped: count('skipped', 'todo'),
    });
  }
  for (const name of dead) if (!tallies.has(name)) tallies.set(name, { passed: 0, failed: 1, skipped: 0 });
  return tallies;
}

/** @param {Iterable<Tally>} tallies @returns {Tally} */
export function sumOf(tallies) {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const { passed, failed, skipped } of tallies) {
    sum.passed += passed;
    sum.failed += failed;
    sum.skipped += skipped;
  }
  return sum;
}

/** How a process died, in words, with what it said last. @param {Death} death @param {string} root */
export function deathInWords({ files, code, signal, lastWords }, root) {
  const names = files.map((file) => path.relative(root, file)).join(', ') || 'no file yet';
  const words = lastWords.trimEnd().split('\n').slice(-12);
  return [`the process of ${names} died: ${signal ?? `exit code ${code}`}`, ...words.map((line) => `  ${line}`)].join(
    '\n',
  );
}
