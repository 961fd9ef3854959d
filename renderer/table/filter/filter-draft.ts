import type { ColumnType } from '../../../contract/files.ts';
import type { TableFilter, TextMatch } from '../../../contract/table-view.ts';
import { tableFilterSchema } from '../../../contract/table-view.ts';
import type { TableCell } from '../../../contract/tables.ts';

/** What a filter asks of a cell, as a person picks it from a list. */
export const filterTests = [
  ...(['contains', 'containsNot', 'equals', 'equalsNot', 'startsWith', 'endsWith'] as const),
  ...(['between', 'is', 'isNot', 'above', 'atLeast', 'below', 'atMost'] as const),
  ...(['onDay', 'from', 'to', 'isTrue', 'isFalse', 'empty', 'notEmpty', 'oneOf'] as const),
] as const;
export type FilterTest = (typeof filterTests)[number];
/** Those picked from a list of tests; the other is picked by its values. */
type OfferedTest = Exclude<FilterTest, 'oneOf'>;

const textTests = [
  'contains',
  'containsNot',
  'equals',
  'equalsNot',
  'startsWith',
  'endsWith',
  'empty',
  'notEmpty',
] as const;
const testsByType: Readonly<Record<ColumnType, readonly OfferedTest[]>> = {
  text: textTests,
  mixed: textTests,
  empty: textTests,
  number: ['between', 'is', 'isNot', 'above', 'atLeast', 'below', 'atMost', 'empty', 'notEmpty'],
  date: ['between', 'onDay', 'from', 'to', 'empty', 'notEmpty'],
  boolean: ['isTrue', 'isFalse', 'empty', 'notEmpty'],
};

/** The tests a column of this type offers, the most usual first. */
export function testsFor(type: ColumnType): readonly OfferedTest[] {
  return testsByType[type];
}

/** A filter as it stands in its form: what was typed, complete or not. */
export interface FilterDraft {
  readonly test: FilterTest;
  readonly first: string;
  readonly second: string;
  readonly isCaseSensitive: boolean;
  /** For `oneOf`. */
  readonly values: readonly TableCell[];
}

/** How many fields a test needs. */
export function fieldsOf(test: FilterTest): 0 | 1 | 2 {
  if (test === 'between') return 2;
  return ['isTrue', 'isFalse', 'empty', 'notEmpty', 'oneOf'].includes(test) ? 0 : 1;
}

export function emptyDraft(type: ColumnType): FilterDraft {
  return { test: testsFor(type)[0] as FilterTest, first: '', second: '', isCaseSensitive: false, values: [] };
}

const textMatches: Partial<Record<FilterTest, readonly [TextMatch, boolean]>> = {
  contains: ['contains', false],
  containsNot: ['contains', true],
  equals: ['equals', false],
  equalsNot: ['equals', true],
  startsWith: ['startsWith', false],
  endsWith: ['endsWith', false],
};

/** The filter of a draft for the column at `place`; null while the draft is not complete. */
export function filterOf(draft: FilterDraft, place: number, type: ColumnType): TableFilter | null {
  const made = wishedFilter(draft, type);
  const parsed = made && tableFilterSchema.safeParse({ column: place, ...made });
  return parsed?.success ? parsed.data : null;
}

function wishedFilter(draft: FilterDraft, type: ColumnType): Record<string, unknown> | null {
  const { test, first, second, isCaseSensitive, values } = draft;
  const match = textMatches[test];
  if (match) return { kind: 'text', match: match[0], isNot: match[1], text: first, isCaseSensitive };
  if (test === 'empty' || test === 'notEmpty') return { kind: 'empty', isNot: test === 'notEmpty' };
  if (test === 'isTrue' || test === 'isFalse') return { kind: 'boolean', value: test === 'isTrue' };
  if (test === 'oneOf') return values.length === 0 ? null : { kind: 'oneOf', values };
  return type === 'date' ? dateFilter(test, first, second) : numberFilter(test, numberIn(first), numberIn(second));
}

function dateFilter(test: FilterTest, first: string, second: string): Record<string, unknown> | null {
  const [from, to] = [first || null, second || null];
  if (test === 'between') return from || to ? { kind: 'date', from, to } : null;
  if (!from) return null;
  if (test === 'onDay') return { kind: 'date', from, to: from };
  return test === 'from' ? { kind: 'date', from } : { kind: 'date', to: from };
}

function numberFilter(test: FilterTest, first: number | null, second: number | null): Record<string, unknown> | null {
  const bound = (value: number | null, isIncluded = true) => (value === null ? null : { value, isIncluded });
  if (test === 'between') {
    return first === null && second === null ? null : { kind: 'number', from: bound(first), to: bound(second) };
  }
  if (first === null) return null;
  switch (test) {
    case 'is':
      return { kind: 'number', from: bound(first), to: bound(first) };
    case 'isNot':
      return { kind: 'number', from: bound(first), to: bound(first), isNot: true };
    case 'above':
      return { kind: 'number', from: bound(first, false) };
    case 'atLeast':
      return { kind: 'number', from: bound(first) };
    case 'below':
      return { kind: 'number', to: bound(first, false) };
    default:
      return { kind: 'number', to: bound(first) };
  }
}

/** The number somebody typed, with thousands parted or not; null for none. */
function numberIn(text: string): number | null {
  const plain = text.replace(/[\s,，]/g, '');
  const number = Number(plain);
  return plain === '' || Number.isNaN(number) ? null : number;
}

/** The draft from which `filter` would be made again. */
export function draftOf(filter: TableFilter, type: ColumnType): FilterDraft {
  const base = emptyDraft(type);
  switch (filter.kind) {
    case 'text': {
      const found = Object.entries(textMatches).find(
        ([, [match, isNot]]) => match === filter.match && isNot === filter.isNot,
      );
      const test = (found?.[0] ?? 'contains') as FilterTest;
      return { ...base, test, first: filter.text, isCaseSensitive: filter.isCaseSensitive };
    }
    case 'oneOf':
      return { ...base, test: 'oneOf', values: filter.values };
    case 'empty':
      return { ...base, test: filter.isNot ? 'notEmpty' : 'empty' };
    case 'boolean':
      return { ...base, test: filter.value ? 'isTrue' : 'isFalse' };
    case 'date': {
      const test = dateTest(filter.from, filter.to);
      return {
        ...base,
        test,
        first: filter.from ?? filter.to ?? '',
        second: test === 'between' ? (filter.to ?? '') : '',
      };
    }
    case 'number':
      return numberDraft(base, filter);
  }
}

function dateTest(from: string | null, to: string | null): FilterTest {
  if (from !== null && to !== null) return from === to ? 'onDay' : 'between';
  return from === null ? 'to' : 'from';
}

function numberDraft(base: FilterDraft, { from, to, isNot }: TableFilter & { kind: 'number' }): FilterDraft {
  const text = (value: number | undefined) => (value === undefined ? '' : String(value));
  if (from && to) {
    const isOne = from.value === to.value;
    return {
      ...base,
      test: isOne ? (isNot ? 'isNot' : 'is') : 'between',
      first: text(from.value),
      second: isOne ? '' : text(to.value),
    };
  }
  const test: FilterTest = from ? (from.isIncluded ? 'atLeast' : 'above') : to?.isIncluded ? 'atMost' : 'below';
  return { ...base, test, first: text((from ?? to)?.value) };
}
