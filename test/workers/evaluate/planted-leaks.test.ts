import { describe, expect, it } from 'vitest';
import { columnCellsOf } from './column-cells-of.ts';
import { all, classCode, classesOnly, type Kind, noise, proposed, random, students } from './students.ts';

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
    ...{ kinds: ['regression'], code: ['leakAlone', 'leakDerived'], isSetAside: false },
    make: (target) => target.map((value) => `band ${Math.floor(Number(value) / 8)}`),
  },
  'three wide bands of the target': {
    ...{ kinds: ['regression'], code: 'leakDerived', isSetAside: false },
    make: (target) => {
      const rising = [...target].map(Number).sort((one, other) => one - other);
      const [low, high] = [rising[Math.floor(rising.length / 3)]!, rising[Math.floor((2 * rising.length) / 3)]!];
      return target.map((value) => (Number(value) < low ? 'poor' : Number(value) < high ? 'fair' : 'good'));
    },
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
  'a cell filled exactly for one class among several': {
    ...{ kinds: ['multiclass'], code: 'leakPresent', isSetAside: false },
    make: (target) => target.map((value) => (value === 'Graduate' ? random.below(900) : null)),
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
