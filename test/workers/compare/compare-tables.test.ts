import { describe, expect, it } from 'vitest';
import { compareFiles, type Row, writeTable } from '../../builders/comparison.ts';
import fc from '../../builders/fast-check.ts';

const compare = (header: readonly string[], before: readonly Row[], after: readonly Row[], options = {}) =>
  compareFiles(writeTable('before.csv', header, before), writeTable('after.csv', header, after), options);

describe('what tells rows apart', () => {
  const rows = (make: (n: number) => Row, count = 60) => Array.from({ length: count }, (_, n) => make(n));

  it('is two columns together where no single one does', async () => {
    const make = (n: number): Row => [`S${Math.floor(n / 6)}`, n % 6, n % 5];
    const { comparison } = await compare(['student id', 'task', 'points'], rows(make), rows(make));
    expect(comparison.key).toMatchObject({ columns: ['student id', 'task'], reason: 'pair', overlap: 1 });
    expect(comparison.rows).toEqual({ added: 0, removed: 0, changed: 0, unchanged: 60 });
  });

  it('is no column at all where rows repeat: whole rows are counted then, each as often as it stands there', async () => {
    const before: Row[] = [...rows((n) => [n % 2 ? 'a' : 'b', n % 3]), ['a', 9]];
    const after: Row[] = [...rows((n) => [n % 2 ? 'a' : 'b', n % 3], 54), ['c', 1], ['c', 1]];
    const { changes, comparison } = await compare(['letter', 'digit'], before, after);
    expect(comparison.key).toBeNull();
    expect(comparison.rows).toEqual({ added: 2, removed: 7, changed: 0, unchanged: 54 });
    expect(changes.map(({ Change, digit, letter }) => [Change, letter, digit])).toEqual([
      ...[
        ['added', 'c', 1],
        ['added', 'c', 1],
      ],
      ...[
        ['removed', 'b', 0],
        ['removed', 'a', 1],
        ['removed', 'b', 2],
        ['removed', 'a', 0],
        ['removed', 'b', 1],
      ],
      ...[
        ['removed', 'a', 2],
        ['removed', 'a', 9],
      ],
    ]);
  });

  it('is told with the keys that several rows bear, and no such row is lost', async () => {
    const before: Row[] = [
      ['1', 'x'],
      ['1', 'y'],
      ['2', 'z'],
      [null, 'n'],
      [null, 'm'],
    ];
    const after: Row[] = [
      ['1', 'x'],
      ['1', 'y2'],
      ['1', 'w'],
      ['2', 'z'],
      [null, 'n'],
    ];
    const { comparison } = await compare(['id', 'value'], before, after, { key: ['ID'] });
    expect(comparison.key).toMatchObject({ columns: ['id'], reason: 'given' });
    expect(comparison.key?.repeated).toEqual({
      ...{ keys: 2, earlierRows: 4, laterRows: 3 },
      examples: [
        { key: ['1'], earlier: 2, later: 3 },
        { key: [null], earlier: 2, later: 1 },
      ],
    });
    expect(comparison.rows).toEqual({ added: 1, removed: 1, changed: 1, unchanged: 3 });
  });

  it('is nothing that only one of the files has', async () => {
    const wrong = compareFiles(writeTable('a.csv', ['id', 'x'], [[1, 2]]), writeTable('b.csv', ['x'], [[2]]), {
      key: ['id'],
    });
    await expect(wrong).rejects.toMatchObject({
      code: 'COMPARISON_KEY_MISSING',
      values: { column: 'id', file: 'b.csv' },
    });
  });
});

describe('columns', () => {
  it('are found under a new name by their names and values, and under another case', async () => {
    const rows = Array.from({ length: 40 }, (_, n): Row => [n, `city ${n % 7}`, n * 2, n % 3]);
    const before = writeTable('a.csv', ['id', 'Home city', 'Total Price', 'gone'], rows);
    const after = writeTable(
      'b.csv',
      ['id', 'total_price', 'city', 'fresh'],
      rows.map(([a, b, c, d]) => [a!, c!, b!, Number(d) + 100]),
    );
    const { comparison } = await compareFiles(before, after);
    expect(comparison.schema.renamed.map(({ earlier, later }) => [earlier, later])).toEqual([
      ['Total Price', 'total_price'],
      ['Home city', 'city'],
    ]);
    expect(comparison.schema.renamed.map(({ overlap }) => overlap)).toEqual([null, 1]);
    expect(comparison.schema.added).toEqual([{ name: 'fresh', type: 'number' }]);
    expect(comparison.schema.removed).toEqual([{ name: 'gone', type: 'number' }]);
    expect(comparison.schema.moved).toHaveLength(1);
    expect(comparison.rows.unchanged).toBe(40);
  });

  it('are equal whether their numbers are written as numbers or as text', async () => {
    const before = writeTable(
      'a.csv',
      ['id', 'zip'],
      [
        [1, '1'],
        [2, '2.50'],
        [3, '3'],
      ],
    );
    const after = writeTable(
      'b.csv',
      ['id', 'zip'],
      [
        [1, '001'],
        [2, '2.5'],
        [3, 'none yet'],
      ],
    );
    const { changes, comparison } = await compareFiles(before, after);
    expect(comparison.schema.retyped.map(({ name }) => name)).toEqual(['zip']);
    expect(comparison.rows).toEqual({ added: 0, removed: 0, changed: 1, unchanged: 2 });
    expect(changes[0]).toMatchObject({ id: 3, 'zip (before)': 3, 'zip (after)': 'none yet' });
  });

  it('may be left out, and numbers may differ a little', async () => {
    const before = writeTable(
      'a.csv',
      ['id', 'price', 'stamp'],
      [
        [1, '1.00', 'x'],
        [2, '2.00', 'y'],
        [3, null, 'z'],
      ],
    );
    const after = writeTable(
      'b.csv',
      ['id', 'price', 'stamp'],
      [
        [1, '1.01', 'X'],
        [2, '2.02', 'Y'],
        [3, '0.00', 'Z'],
      ],
    );
    const { comparison } = await compareFiles(before, after, { ignored: ['Stamp'], tolerance: 0.01 });
    expect(comparison.schema.ignored).toEqual(['stamp']);
    // 2.02 is too far from 2, and nothing is not nought.
    expect(comparison.rows).toEqual({ added: 0, removed: 0, changed: 2, unchanged: 1 });
  });

  it('must have something in common', async () => {
    const wrong = compareFiles(writeTable('a.csv', ['apples'], [[1]]), writeTable('b.csv', ['birds'], [['x']]));
    await expect(wrong).rejects.toMatchObject({ code: 'COMPARISON_NO_COMMON_COLUMN' });
  });
});

it('counts like a person with a pencil, whatever the tables', async () => {
  const cell = fc.constantFrom<string | number | null>(1, 2, 2.5, 'a', 'b', 'B ', null);
  const table = fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 25 }), cell, cell), {
    ...{ minLength: 1, maxLength: 20, selector: ([id]) => id },
  });
  await fc.assert(
    fc.asyncProperty(table, table, async (before, after) => {
      const { comparison } = await compare(['id', 'one', 'other'], before, after, { key: ['id'] });
      const text = (value: string | number | null) => (value === null ? '' : String(value).trim());
      const old = new Map(
        before.map((row) => [
          row[0],
          row
            .slice(1)
            .map((value) => text(value as string))
            .join('|'),
        ]),
      );
      const expected = { added: 0, removed: 0, changed: 0, unchanged: 0 };
      for (const [id, ...cells] of after) {
        const was = old.get(id);
        old.delete(id);
        if (was === undefined) expected.added++;
        else if (was === cells.map(text).join('|')) expected.unchanged++;
        else expected.changed++;
      }
      expect(comparison.rows).toEqual({ ...expected, removed: old.size });
    }),
    { numRuns: 25 },
  );
}, 120_000);
