// The processes of test files, each watched: when one dies, its file, its end and its last words are kept.
import { appendFileSync } from 'node:fs';
import { ForksPoolWorker } from 'vitest/node';

/** @typedef {import('./test-tally.mjs').Death} Death */

/** Where deaths are written, a line of JSON each; told by scripts/test.mjs. */
const deathsFile = process.env.AUSPEX_TEST_DEATHS;
/** Of what the process said on its standard error. */
const lastWordsLength = 2000;

class WatchedFork extends ForksPoolWorker {
  /** @type {string[]} */
  #files = [];
  #lastWords = '';
  #isAskedToStop = false;

  /** @override @param {Parameters<ForksPoolWorker['send']>[0]} message */
  send(message) {
    if (message.type === 'run') this.#files = message.context.files.map(({ filepath }) => filepath);
    if (message.type === 'stop') this.#isAskedToStop = true;
    super.send(message);
  }

  /** @override */
  async start() {
    await super.start();
    const { fork } = /** @type {{ fork: import('node:child_process').ChildProcess }} */ (/** @type {unknown} */ (this));
    fork.stderr?.on('data', (chunk) => {
      this.#lastWords = `${this.#lastWords}${chunk}`.slice(-lastWordsLength);
    });
    // Not at once: what it said last may still be on its way.
    fork.on('close', (code, signal) => {
      if (!this.#isAskedToStop && deathsFile)
        this.#tell({ files: this.#files, code, signal, lastWords: this.#lastWords });
    });
  }

  /** @override */
  async stop() {
    this.#isAskedToStop = true;
    await super.stop();
  }

  /** @param {Death} death */
  #tell(death) {
    appendFileSync(/** @type {string} */ (deathsFile), `${JSON.stringify(death)}\n`);
  }
}

/** Vitest's processes for test files, watched. @type {import('vitest/node').PoolRunnerInitializer} */
export const watchedForks = {
  name: 'watched-forks',
  createPoolWorker: (options) => new WatchedFork(options),
};
