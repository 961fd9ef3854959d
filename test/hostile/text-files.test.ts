import { describe, expect, it } from 'vitest';
import { Fault } from '../../contract/faults.ts';
import { mainTable } from '../../contract/reading.ts';
import { previewText } from '../../workers/tabular/text/preview-text.ts';
import fc from '../builders/fast-check.ts';
import { context, readTable, readTableAt, temporaryFile } from '../workers/tabular/text/text-table.ts';

const refused = (content: string | Uint8Array) => expect(readTable(content)).rejects;

describe('hostile text files', () => {
  it('refuses what holds nothing', async () => {
    await refused('').toMatchObject({ code: 'FILE_EMPTY' });
    await refused('a,b,c\n').toMatchObject({ code: 'TABLE_EMPTY' });
    await refused('\n\n\n').toMatchObject({ code: 'TABLE_EMPTY' });
    await refused('\ufeff').toMatchObject({ code: 'TABLE_EMPTY' });
    await refused(',,,\n,,,\n').toMatchObject({ code: 'TABLE_EMPTY' });
  });

  it('refuses binary data', async () => {
    await refused(Buffer.from('a,b\n1,\u00002\n3,4\n')).toMatchObject({ code: 'TEXT_UNDECODABLE' });
    await refused(Uint8Array.from({ length: 4096 }, (_, index) => (index * 97) & 255)).toMatchObject({
      code: 'TEXT_UNDECODABLE',
    });
  });

  it('refuses more than 16,384 columns, and takes 16,384', async () => {
    const names = (count: number): string => Array.from({ length: count }, (_, index) => `c${index}`).join(',');
    await refused(`${names(16_385)}\n1\n`).toMatchObject({ code: 'TABLE_TOO_WIDE' });
    const { plan, rows } = await readTable(`${names(16_384)}\n${'1,'.repeat(16_383)}2\n`);
    expect(plan.columnNames.length).toBe(16_384);
    expect(rows[0]?.[16_383]).toBe(2);
  });

  it('refuses a table that needs more memory than it may have', async () => {
    const { planText } = await import('../../workers/tabular/text/plan-text.ts');
    const path = temporaryFile(`a,b\n${'1,2\n'.repeat(50_000)}`);
    const order = { path, fileName: 'table.csv', reading: mainTable, maxParts: 1, maxMemoryBytes: 100_000 };
    await expect(planText(order, context)).rejects.toMatchObject({ code: 'TABLE_TOO_LARGE' });
  });

  it('keeps names that belong to objects as names', async () => {
    const { plan, rows } = await readTable('__proto__,constructor,toString,__proto__\n1,2,3,4\n');
    expect(plan.columnNames).toEqual(['__proto__', 'constructor', 'toString', '__proto__ (2)']);
    expect(rows).toEqual([[1, 2, 3, 4]]);
    expect(({} as Record<string, unknown>)['1']).toBeUndefined();
  });

  it('keeps formulas as the text they are', async () => {
    const { rows } = await readTable('a,b\n=1+1,x\n@SUM(A1),-2+3\n');
    expect(rows).toEqual([
      ['=1+1', 'x'],
      ['@SUM(A1)', '-2+3'],
    ]);
  });

  it('loses one cell, not the file, to a quote that is never closed', async () => {
    const line = 'some words,12345\n';
    const lines = Math.ceil((18 * 2 ** 20) / line.length);
    const path = temporaryFile(`name,value\n"open,1\n${line.repeat(lines)}`);
    const one = await readTableAt(path);
    expect(one.rows.length).toBe(lines + 1);
    expect(one.rows[0]).toEqual(['"open', 1]);
    const cut = await readTableAt(path, { maxParts: 3, smallestPartBytes: 2 ** 20 });
    expect(cut.plan.parts.length).toBe(3);
    expect(cut.replies.reduce((sum, reply) => sum + reply.rows, 0)).toBe(lines + 1);
  }, 60_000);

  it('takes thousands of quotes that are never closed without looking at the file again for each', async () => {
    const { rows } = await readTable(`a,b\n${'x"",""y\n'.repeat(200_000)}"open,1\n`);
    expect(rows.length).toBe(200_001);
  }, 60_000);

  it('ends with rows or a fault whatever the bytes are', async () => {
    const base = Buffer.from('id,name,when\n1,"Ann, ""A""",2024-03-05\n2,王小明,2024-03-06\n3,"two\nlines",\n');
    const mutation = fc.array(fc.tuple(fc.nat({ max: base.length - 1 }), fc.nat({ max: 255 })), {
      minLength: 1,
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(mutation, fc.nat({ max: base.length }), async (changes, length) => {
        const bytes = Buffer.from(base);
        for (const [place, value] of changes) bytes[place] = value;
        const path = temporaryFile(bytes.subarray(0, Math.max(1, length)));
        for (const attempt of [
          () => readTableAt(path, { maxParts: 3, smallestPartBytes: 8 }),
          () => previewText({ path, fileName: 'table.csv', reading: mainTable }, context),
        ]) {
          const outcome = await attempt().catch((error: unknown) => error);
          if (outcome instanceof Error) expect(outcome).toBeInstanceOf(Fault);
        }
      }),
      { numRuns: 1500, seed: 11 },
    );
  }, 120_000);
});
