import { describe, expect, it } from 'vitest';
import { cellKind, columnView, dictionaryText } from '../../../../workers/tabular/segment.ts';
import { type CellValue, readTable } from './text-table.ts';

/** The cells of one column as they come back, each as it was written in a row of its own. */
async function columnOf(cells: readonly string[]): Promise<CellValue[]> {
  const { rows } = await readTable(`x,y\n${cells.map((cell) => `${cell},1\n`).join('')}`);
  return rows.map(([first]) => first ?? null);
}

const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));
const long = 5000;

describe('the columns of a part', () => {
  it('keep numbers exactly when decimals come late, or too many of them', async () => {
    for (const late of ['0.5', '0.125', '1234567.875', '0.1234567891', '123456789012', '1e300', '-0', '2147483648']) {
      const cells = [...times(long, (index) => `${index - 2000}`), late, '7', '-7.25'];
      const values = await columnOf(cells);
      expect(values.length).toBe(cells.length);
      for (const [index, cell] of cells.entries()) expect(values[index], `${late}: ${cell}`).toBe(Number(cell));
    }
  });

  it('keep whole numbers as such, with the step and range they have', async () => {
    const { replies } = await readTable(
      `a,b,c\n${times(long, (index) => `${index},${index / 8},2024-01-0${1 + (index % 9)}\n`).join('')}`,
    );
    const [a, b, c] = [0, 1, 2].map((column) => columnView(replies[0]!.segment, column));
    expect(a?.wholes).toMatchObject({ multiply: 1, divide: 1, minimum: 0, maximum: long - 1 });
    expect(b?.wholes).toMatchObject({ multiply: 1, divide: 1000, minimum: 0, maximum: (long - 1) * 125 });
    expect(c?.wholes).toMatchObject({ multiply: 86_400_000, divide: 1, minimum: 19_723, maximum: 19_731 });
    expect([a?.onlyKind, b?.onlyKind, c?.onlyKind]).toEqual([cellKind.number, cellKind.number, cellKind.date]);
    expect(b?.numbers?.[33]).toBe(33 / 8);
  });

  it('hold texts, numbers, dates and nothing side by side, in whatever order they begin', async () => {
    const kinds = [
      (index: number) => `${index}`,
      (index: number) => `${index}.5`,
      (index: number) => `text ${index % 700}`,
      () => '2024-02-29',
      () => '',
      (index: number) => `${index}e-3`,
    ];
    const expected = (cell: string): CellValue => {
      if (cell === '') return null;
      if (cell.startsWith('2024-')) return new Date(`${cell}T00:00Z`);
      return cell.startsWith('text') ? cell : Number(cell);
    };
    for (let first = 0; first < kinds.length; first++) {
      const cells = times(long, (index) => kinds[(first + Math.floor(index / 900)) % kinds.length]!(index));
      expect(await columnOf(cells)).toEqual(cells.map(expected));
      const mixed = times(long, (index) => kinds[(first + index) % kinds.length]!(index));
      expect(await columnOf(mixed)).toEqual(mixed.map(expected));
    }
  });

  it('find room for more rows than the beginning of a file promises', async () => {
    const cells = [...times(300, () => 'x'.repeat(900)), ...times(200_000, (index) => `${index % 10}`)];
    const { rows } = await readTable(`x,y\n${cells.map((cell, index) => `${index},${cell}\n`).join('')}`);
    expect(rows.length).toBe(cells.length);
    expect([rows[299], rows[300], rows.at(-1)]).toEqual([
      [299, 'x'.repeat(900)],
      [300, 0],
      [200_299, 9],
    ]);
  });

  it('keep every text where nearly all differ and only the last ones are looked for', async () => {
    const texts = times(60_000, (index) => (index % 7 === 0 ? `again ${index % 70}` : `id ${index}`));
    const { rows, replies } = await readTable(`x,y\n${texts.map((text) => `${text},1\n`).join('')}`);
    expect(rows.map(([text]) => text)).toEqual(texts);
    const { dictionary } = columnView(replies[0]!.segment, 0);
    expect(dictionary!.count).toBeLessThanOrEqual(texts.length);
    expect(dictionaryText(dictionary!, 0)).toBe(texts[0]);
  });
});
