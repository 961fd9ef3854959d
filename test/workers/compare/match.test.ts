import { describe, expect, it } from 'vitest';
import { alikeHashes, alikeTextAt } from '../../../workers/compare/cells/alike-texts.ts';
import type { ComparedCells } from '../../../workers/compare/cells/compared-cells.ts';
import { AlikeNames } from '../../../workers/compare/match/alike-names.ts';
import { distinctEstimate } from '../../../workers/compare/match/distinct-estimate.ts';
import { nameLikeness } from '../../../workers/compare/match/name-likeness.ts';
import type { CellStorage } from '../../../workers/explore/view/table-file.ts';
import type { CellColumn } from '../../../workers/tabular/cell-column.ts';
import { cellKind } from '../../../workers/tabular/segment.ts';
import { compareFiles, writeTable } from '../../builders/comparison.ts';
import fc from '../../builders/fast-check.ts';

function textColumn(texts: readonly string[]): CellColumn {
  const offsets = new Uint32Array(texts.length + 1);
  for (const [place, text] of texts.entries()) offsets[place + 1] = offsets[place]! + Buffer.byteLength(text);
  const dictionary = { count: texts.length, offsets, bytes: Buffer.from(texts.join('')), hashes: null };
  return {
    ...{ kinds: new Uint8Array(texts.length).fill(cellKind.text), numbers: null },
    ...{ codes: Uint32Array.from(texts.keys()), dictionary },
  };
}

function numberColumn(numbers: readonly number[], kind: number): CellColumn {
  const kinds = new Uint8Array(numbers.length).fill(kind);
  return { kinds, numbers: Float64Array.from(numbers), codes: null, dictionary: null };
}

describe('cells of different kinds', () => {
  const told = (column: CellColumn, other: CellStorage) =>
    Array.from(column.kinds, (_, row) => alikeTextAt(column, row, other));

  it('are written alike where they mean the same', () => {
    const numbers = [1, -0, 2.5, 1e21, 1e-7, Number.POSITIVE_INFINITY];
    expect(told(textColumn([' 1.0', '-0', '+2.50', '1e21', '.1E-6', 'inf']), 'double')).toEqual(
      told(numberColumn(numbers, cellKind.number), 'text'),
    );
    const days = [Date.UTC(2024, 1, 29), Date.UTC(2024, 2, 1, 8, 30), Date.UTC(2024, 2, 1, 8, 30, 5, 250)];
    expect(told(textColumn(['2024-02-29', '2024/3/1 08:30', '2024-03-01T08:30:05.25']), 'moment')).toEqual(
      told(numberColumn(days, cellKind.date), 'text'),
    );
    expect(told(textColumn(['TRUE', ' false ']), 'boolean')).toEqual(
      told(numberColumn([1, 0], cellKind.boolean), 'text'),
    );
  });

  it('stay what they are where they are no such thing', () => {
    const texts = ['0x10', '', '1,5', '2024-02-30', '24:00', ' a '];
    expect(told(textColumn(texts), 'integer')).toEqual(texts);
    expect(told(textColumn(texts), 'date')).toEqual(texts);
  });

  it('have equal hashes exactly where they are written alike', () => {
    const { codes, hashes } = alikeHashes(textColumn(['1', '01', 'x', '1.00']), 'integer');
    const wordsAt = (row: number) => [hashes[2 * codes[row]!], hashes[2 * codes[row]! + 1]];
    const own = alikeHashes(numberColumn([7, 1], cellKind.number), 'text');
    expect(wordsAt(1)).toEqual(wordsAt(0));
    expect(wordsAt(3)).toEqual(wordsAt(0));
    expect(wordsAt(2)).not.toEqual(wordsAt(0));
    expect(Array.from(own.hashes.subarray(2 * own.codes[1]!, 2 * own.codes[1]! + 2))).toEqual(wordsAt(0));
  });
});

describe('names', () => {
  it('are found among many as if each were compared with each', () => {
    const name = fc.string({ unit: fc.constantFrom('a', 'b', '年', ' ', '_', 'B', '𠮷'), maxLength: 7 });
    fc.assert(
      fc.property(fc.array(name, { maxLength: 12 }), name, (names, wanted) => {
        const found: [number, number][] = [];
        new AlikeNames(names).find(wanted, 0.2, (index, likeness) => {
          found.push([index, likeness]);
          return 0.2;
        });
        const each = names.map((one, index): [number, number] => [index, nameLikeness(wanted, one)]);
        expect(found).toEqual(each.filter(([, likeness]) => likeness >= 0.2));
      }),
    );
  });

  it('of thousands of columns that all are other ones leave little to ask', async () => {
    const names = (prefix: string) => ['id', ...Array.from({ length: 4000 }, (_, place) => `${prefix} ${place}`)];
    const row = (n: number, step: number) => names('').map((_, place) => (place === 0 ? n : place * step + n));
    const { comparison } = await compareFiles(
      writeTable('a.csv', names('value of sensor'), [row(1, 1), row(2, 1)]),
      writeTable('b.csv', names('sensor value'), [row(1, 7000), row(2, 7000)]),
    );
    expect(comparison.schema.added).toHaveLength(4000);
    expect(comparison.schema.removed).toHaveLength(4000);
    expect(comparison.rows).toEqual({ added: 0, removed: 0, changed: 0, unchanged: 2 });
  }, 60_000);
});

it('about as many different values are counted as there are', () => {
  for (const [rows, distinct] of [
    [60, 60],
    [60, 7],
    [30_000, 29_000],
    [200_000, 200_000],
    [200_000, 1000],
  ] as const) {
    const numbers = Float64Array.from({ length: rows }, (_, row) => 1000 + (row % distinct));
    const cells: ComparedCells = {
      ...{ numbers, words: new Int32Array(numbers.buffer), present: new Uint8Array(rows).fill(1), isNumeric: true },
    };
    expect(Math.abs(distinctEstimate(cells) / distinct - 1)).toBeLessThan(0.06);
  }
});
