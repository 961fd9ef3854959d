import type { ColumnCells } from '../../../workers/evaluate/column-cells.ts';
import { proposeTraining } from '../../../workers/evaluate/proposal/propose-training.ts';
import { seededRandom } from '../../../workers/evaluate/seeded-random.ts';
import { columnCellsOf } from './column-cells-of.ts';

export const rows = 1500;
export type Kind = 'binary' | 'multiclass' | 'regression';
export const random = seededRandom(7, 'leaks test');
const outcomes = ['Dropout', 'Enrolled', 'Graduate'];

/** Students whose marks say something of what becomes of them, and nothing says all. */
export function students(kind: Kind) {
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

export const proposed = (columns: readonly ColumnCells[], include: string[] = []) =>
  proposeTraining({ columns, target: 'Target', exclude: [], include, groupColumn: null, timeColumn: null, seed: 3 });

export const noise = (target: readonly (string | number)[], share: number) =>
  target.map((value) => (random.next() < share ? target[random.below(rows)]! : value));
export const classCode = (value: string | number) =>
  ['Dropout', 'no', 'Enrolled', 'Graduate', 'yes'].indexOf(String(value));

/** The kinds of target, all and those of classes. */
export const all = ['binary', 'multiclass', 'regression'] as const;
export const classesOnly = ['binary', 'multiclass'] as const;
