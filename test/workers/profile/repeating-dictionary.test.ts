import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ColumnProfile } from '../../../contract/profile.ts';
import { describeColumns } from '../../../workers/profile/describe-columns.ts';
import { context, readTable } from '../tabular/text/text-table.ts';

describe('a column of very many texts in one part', () => {
  it('counts each text once, though its dictionary may hold it twice', async () => {
    const texts = Array.from({ length: 60_000 }, (_, row) => `text ${(row * 7919) % 34_848}`);
    const { plan, replies } = await readTable(`name,n\n${texts.map((text, row) => `${text},${row}`).join('\n')}\n`);
    expect(replies).toHaveLength(1);
    const scratchPath = path.join(mkdtempSync(path.join(tmpdir(), 'auspex-text-')), 'columns.json');
    const segments = replies.map(({ segment }) => segment);
    await describeColumns({ plan, segments, columns: [0], scratchPath }, context);
    const [column] = JSON.parse(readFileSync(scratchPath, 'utf8')) as ColumnProfile[];
    expect(column).toMatchObject({ name: 'name', distinct: new Set(texts).size });
  });
});
