import { describe, expect, it } from 'vitest';
import { proposeTraining } from '../../../workers/evaluate/proposal/propose-training.ts';
import { columnCellsOf } from './column-cells-of.ts';
import { classCode, proposed, random, rows, students } from './students.ts';

describe('leaks of the whole table', () => {
  it.each([
    ['numbers', (at: number) => 5000 + 3 * at],
    ['texts', (at: number) => `S${String(at).padStart(6, '0')}`],
  ])('names ids that rise with the target, and the order of the rows: %s', (_, idOf) => {
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
        order.map((__, at) => idOf(at)),
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
