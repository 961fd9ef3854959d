import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { jobsIn, runCommand } from '../builders/auspex-command.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'auspex-export-cli-'));
  const lines = Array.from({ length: 30 }, (_, row) => `${row},${['a/b', 'c'][row % 2]},${row * 1.5}`);
  await writeFile(path.join(folder, 'marks.csv'), `id,class,mark\n${lines.join('\n')}\n`);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const run = (...words: string[]) => runCommand(['export', ...words, '--data', 'data', '--json'], { folder });

describe('auspex export', () => {
  it('writes a file beside the person’s own, and never over one', async () => {
    const [first] = jobsIn(await run('marks.csv', '--to', 'jsonl'));
    expect(first).toMatchObject({ state: 'completed', rows: 30, columns: 3, fault: null });
    expect(path.basename(first!.artifacts[0]!)).toBe('marks.jsonl');
    const [line] = (await readFile(first!.artifacts[0]!, 'utf8')).split('\n');
    expect(JSON.parse(line!)).toEqual({ id: 0, class: 'a/b', mark: 0 });
    const [second] = jobsIn(await run('marks.csv', '--to', 'jsonl'));
    expect(path.basename(second!.artifacts[0]!)).toBe('marks 2.jsonl');
  });

  it('puts a file for each group into a folder of its own', async () => {
    const [job] = jobsIn(
      await run('marks.csv', '--to', 'csv', '--group-by', 'class', '--split', 'files', '--out', 'out'),
    );
    expect(path.relative(folder, job!.artifacts[0]!)).toBe(path.join('out', 'marks'));
    expect((await readdir(job!.artifacts[0]!)).sort()).toEqual(['a_b.csv', 'c.csv']);
  });

  it('writes units with the names of columns, or every cell as the file has it', async () => {
    const lines = ['id,weight,price,note', '007,12 kg,"€ 1,200",-5', '008,7.5 kg,€ 3,N/A', '009,8 kg,€ 12,"1,5"'];
    await writeFile(path.join(folder, 'goods.csv'), `${lines.join('\n')}\n`);
    const exported = async (...words: string[]) => {
      const [job] = jobsIn(await run('goods.csv', '--to', 'csv', ...words));
      return (await readFile(job!.artifacts[0]!, 'utf8')).replace('\ufeff', '').split('\r\n');
    };
    expect((await exported()).slice(0, 2)).toEqual(['id,weight (kg),price (€),note', '007,12,1200,-5']);
    expect((await exported('--plain-names'))[0]).toBe('id,weight,price,note');
    expect(await exported('--as-written')).toEqual([...lines, '']);
  });

  it('says what is wrong with a column or an option', async () => {
    const wrong = await run('marks.csv', '--group-by', 'nope');
    expect([wrong.exitCode, jobsIn(wrong)[0]!.fault!.code]).toEqual([1, 'COLUMN_NAME_UNKNOWN']);
    expect((await run('marks.csv', '--split', 'files')).exitCode).toBe(2);
    expect((await run('marks.csv', '--to', 'pdf')).exitCode).toBe(2);
  });
});
