import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../engine/archive/database.ts';
import { jobsIn, projectFolder, runCommand } from '../builders/auspex-command.ts';

let folder: string;
let data: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'auspex-cli-'));
  data = path.join(folder, 'data');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function csv(name: string, rows = 3): Promise<string> {
  const lines = Array.from({ length: rows }, (_, row) => `${row},${(row * 37) % 101},${row % 5 ? 'yes' : 'no'}`);
  await writeFile(path.join(folder, name), `id,score,passed\n${lines.join('\n')}\n`);
  return name;
}

const example = (name: string) => path.join(projectFolder, 'examples', name);

describe('auspex profile', () => {
  it('profiles good files beside bad ones and says so in one JSON line', async () => {
    await csv('scores.csv', 40);
    await mkdir(path.join(folder, 'folder.csv'));
    await writeFile(path.join(folder, 'empty.csv'), '');
    await writeFile(path.join(folder, 'fake.xlsx'), 'only text');
    const bad = ['nowhere.csv', 'folder.csv', 'empty.csv', 'fake.xlsx'];
    const words = ['profile', 'scores.csv', ...bad, example('messy.xlsx'), '--json', '--data', 'data', '--out', 'out'];
    const end = await runCommand(words, { folder });
    expect(end.exitCode).toBe(1);
    expect(end.stdout.trimEnd().split('\n')).toHaveLength(1);
    expect(end.stderr).toContain('scores.csv: completed');
    const jobs = jobsIn(end);
    expect(jobs.map((job) => job.file)).toEqual(['scores.csv', ...bad, example('messy.xlsx')]);
    const codes = jobs.map((job) => job.fault?.code ?? job.state);
    const expected = ['FILE_MISSING', 'FILE_IS_FOLDER', 'FILE_EMPTY', 'WORKBOOK_NOT_ZIP'];
    expect(codes).toEqual(['completed', ...expected, 'completed']);
    expect(jobs[0]).toMatchObject({ rows: 40, columns: 3, sheet: 'scores', fault: null });
    expect(jobs[0]!.durationMs).toBeGreaterThan(0);
    expect(jobs[1]).toMatchObject({ state: 'dead', artifacts: [], rows: null });
    expect(jobs[1]!.fault!.sentence).toContain('nowhere.csv');
    const names = jobs[0]!.artifacts.map((artifact) => path.relative(folder, artifact));
    expect(names).toEqual(['xlsx', 'html', 'json'].map((ending) => path.join('out', `scores profile.${ending}`)));
    for (const artifact of jobs.flatMap((job) => job.artifacts)) expect((await stat(artifact)).size).toBeGreaterThan(0);
    const written = await readdir(path.join(folder, 'out'));
    expect(written).toHaveLength(6);
    expect(JSON.parse(await readFile(jobs[0]!.artifacts[2]!, 'utf8'))).toMatchObject({ overview: { rows: 40 } });
  });

  it('leaves the reports in the data folder without --out, and prints where they lie', async () => {
    await csv('scores.csv');
    const end = await runCommand(['profile', 'scores.csv', '--data', data, '--threads', '1'], { folder });
    expect(end).toMatchObject({ exitCode: 0 });
    expect(end.stdout).toContain('scores.csv › scores: 3 rows × 3 columns');
    const paths = end.stdout.split('\n').flatMap((line) => /^ {2}(.*)$/.exec(line)?.[1] ?? []);
    expect(paths).toHaveLength(3);
    for (const file of paths) {
      expect(file.startsWith(path.join(data, 'artifacts'))).toBe(true);
      expect((await stat(file)).isFile()).toBe(true);
    }
  });

  it('takes the tables of a folder and of its subfolders, and names the batch after it', async () => {
    await mkdir(path.join(folder, 'term', 'late'), { recursive: true });
    await mkdir(path.join(folder, 'empty'));
    for (const name of ['term/b10.csv', 'term/b9.csv', 'term/late/c.csv', 'single.csv']) await csv(name);
    await writeFile(path.join(folder, 'term', 'notes.txt.bak'), 'no table');
    const run = (...words: string[]) => runCommand([...words, '--json', '--data', data], { folder });
    const end = await run('profile', 'term', '--out', 'out');
    const wanted = ['b9.csv', 'b10.csv', 'late/c.csv'].map((name) => path.join('term', name));
    expect(jobsIn(end).map(({ file, state }) => [file, state])).toEqual(wanted.map((file) => [file, 'completed']));
    expect(end.stderr).toContain('term: tables: 3, other files passed by: 1');
    expect(jobsIn(await run('export', 'single.csv', 'term', '--to', 'csv', '--out', 'out'))).toHaveLength(4);
    const added = await run('schedule', 'add', 'term', '--cron', '0 8 * * *');
    expect(JSON.parse(added.stdout).schedule).toMatchObject({
      ...{ name: 'term', fileNames: ['b9.csv', 'b10.csv', 'c.csv'] },
    });
    const empty = await run('profile', 'empty');
    expect(empty.exitCode).toBe(1);
    expect(JSON.parse(empty.stdout).fault.code).toBe('FOLDER_WITHOUT_TABLES');
  });

  it('refuses a column to be kept as written that no file has, and names the nearest', async () => {
    await csv('a.csv');
    await writeFile(path.join(folder, 'b.csv'), 'id,weight\n1,12 kg\n');
    const run = (column: string) =>
      runCommand(['profile', 'a.csv', 'b.csv', '--as-written', column, '--json', '--data', data], { folder });
    const wrong = await run('weigth');
    expect(wrong.exitCode).toBe(2);
    expect(JSON.parse(wrong.stdout)).toMatchObject({ jobs: [], fault: { code: 'COMMAND_LINE_INVALID' } });
    expect(wrong.stderr).toContain('no column is called “weigth”; the nearest is “weight”');
    // One of several files may have it alone.
    expect(jobsIn(await run('weight')).map((job) => job.state)).toEqual(['completed', 'completed']);
  });

  it('takes the named sheet, the first, or every visible one', async () => {
    const workbook = example('grades-all-years-en.xlsx');
    const run = async (...words: string[]) =>
      jobsIn(await runCommand(['profile', workbook, '--json', '--data', data, ...words]));
    const all = await run('--all-sheets', example('messy.xlsx'));
    const sheets = all.filter((job) => job.file === workbook).map((job) => job.sheet);
    expect(new Set(sheets).size).toBe(3);
    expect(all.every((job) => job.state === 'completed' && job.artifacts.length === 3)).toBe(true);
    expect(all.length).toBeGreaterThan(4); // two visible sheets of the messy one, its hidden one left out
    const [last] = await run('--sheet', sheets.at(-1)!);
    expect(last).toMatchObject({ state: 'completed', sheet: sheets.at(-1) });
    const [none] = await run('--sheet', 'Nowhere');
    expect(none).toMatchObject({ state: 'dead', fault: { code: 'SHEET_MISSING' } });
  });

  it('speaks Chinese to those who do', async () => {
    const environment = { LANG: 'zh_CN.UTF-8' };
    const end = await runCommand(['profile', '没有.csv', '--data', data], { folder, environment });
    expect(end).toMatchObject({ exitCode: 1 });
    expect(end.stdout).toContain('文件“没有.csv”已不在原来的位置');
  });

  it('cancels its jobs and exits with 130 on Ctrl-C', async () => {
    await csv('large.csv', 400_000);
    let isSent = false;
    const end = await runCommand(['profile', 'large.csv', 'large.csv', '--json', '--data', data, '--threads', '1'], {
      folder,
      onStderr: (text, child) => {
        if (isSent || !text.includes('running')) return;
        isSent = true;
        child.kill('SIGINT');
      },
    });
    expect(end.exitCode).toBe(130);
    expect(jobsIn(end).map((job) => job.state)).toEqual(['cancelled', 'cancelled']);
    const listed = await runCommand(['jobs', 'list', '--json', '--data', data], { folder });
    expect(jobsIn(listed).map((job) => job.state)).toEqual(['cancelled', 'cancelled']);
  });

  it('shares a data folder with another one at the same time', async () => {
    await csv('scores.csv', 1000);
    const words = ['profile', 'scores.csv', '--json', '--data', data];
    const ends = await Promise.all([runCommand(words, { folder }), runCommand(words, { folder })]);
    expect(ends.map((end) => end.exitCode)).toEqual([0, 0]);
  });

  it('finds its files from where the person stands when npm runs it', async () => {
    await csv('scores.csv');
    const command = ['npm', '--prefix', projectFolder, 'run', '-s', 'auspex', '--'] as const;
    const end = await runCommand(['profile', 'scores.csv', '--json', '--data', 'data'], {
      folder,
      command: [...command],
    });
    expect(end.exitCode).toBe(0);
    expect(jobsIn(end)[0]).toMatchObject({ state: 'completed', rows: 3 });
    expect(await readdir(folder)).toContain('data');
  });
});

describe('auspex used wrongly', () => {
  it.each([[['profile']], [['profile', 'a.csv', '--what']], [['divine', 'a.csv']], [[]]])(
    '%j: usage on stderr, exit 2',
    async (words) => {
      const end = await runCommand(words, { folder });
      expect(end).toMatchObject({ exitCode: 2, stdout: '' });
      const [reason, ...rest] = end.stderr.trimEnd().split('\n');
      expect(reason).toMatch(/^auspex: .*\.$/);
      expect(rest).toEqual([expect.stringMatching(/^Usage: auspex/), expect.stringContaining('--help” shows all.')]);
    },
  );

  it('refuses a --data or an --out that cannot be a folder', async () => {
    await csv('scores.csv');
    const faults = { '--data': 'DATA_FOLDER_NOT_WRITABLE', '--out': 'OUT_FOLDER_NOT_WRITABLE' };
    for (const [option, code] of Object.entries(faults)) {
      const words = ['profile', 'scores.csv', '--data', data, option, path.join('scores.csv', 'sub')];
      const end = await runCommand(words, { folder });
      expect(end).toMatchObject({ exitCode: 2, stdout: '' });
      expect(end.stderr).toContain('Usage: auspex');
      const asJson = await runCommand([...words, '--json'], { folder });
      expect(JSON.parse(asJson.stdout)).toMatchObject({ fault: { code } });
    }
  });

  it('refuses the data of a newer version', async () => {
    await csv('scores.csv');
    await mkdir(data);
    const database = openDatabase(path.join(data, 'archive.sqlite'), 0);
    database.exec('PRAGMA user_version = 99');
    database.close();
    const end = await runCommand(['profile', 'scores.csv', '--data', data, '--json'], { folder });
    expect(end.exitCode).toBe(2);
    expect(JSON.parse(end.stdout)).toMatchObject({ jobs: [], fault: { code: 'ARCHIVE_TOO_NEW' } });
  });

  it('tells its version and how it is used', async () => {
    const version = await runCommand(['--version']);
    const manifest = JSON.parse(await readFile(path.join(projectFolder, 'package.json'), 'utf8')) as {
      version: string;
    };
    expect(version).toEqual({ exitCode: 0, stdout: `auspex ${manifest.version}\n`, stderr: '' });
    const help = await runCommand(['help', 'profile']);
    expect(help.exitCode).toBe(0);
    for (const option of ['--sheet', '--all-sheets', '--out', '--data', '--threads', '--lang', '--json']) {
      expect(help.stdout).toContain(option);
    }
  });
});
