import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../engine/archive/database.ts';
import { jobsIn, runCommand } from '../builders/auspex-command.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'auspex-queue-'));
  for (const name of ['a.csv', 'b.csv', 'c.csv']) await writeFile(path.join(folder, name), `n,t\n1,${name}\n2,y\n`);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const auspex = (line: string) => runCommand([...line.split(' '), '--data', 'data'], { folder });
/** The JSON object in the last line of stdout. */
async function answer<T>(line: string): Promise<T> {
  const { stdout } = await auspex(`${line} --json`);
  return JSON.parse(stdout.trimEnd().split('\n').at(-1)!) as T;
}
const jobsOf = async (line: string) => jobsIn(await auspex(`${line} --json`));

describe('auspex jobs', () => {
  it('holds, orders, cancels and works off what was only accepted', async () => {
    const accepted = await jobsOf('profile a.csv b.csv c.csv --no-wait --name Exams');
    expect(accepted.map((job) => job.state)).toEqual(['queued', 'queued', 'queued']);
    const [a, b, c] = accepted.map((job) => job.id);
    expect(await answer('jobs list')).toMatchObject({ total: 3, counts: { queued: 3 }, isQueuePaused: false });
    expect(await answer(`jobs cancel ${a!.slice(-8)}`)).toEqual({ changed: 1 });
    expect(await answer(`jobs pause ${b}`)).toEqual({ changed: 1 });
    expect(await answer(`jobs priority high ${c}`)).toEqual({ changed: 1 });
    const states = (await jobsOf('jobs list')).map((job) => [job.file, job.state]);
    expect(Object.fromEntries(states)).toEqual({ 'a.csv': 'cancelled', 'b.csv': 'paused', 'c.csv': 'queued' });

    expect(await answer('jobs pause --queue')).toEqual({ isQueuePaused: true });
    expect((await auspex('run')).stderr).toContain('jobs resume --queue');
    await answer('jobs resume --queue');
    expect(await answer('jobs resume --all')).toEqual({ changed: 1 });
    expect(await answer('jobs retry --state cancelled')).toEqual({ changed: 1 });
    expect(await answer('run')).toMatchObject({ completed: 3, dead: 0, cancelled: 0 });
    expect(await answer('jobs list --state completed')).toMatchObject({ total: 3 });
    const history = await answer<{ events: { state: string }[]; attempts: unknown[] }>(`jobs show ${a}`);
    expect(history.events.map((event) => event.state)).toEqual([
      'queued',
      'cancelled',
      'queued',
      'running',
      'completed',
    ]);
    expect(history.attempts).toHaveLength(1);
    expect((await auspex(`jobs show ${a}`)).stdout).toContain('a.csv');
  });

  it('are worked off by a run that tells of each one’s end, and of what happened to the data folder', async () => {
    await auspex('profile a.csv b.csv c.csv --no-wait');
    const added = ['schedule', 'add', 'a.csv', '--cron', '0 * * * *', '--time-zone', 'UTC', '--data', 'data'];
    await runCommand(added, { folder });
    // As if it had last run while the clock was forty days ahead.
    const database = openDatabase(path.join(folder, 'data/archive.sqlite'), 1000);
    const aheadMs = Date.now() + 40 * 24 * 3_600_000;
    const change = database.prepare('UPDATE schedules SET last_tick_ms = ?1, last_run_ms = ?1, next_run_ms = ?2');
    change.run(aheadMs, aheadMs + 3_600_000);
    database.close();

    const run = await auspex('run --lang en');
    for (const name of ['a', 'b', 'c']) expect(run.stderr).toContain(`${name}.csv › ${name}: completed`);
    expect(run.stdout).toBe('3 completed, 0 dead, 0 cancelled\n');
    expect(run.stderr.match(/clock was set back by 57,\d+ min/g)).toHaveLength(1);
    // What was told once is not told by the next run.
    const next = await auspex('run --lang en --json');
    expect(next.stderr).not.toContain('clock');
    expect(JSON.parse(next.stdout)).toEqual({ completed: 0, dead: 0, cancelled: 0, byOthers: 0, jobs: [] });
  });

  it('shows dead letters with their reason and re-drives them', async () => {
    await auspex('profile a.csv nowhere.csv');
    const [dead] = await jobsOf('jobs dead');
    expect(dead).toMatchObject({ file: 'nowhere.csv', state: 'dead', fault: { code: 'FILE_MISSING' } });
    expect((await auspex('jobs dead')).stdout).toContain('is no longer where it was');
    await writeFile(path.join(folder, 'nowhere.csv'), 'a,b\n1,2\n');
    expect(await answer('jobs redrive --all')).toEqual({ changed: 1 });
    await auspex('run');
    expect(await answer('jobs dead')).toMatchObject({ total: 0, jobs: [] });
  });

  it('takes an earlier result over, unless told to run again', async () => {
    const [first] = await jobsOf('profile a.csv');
    const reused = await auspex('profile a.csv');
    expect(reused.stdout).toContain('result of an earlier run');
    const newest = await answer<{ jobs: { reusedFrom: string | null }[] }>('jobs list --limit 1');
    expect(newest.jobs[0]!.reusedFrom).toBe(first!.id);
    expect((await auspex('profile a.csv --again')).stdout).not.toContain('result of an earlier run');
  });

  it.each([
    ['jobs cancel', 'name jobs by their ids'],
    ['jobs cancel abcd1234', 'is no job’s id'],
    ['jobs list --state lost', '--state knows'],
    ['jobs priority urgent 1', 'priority knows'],
    ['jobs retry --state completed', 'does nothing'],
    ['schedule add a.csv', '--cron EXPRESSION or --at TIME'],
    ['schedule remove nosuch', 'is no id that is listed'],
    ['watch remove 11111111-1111-4111-8111-111111111111', 'is no id that is listed'],
  ])('%s: usage, exit 2', async (line, reason) => {
    const end = await auspex(line);
    expect(end.exitCode).toBe(2);
    expect(end.stderr).toContain(reason);
    expect(end.stderr).toContain('Usage: auspex');
  });
});

describe('auspex schedule and watch', () => {
  it('keeps schedules with a plain reading', async () => {
    const added = await runCommand(
      ['schedule', 'add', 'a.csv', '--cron', '30 8 * * 1', '--time-zone', 'Asia/Shanghai', '--data', 'data'],
      { folder },
    );
    expect(added.stdout).toContain('At 08:30, only on Monday');
    const { schedules } = await answer<{ schedules: { id: string }[] }>('schedule list');
    expect(schedules).toMatchObject([{ name: 'a.csv', fileNames: ['a.csv'], isEnabled: true }]);
    expect(await answer(`schedule remove ${schedules[0]!.id.slice(-8)}`)).toEqual({ removed: 1 });
    const never = await runCommand(['schedule', 'add', 'a.csv', '--cron', '0 0 30 2 *', '--data', 'data'], { folder });
    expect(never).toMatchObject({ exitCode: 2 });
    expect(never.stderr).toContain('names a time that never comes');
  });

  it('keeps what is done each time, and refuses what does not belong together', async () => {
    const at = ['--cron', '30 8 * * 1', '--data', 'data', '--json'];
    const add = (...words: string[]) => runCommand(['schedule', 'add', 'a.csv', 'b.csv', ...words, ...at], { folder });
    const trained = await add('--recipe', 'train', '--target', 't', '--model', 'Exams', '--preset', 'quick');
    expect(JSON.parse(trained.stdout)).toMatchObject({
      schedule: {
        work: { recipe: 'train', options: { target: 't', modelName: 'Exams', preset: 'quick' } },
        model: null,
      },
    });
    expect((await auspex('schedule list')).stdout).toContain('train');
    expect((await add('--recipe', 'predict')).stderr).toContain('--model');
    const nobody = await add('--recipe', 'predict', '--model', 'Nobody');
    expect(JSON.parse(nobody.stdout)).toMatchObject({
      fault: { code: 'MODEL_UNKNOWN', sentence: expect.stringContaining('“Nobody”') },
    });
    const compared = await add('--recipe', 'compare', '--key', 'n, t', '--tolerance', '0.5');
    expect(JSON.parse(compared.stdout)).toMatchObject({
      schedule: { work: { recipe: 'compare', options: { key: ['n', 't'], ignored: [], tolerance: 0.5 } } },
    });
    expect((await add('--recipe', 'profile', '--key', 'n')).stderr).toContain('--key does not belong');
    const mixed = await add('--recipe', 'train', '--target', 't', '--group-by', 'n');
    expect(mixed).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('--group-by does not belong') });
  });

  it('profiles what comes into a watched folder while `run --forever` runs, and puts the reports where told', async () => {
    await mkdir(path.join(folder, 'inbox'));
    await auspex('watch add inbox --out results');
    // Nothing runs yet: it is found later.
    await cp(path.join(folder, 'b.csv'), path.join(folder, 'inbox/b.csv'));
    const out = path.join(folder, 'results');
    let isWaiting = false;
    const end = await runCommand(['run', '--forever', '--json', '--data', 'data'], {
      folder,
      onStderr: async (_, child) => {
        if (isWaiting) return;
        isWaiting = true;
        while (child.exitCode === null && (await readdir(out).catch(() => [])).length === 0) await sleep(100);
        child.kill('SIGINT');
      },
    });
    expect(end.exitCode).toBe(130);
    expect(await readdir(out)).toEqual(['b profile.xlsx']);
    expect(await answer('watch list')).toMatchObject({ folders: [{ name: 'inbox', submittedFiles: 1 }] });
  });
});

describe('auspex audit', () => {
  it('tells that a damaged archive was replaced, and shows the results again', async () => {
    await auspex('profile a.csv');
    const file = path.join(folder, 'data/archive.sqlite');
    const bytes = await readFile(file);
    await writeFile(file, bytes.fill(0x5a, 100, 8000));
    const end = await auspex('jobs list');
    expect(end.stderr).toContain('was damaged and has been replaced');
    expect(end.stderr).toContain('Finished results were found again: 1.');
    expect(end.stdout).toContain('a.csv');
    expect((await auspex('jobs list')).stderr).toBe('');
  });

  it('tells who did what, and finds what was tampered with', async () => {
    await auspex('profile a.csv --out reports');
    expect(await answer('audit verify')).toMatchObject({ isIntact: true, brokenAt: null });
    const { entries } = await answer<{ entries: { action: string; subject: string; actor: string }[] }>('audit list');
    const did = (action: string) => entries.find((entry) => entry.action === action);
    expect(did('submitted')).toMatchObject({ subject: 'a.csv' });
    expect(did('exported')).toMatchObject({ subject: 'a profile.xlsx (3 files)', actor: did('submitted')!.actor });
    const database = openDatabase(path.join(folder, 'data/archive.sqlite'), 1000);
    database.exec(`DROP TRIGGER audit_is_not_changed; UPDATE audit SET subject = 'b.csv' WHERE sequence = 1`);
    database.close();
    const end = await auspex('audit verify');
    expect(end).toMatchObject({ exitCode: 1 });
    expect(end.stdout).toContain('tampered with at entry 1');
  });
});
