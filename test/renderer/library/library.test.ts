import { describe, expect, it } from 'vitest';
import type { LibraryTable } from '../../../contract/library/library.ts';
import type { TableColumn } from '../../../contract/tables.ts';
import { suitableChart, withKind } from '../../../renderer/library/chart-draft.ts';
import { chartOption } from '../../../renderer/library/chart-option.ts';
import { firstDraft, forTable, nameAfter, requestOf } from '../../../renderer/library/import-draft.ts';
import { resultSqlName, sqlName } from '../../../renderer/library/sql-names.ts';
import { namedIn } from '../../../renderer/library/sql-schema.ts';

const columns: TableColumn[] = [
  { name: 'major', type: 'text' },
  { name: 'n', type: 'number' },
  { name: 'day', type: 'date' },
  { name: 'score', type: 'number' },
];
const table: LibraryTable = {
  ...{ id: '00000000-0000-4000-8000-000000000001', name: 'Grades', rows: 3, columns: 4, keyColumns: ['Major'] },
  ...{ sizeBytes: 10, imports: 1, createdAtMs: 0, changedAtMs: 0 },
};

describe('names in SQL', () => {
  it.each([
    ['grades', 'grades'],
    ['成绩', '成绩'],
    ['Grades 2024', '"Grades 2024"'],
    ['2024', '"2024"'],
    ['select', '"select"'],
    ['say "hi"', '"say ""hi"""'],
    ['a.b', '"a.b"'],
  ])('%s is written %s', (name, written) => {
    expect(sqlName(name)).toBe(written);
  });

  it('of results stand below their schema', () => {
    expect(resultSqlName('grades_2024_1a2b3c4d')).toBe('results.grades_2024_1a2b3c4d');
  });

  it('are found in a query, so that columns can be proposed', () => {
    const entries = ['Grades', '成绩', 'Other'].map((name) => ({ name }));
    expect(namedIn('select * from GRADES join 成绩', entries).map(({ name }) => name)).toEqual(['Grades', '成绩']);
    expect(namedIn(' ', entries)).toEqual([]);
  });
});

describe('the chart of a query', () => {
  it('is proposed by what the columns hold', () => {
    expect(suitableChart(columns)).toEqual({ kind: 'line', x: 2, ys: [1, 3] });
    expect(suitableChart(columns.slice(0, 2))).toEqual({ kind: 'bar', x: 0, ys: [1] });
    expect(suitableChart([columns[1]!, columns[3]!])).toEqual({ kind: 'scatter', x: 0, ys: [1] });
    expect(suitableChart([columns[0]!])).toBeNull();
  });

  it('of points has numbers on both axes', () => {
    expect(withKind({ kind: 'bar', x: 0, ys: [1] }, 'scatter', columns)).toEqual({ kind: 'scatter', x: 1, ys: [3] });
    expect(withKind({ kind: 'line', x: 2, ys: [1] }, 'bar', columns)).toEqual({ kind: 'bar', x: 2, ys: [1] });
  });

  it('draws a line along its axis, empty cells last, and lets no cell write HTML', () => {
    const rows = [
      ['2024-02-01', 2],
      [null, 9],
      ['2024-01-01', 1],
    ];
    const option = chartOption({ kind: 'line', x: 2, ys: [1] }, columns, rows, String);
    const [series] = option.series as { data: unknown[] }[];
    expect(series!.data).toEqual([
      ['2024-01-01', 1],
      ['2024-02-01', 2],
      [null, 9],
    ]);
    const { formatter } = option.tooltip as { formatter: (hits: unknown) => string };
    const hit = { seriesName: '<img src=x>', marker: '', value: ['<b>bold</b>', 3] };
    expect(formatter([hit])).toBe('<b>&lt;b&gt;bold&lt;/b&gt;</b><br>&lt;img src=x&gt;: 3');
  });
});

describe('an import as it is filled in', () => {
  it('begins with the name of the file, and counts by the groups of a prediction', () => {
    expect(nameAfter('grades 2024.final.xlsx')).toBe('grades 2024.final');
    expect(firstDraft('a', columns, 'major').groupBy).toBe('major');
    expect(firstDraft('a', columns, 'gone').groupBy).toBeNull();
  });

  it('takes up the key of a table that has one, unless another was chosen', () => {
    const draft = firstDraft('', columns, null);
    expect(forTable(draft, 'grades', [table], columns)).toMatchObject({ mode: 'key', keyColumns: ['Major'] });
    expect(forTable(draft, 'grades', [table], columns.slice(1))).toMatchObject({ mode: 'append', keyColumns: [] });
    expect(forTable({ ...draft, keyColumns: ['n'] }, 'grades', [table], columns)).toMatchObject({ keyColumns: ['n'] });
  });

  it('is asked for once it is complete', () => {
    const source = { kind: 'query' as const, queryId: 'f'.repeat(64) };
    const draft = { ...firstDraft(' Grades ', columns, null), keyColumns: ['n'] };
    expect(requestOf(draft, source)).toEqual({
      source,
      table: 'Grades',
      mode: 'append',
      keyColumns: [],
      groupBy: null,
    });
    expect(requestOf({ ...draft, table: ' ' }, source)).toBeNull();
    expect(requestOf({ ...draft, mode: 'key', keyColumns: [] }, source)).toBeNull();
  });
});
