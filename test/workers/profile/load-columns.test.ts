import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ColumnProfile } from '../../../contract/profile.ts';
import { loadColumns } from '../../../workers/profile/load-result.ts';

const columns = [
  { index: 0, name: '学号', type: 'text', missing: 0 },
  { index: 2, name: 'Score A', type: 'number', missing: 5 },
  { index: 3, name: 'Score B', type: 'number', missing: 9 },
  { index: 4, name: 'score note', type: 'text', missing: 9 },
] as ColumnProfile[];

describe('loadColumns', () => {
  let folder = '';
  let place = '';
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'auspex-columns-'));
    place = path.join(folder, 'columns.json');
    await writeFile(place, JSON.stringify(columns));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const page = { offset: 0, limit: 10, search: '' };
  const indices = async (wish: object) =>
    (await loadColumns({ path: place, ...page, ...wish })).columns.map(({ index }) => index);

  it('gives pages in sheet order and the number of columns in all', async () => {
    const { columns: second, total } = await loadColumns({ path: place, ...page, offset: 1, limit: 2 });
    expect([second.map(({ index }) => index), total]).toEqual([[2, 3], 4]);
  });

  it('keeps the names that contain a text and the columns of a type', async () => {
    expect(await indices({ search: 'SCORE' })).toEqual([2, 3, 4]);
    expect(await indices({ search: 'score', type: 'number' })).toEqual([2, 3]);
    expect(await indices({ type: 'date' })).toEqual([]);
    expect(await indices({ type: null })).toEqual([0, 2, 3, 4]);
  });

  it('puts the columns that miss most first, and leaves the sheet order as it was', async () => {
    expect(await indices({ order: 'missing' })).toEqual([3, 4, 2, 0]);
    expect(await indices({})).toEqual([0, 2, 3, 4]);
  });
});
