import { describe, expect, it } from 'vitest';
import type { ColumnCells } from '../../../workers/evaluate/column-cells.ts';
import { proposeTraining } from '../../../workers/evaluate/proposal/propose-training.ts';
import { seededRandom } from '../../../workers/evaluate/seeded-random.ts';
import { columnCellsOf, columnsOfCsv } from './column-cells-of.ts';

const rows = 1500;
type Kind = 'binary' | 'multiclass' | 'regression';
const random = seededRandom(7, 'leaks test');
const outcomes = ['Dropout', 'Enrolled', 'Graduate'];

/** Students whose marks say something of what becomes of them, and nothing says all. */
function students(kind: Kind) {
  const places = Array.from({ length: rows }, (_, row) => row);
  const maths = places.map(() => Math.round(65 + 14 * random.normal()));
  const physics = maths.map((mark) => Math.round(0.6 * mark + 25 + 10 * random.normal()));
  const attendance = places.map(() => Math.round(1000 * random.next()) / 10);
  const worth = places.map((row) => maths[row]! + 0.5 * physics[row]! + 0.4 * attendance[row]! + 14 * random.normal());
  const outcome = worth.map((value) => outcomes[value < 105 ? 0 : value < 122 ? 1 : 2]!);
  const target = {
    regression: worth.map((value) => Math.round(value * 10) / 10),
    multiclass: outcome,
    binary: outcome.map((name) => (name === 'Graduate' ? 'yes' : 'no')),
  }[kind];
  const columns: ColumnCells[] = [
    columnCellsOf('Mathematics', maths),
    columnCellsOf(
      'Physics',
      physics.map((mark) => (random.next() < 0.04 ? null : mark)),
    ),
    columnCellsOf('Attendance', attendance),
    columnCellsOf(
      'Major',
      places.map((row) => ['Law', 'Physics', 'History', 'Medicine'][(row * 7 + random.below(2)) % 4]!),
    ),
    columnCellsOf(
      'Lives at home',
      places.map(() => random.next() < 0.4),
    ),
    columnCellsOf('Target', target),
  ];
  return { columns, target, places };
}

const proposed = (columns: readonly ColumnCells[], include: string[] = []) =>
  proposeTraining({ columns, target: 'Target', exclude: [], include, groupColumn: null, timeColumn: null, seed: 3 });

const noise = (target: readonly (string | number)[], share: number) =>
  target.map((value) => (random.next() < share ? target[random.below(rows)]! : value));
const classCode = (value: string | number) => ['Dropout', 'no', 'Enrolled', 'Graduate', 'yes'].indexOf(String(value));

/** A planted column, and whether it has to be set aside (the target in another form) or only to be told. */
interface Plant {
  readonly kinds: readonly Kind[];
  readonly make: (
    target: readonly (string | number)[],
    places: readonly number[],
  ) => (string | number | boolean | null)[];
  readonly code: string | readonly string[];
  readonly isSetAside: boolean;
}

const all = ['binary', 'multiclass', 'regression'] as const;
const classesOnly = ['binary', 'multiclass'] as const;
const plants: Record<string, Plant> = {
  'a plain copy': { kinds: all, make: (target) => [...target], code: 'leakCopy', isSetAside: true },
  'the classes under other names': {
    ...{ kinds: classesOnly, code: 'leakCopy', isSetAside: true },
    make: (target) => target.map((value) => `K${(classCode(value) * 7) % 11}`),
  },
  'the classes as numbers': {
    ...{ kinds: classesOnly, code: 'leakCopy', isSetAside: true },
    make: (target) => target.map((value) => 3 * classCode(value) + 1),
  },
  'another scale': {
    ...{ kinds: ['regression'], code: 'leakCopy', isSetAside: true },
    make: (target) => target.map((value) => -1.8 * Number(value) + 32),
  },
  'a logarithm': {
    ...{ kinds: ['regression'], code: 'leakCopy', isSetAside: true },
    make: (target) => target.map((value) => Math.log(Number(value))),
  },
  'a copy with a few wrong': {
    ...{ kinds: classesOnly, code: 'leakAlone', isSetAside: false },
    make: (target) => noise(target, 0.04),
  },
  'a measurement of the target': {
    ...{ kinds: ['regression'], code: 'leakAlone', isSetAside: false },
    make: (target) => target.map((value) => Number(value) + random.normal()),
  },
  'bands of the target': {
    ...{ kinds: ['regression'], code: 'leakAlone', isSetAside: false },
    make: (target) => target.map((value) => `band ${Math.floor(Number(value) / 8)}`),
  },
  'details that end in one class each': {
    ...{ kinds: classesOnly, code: 'leakAlone', isSetAside: true },
    make: (target) => target.map((value) => `${classCode(value)}${random.below(3)}`.replace(/^/, 'code ')),
  },
  'a sentence that holds the target': {
    ...{ kinds: all, code: 'leakRendering', isSetAside: true },
    make: (target, places) => target.map((value, row) => `File ${places[row]! + 20_000}x: the result is ${value}.`),
  },
  'a date that only one class has': {
    ...{ kinds: classesOnly, code: 'leakPresent', isSetAside: false },
    make: (target) =>
      target.map((value) =>
        ['yes', 'Graduate'].includes(String(value)) && random.next() < 0.6 ? random.below(900) : null,
      ),
  },
  'a cell that one class lacks': {
    ...{ kinds: classesOnly, code: 'leakMissing', isSetAside: false },
    make: (target) =>
      target.map((value) =>
        ['no', 'Dropout'].includes(String(value)) && random.next() < 0.5 ? null : random.below(900),
      ),
  },
  'a cell filled exactly for one class': {
    ...{ kinds: ['binary'], code: ['leakPresent', 'leakMissing'], isSetAside: true },
    make: (target) => target.map((value) => (value === 'yes' ? random.below(900) : null)),
  },
  'a flag of one class among several': {
    ...{ kinds: ['multiclass'], code: 'leakOfClass', isSetAside: false },
    make: (target) => target.map((value) => value === 'Dropout'),
  },
  'an id with the outcome in front': {
    ...{ kinds: classesOnly, code: 'leakAffix', isSetAside: true },
    make: (target, places) =>
      target.map((value, row) => `${'QZKXW'[classCode(value)]}${1_000_000 + ((places[row]! * 7919) % 1_000_003)}`),
  },
};

describe.each(Object.entries(plants))('%s', (_, { code, isSetAside, kinds, make }) => {
  it.each(kinds)('is named where the target is %s', (kind) => {
    const { columns, places, target } = students(kind);
    const planted = columnCellsOf('Planted', make(target, places));
    const { columns: roles, warnings } = proposed([...columns.slice(0, 3), planted, ...columns.slice(3)]);
    const named = warnings.filter(({ values }) => values.column === 'Planted').map((warning) => warning.code);
    expect([code].flat()).toContain(named[0]);
    expect(named).toHaveLength(1);
    const role = roles.find(({ name }) => name === 'Planted')!;
    expect(role).toMatchObject({ isLeakSuspect: true });
    if (isSetAside) expect(role.role).toBe('leak');
    else expect(['feature', 'leak']).toContain(role.role);
    expect(roles.filter(({ isLeakSuspect, name }) => isLeakSuspect && name !== 'Planted')).toEqual([]);
  });
});

describe('leaks of the whole table', () => {
  it('names ids that rise with the target, and the order of the rows', () => {
    const { columns, target } = students('multiclass');
    const order = target.map((_, row) => row).sort((a, b) => classCode(target[a]!) - classCode(target[b]!));
    const sorted = columns.map((cells) =>
      cells.kind === 'text'
        ? { ...cells, codes: Int32Array.from(order, (row) => cells.codes[row]!) }
        : { ...cells, values: Float64Array.from(order, (row) => cells.values[row]!) },
    );
    const { columns: roles, warnings } = proposed([
      columnCellsOf(
        'Student no',
        order.map((_, at) => 5000 + 3 * at),
      ),
      ...sorted,
    ]);
    expect(roles[0]).toMatchObject({ name: 'Student no', role: 'id' });
    expect(warnings.map(({ code }) => code).sort()).toEqual(['idTells', 'rowOrder']);
  });

  it('names rows that stand in the table again', () => {
    const { columns } = students('binary');
    const twice = columns.map((cells) => {
      const again = (row: number) => (row % 5 === 4 ? row - 4 : row);
      return cells.kind === 'text'
        ? { ...cells, codes: cells.codes.map((_, row) => cells.codes[again(row)]!) }
        : { ...cells, values: cells.values.map((_, row) => cells.values[again(row)]!) };
    });
    const { warnings } = proposed(twice);
    expect(warnings).toMatchObject([{ code: 'repeatedRows' }]);
    expect(warnings[0]!.values.share).toBeCloseTo(0.4, 2);
  });

  it('names the parts of a total', () => {
    const { columns } = students('binary');
    const parts = [0, 1, 2].map(() => Array.from({ length: rows }, () => random.below(500)));
    const total = parts[0]!.map((part, row) => part + parts[1]![row]! + parts[2]![row]!);
    const table = [
      ...columns.slice(0, 5),
      ...parts.map((part, place) => columnCellsOf(`Part ${place + 1}`, part)),
      columnCellsOf('Target', total),
    ];
    const { columns: roles, warnings } = proposed(table);
    const named = warnings.filter(({ code }) => code === 'leakFormula').map(({ values }) => values.column);
    expect(named).toEqual(['Part 1', 'Part 2', 'Part 3']);
    expect(roles.filter(({ role }) => role === 'leak')).toEqual([]);
  });

  it.each(['text', 'number'])(
    'names those who stand in many rows with one outcome, and offers to group by them (%s)',
    (kind) => {
      const people = Array.from({ length: 300 }, (_, at) => {
        const number = (at * 7919) % 100_003;
        return { name: kind === 'text' ? `P${number}` : number, outcome: random.next() < 0.5 ? 'yes' : 'no' };
      });
      const chosen = Array.from({ length: rows }, () => people[random.below(people.length)]!);
      const { columns } = students('binary');
      const table = [
        columnCellsOf(
          'Patient id',
          chosen.map(({ name }) => name),
        ),
        ...columns.slice(0, 5),
        columnCellsOf(
          'Target',
          chosen.map(({ outcome }) => outcome),
        ),
      ];
      const { groupCandidates, warnings } = proposed(table);
      expect(warnings).toMatchObject([{ code: 'leakGroup', values: { column: 'Patient id' } }]);
      expect(groupCandidates[0]).toBe('Patient id');
    },
  );

  it('gives up on a target of a class for every row in no time, and ends when it is cancelled', () => {
    const { columns, places } = students('binary');
    const table = [
      ...columns.slice(0, 5),
      columnCellsOf(
        'Target',
        places.map((row) => `name ${row}`),
      ),
    ];
    expect(proposed(table)).toMatchObject({ task: 'multiclass', warnings: [] });
    const stop = () => {
      throw new Error('enough');
    };
    const order = { columns, target: 'Target', exclude: [], include: [], groupColumn: null, timeColumn: null, seed: 1 };
    expect(() => proposeTraining({ ...order, throwIfCancelled: stop })).toThrow('enough');
  });
});

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
