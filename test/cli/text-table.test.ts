import { describe, expect, it } from 'vitest';
import { cutText, textTable, textWidth } from '../../cli/text-table.ts';

describe('a table on the terminal', () => {
  it('lines up, wide characters included', () => {
    const lines = textTable(
      ['ID', 'FILE', 'STATUS'],
      [
        ['1', '成绩.xlsx', 'queued'],
        ['22', 'a.csv', 'running'],
      ],
    );
    expect(lines).toEqual(['ID  FILE       STATUS', '1   成绩.xlsx  queued', '22  a.csv      running']);
    const places = lines.map((line) => textWidth(line.slice(0, line.search(/STATUS|queued|running/))));
    expect(new Set(places).size).toBe(1);
  });

  it('cuts what is too long, but never the last column', () => {
    const long = 'x'.repeat(200);
    const [, line] = textTable(['A', 'B'], [[long, long]]);
    expect(line).toBe(`${'x'.repeat(47)}…  ${long}`);
    expect(cutText('成绩单', 5, '…')).toBe('成绩…');
    expect(cutText('成绩', 4, '…')).toBe('成绩');
  });

  it('lets no name draw on the terminal', () => {
    expect(textTable(['A', 'B'], [['\u001b[2J', 'a\nb']])[1]).toBe(' [2J  a b');
  });
});
