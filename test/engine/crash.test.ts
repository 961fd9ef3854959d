import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Job } from '../../contract/jobs.ts';
import { bundle } from '../../scripts/build.mjs';
import { EngineBench, scriptedWorker } from '../builders/scripted-engine.ts';

/** For a machine that has other work as well. */
const patiently = { timeout: 30_000 };

const program = fileURLToPath(new URL('../../dist/test/engine-process.js', import.meta.url));
const files = ['pause-read.csv', 'pause-correlate.large.csv', 'pause-store.large.csv', 'good.csv'];
let bench: EngineBench;
let child: ChildProcess | null = null;

beforeAll(() => bundle('test/fixtures/engine-process.ts', program));
beforeEach(async () => {
  bench = await EngineBench.open();
});
afterEach(async () => {
  child?.kill('SIGKILL');
  await bench.close();
});

/** Runs the engine as a process and kills it when `isTime` says so of a line; gives the ids it had accepted. */
async function killWhen(isTime: (line: string, lines: readonly string[]) => boolean): Promise<string[]> {
  const paths = await Promise.all(files.map((name) => bench.file(name)));
  child = spawn(process.execPath, [program, bench.dataFolder, scriptedWorker, ...paths], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout! })) {
    lines.push(line);
    if (isTime(line, lines)) break;
  }
  child.kill('SIGKILL');
  await once(child, 'close');
  return lines.filter((line) => line.startsWith('accepted ')).map((line) => line.slice('accepted '.length));
}

const digests = (job: Job) => job.artifacts.map(({ kind, sha256 }) => `${kind} ${sha256}`).sort();

describe('an engine whose process is killed', () => {
  it.each([
    ['as soon as the jobs are accepted', (_: string, lines: readonly string[]) => lines.length === files.length],
    ['while jobs are read', (line: string) => line.startsWith('running reading')],
    ['when first results are published', (line: string) => line.startsWith('running') && line.endsWith(' 2')],
    ['when the first job is completed', (line: string) => line.startsWith('completed')],
  ])('%s loses nothing: the next one completes every job with the same results', async (_, isTime) => {
    const ids = await killWhen(isTime);
    expect(ids).toHaveLength(files.length);
    const engine = await bench.engine();
    const ended = await engine.jobs.waitForEnd(ids);
    expect(ended.map((job) => [job.fileName, job.state])).toEqual(files.map((name) => [name, 'completed']));
    expect((await engine.jobs.counts()).counts.completed).toBe(files.length);
    const again = await Promise.all(ids.map((id) => engine.jobs.rerun(id)));
    const uninterrupted = await engine.jobs.waitForEnd(again.map((job) => job.id));
    expect(uninterrupted.map(digests)).toEqual(ended.map(digests));
    // Nothing is left of the process that was killed, and nothing lies about of this one.
    const scratch = path.join(bench.dataFolder, 'scratch');
    const hosts = await readdir(scratch);
    expect(hosts).toHaveLength(1);
    await expect.poll(() => readdir(path.join(scratch, hosts[0]!)), patiently).toEqual([]);
  });
});
