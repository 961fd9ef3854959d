import { describe, expect, it } from 'vitest';
import type { ColumnCells } from '../../../workers/evaluate/column-cells.ts';
import { proposeTraining } from '../../../workers/evaluate/proposal/propose-training.ts';
import { columnCellsOf, columnsOfCsv } from './column-cells-of.ts';
import { all, proposed, random, rows, students } from './students.ts';

describe('roles', () => {
  it.each(all)('finds nothing wrong with an honest table (%s)', (kind) => {
    const { columns } = students(kind);
    const { columns: roles, task, warnings } = proposed(columns);
    expect(warnings).toEqual([]);
    expect(task).toBe(kind);
    expect(roles.map(({ role }) => role)).toEqual([...new Array(5).fill('feature'), 'target']);
    for (const { aloneScore, role } of roles) if (role === 'feature') expect(aloneScore).toBeLessThan(0.95);
  });

  it('sets aside ids, constants, empty columns and free texts, and uses what is asked for all the same', () => {
    const { columns, places, target } = students('binary');
    const words = 'the of and law case file sent read lost found asked given taken long short'.split(' ');
    const sentence = () => Array.from({ length: 9 }, () => words[random.below(words.length)]!).join(' ');
    const table = [
      columnCellsOf(
        'Row',
        places.map((row) => row + 1),
      ),
      columnCellsOf(
        'Card',
        places.map((row) => `c${(row * 7919) % 100_003}`),
      ),
      columnCellsOf(
        'School',
        places.map(() => 'North'),
      ),
      columnCellsOf(
        'Empty',
        places.map(() => null),
      ),
      columnCellsOf('Remark', places.map(sentence)),
      columnCellsOf('Copy', target),
      ...columns,
    ];
    const rolesOf = (include: string[]) =>
      proposed(table, include)
        .columns.slice(0, 6)
        .map(({ role }) => role);
    expect(rolesOf([])).toEqual(['id', 'id', 'constant', 'empty', 'text', 'leak']);
    expect(rolesOf(['Row', 'Copy'])).toEqual(['feature', 'id', 'constant', 'empty', 'text', 'feature']);
    const copy = proposed(table, ['Copy']).columns[5]!;
    expect(copy).toMatchObject({ isLeakSuspect: true, aloneScore: 1 });
  });

  it('takes amounts and years for features though each row has its own', () => {
    const { columns, places } = students('binary');
    const unique = places.map((row) => (row * 7919) % 1_000_003);
    const table = [
      columnCellsOf('Number of votes', unique),
      columnCellsOf('Ballot no', unique),
      columnCellsOf(
        'Year',
        places.map((row) => 500 + row),
      ),
      columnCellsOf('Line', places),
      columnCellsOf(
        'Name',
        places.map((row) => `Li ${(row * 11) % 700}`),
      ),
      columnCellsOf(
        'Name of school',
        places.map((row) => `School ${row % 40}`),
      ),
      ...columns,
    ];
    expect(
      proposed(table)
        .columns.slice(0, 6)
        .map(({ role }) => role),
    ).toEqual(['feature', 'id', 'feature', 'id', 'id', 'feature']);
  });

  it('guesses the target by its name, else takes the last column', () => {
    const { columns } = students('binary');
    const guessed = (table: ColumnCells[]) =>
      proposeTraining({
        columns: table,
        target: null,
        exclude: [],
        include: [],
        groupColumn: null,
        timeColumn: null,
        seed: 1,
      }).target;
    expect(guessed(columns.toReversed())).toBe('Target');
    expect(guessed(columns.slice(0, 4))).toBe('Major');
  });

  it.each([
    ['Target', 10, 0, 'multiclass'],
    ['Target', 10, 3, 'regression'],
    ['Degree class', 15, 3, 'multiclass'],
    ['Children', 10, 0, 'regression'],
    ['Children', 4, 0, 'multiclass'],
    ['Children', 2, 7, 'binary'],
    ['Target', 40, 0, 'regression'],
  ])('takes a column %s of %i whole numbers from %i on for a %s target', (name, count, first, task) => {
    const cells = columnCellsOf(
      name,
      Array.from({ length: rows }, (_, row) => first + ((row * 7) % count)),
    );
    const order = { exclude: [], include: [], groupColumn: null, timeColumn: null, seed: 1 };
    expect(proposeTraining({ ...order, columns: [cells], target: name }).task).toBe(task);
  });

  it('goes on with a target that is no target', () => {
    const { columns } = students('binary');
    for (const cells of [[null], ['one'], ['one', null]]) {
      const target = columnCellsOf(
        'Target',
        Array.from({ length: rows }, (_, row) => cells[row % cells.length]!),
      );
      expect(proposed([...columns.slice(0, 5), target]).target).toBe('Target');
    }
  });
});

const realTables: [file: string, target: string, expected: object][] = [
  ['students-dropout.csv', 'Target', { task: 'multiclass' }],
  ['students-dropout-named-courses.csv', 'Target', { task: 'multiclass' }],
  ['adult.csv', 'income', { task: 'binary' }],
  ['california-housing.csv', 'median_house_value', { task: 'regression' }],
];

describe.each(realTables)('%s', (file, target, expected) => {
  const columns = columnsOfCsv(file);
  it.skipIf(columns === null)('raises no false alarm', () => {
    const name = columns!.find((cells) => cells.name.toLowerCase() === target.toLowerCase())!.name;
    const order = {
      columns: columns!,
      target: name,
      exclude: [],
      include: [],
      groupColumn: null,
      timeColumn: null,
      seed: 1,
    };
    const proposal = proposeTraining(order);
    expect(proposal).toMatchObject(expected);
    expect(proposal.warnings).toEqual([]);
    expect(proposal.columns.filter(({ role }) => role !== 'feature').map((one) => one.name)).toEqual([name]);
  });
});
