/** A table to be written: columns by kind, the same values in every language that makes it. */
export interface WriteTable {
  readonly name: string;
  readonly title: string;
  readonly rows: number;
  readonly columns: readonly ColumnKind[];
  /** The place of the column that makes sheets; null: one sheet. */
  readonly groupBy: number | null;
}

/** `whole` and `decimal` numbers, one of a `few` texts, a `code` nearly unique, a `long` text, a `date`, a `group` of 500. */
export type ColumnKind = 'whole' | 'decimal' | 'few' | 'code' | 'long' | 'date' | 'group';

const repeat = (kind: ColumnKind, count: number): ColumnKind[] => Array.from({ length: count }, () => kind);
const mixed = [...repeat('decimal', 9), ...repeat('whole', 6), 'few', 'code', 'few', 'date', 'few'] as ColumnKind[];

export const writeTables: readonly WriteTable[] = [
  { name: 'mixed', title: '200,000 × 20, mixed', rows: 200_000, columns: mixed, groupBy: null },
  {
    ...{ name: 'numeric', title: '1,000,000 × 10, numbers', rows: 1_000_000, groupBy: null },
    columns: [...repeat('decimal', 5), ...repeat('whole', 5)],
  },
  {
    ...{ name: 'text', title: '100,000 × 40, mostly text', rows: 100_000, groupBy: null },
    columns: [...repeat('few', 12), ...repeat('code', 12), ...repeat('long', 12), ...repeat('whole', 4)],
  },
  {
    ...{ name: 'groups', title: '100,000 × 10 on 500 sheets', rows: 100_000, groupBy: 0 },
    columns: ['group', ...repeat('decimal', 5), 'few', 'code', 'date', 'whole'],
  },
];

/** 0..1 of a row and a column: the same in JavaScript and in Python (a multiplicative hash, Knuth 6.4). */
export function share(row: number, column: number): number {
  const mixedBits = Math.imul(row + 1, 0x9e3779b1) ^ Math.imul(column + 1, 0x85ebca6b);
  const hashed = Math.imul(mixedBits ^ (mixedBits >>> 15), 0x2c1b3c6d);
  return ((hashed ^ (hashed >>> 13)) >>> 0) / 2 ** 32;
}

const few = ['智能科学与技术', '软件工程', '数据科学与大数据技术', '网络工程', '数字媒体技术', 'A', 'B & C', 'yes'];
const firstDay = Date.UTC(2020, 0, 1);

/** A cell; dates as Date. */
export function cellOf(kind: ColumnKind, row: number, column: number): number | string | Date {
  const value = share(row, column);
  switch (kind) {
    case 'whole':
      return Math.floor(value * 100_000);
    case 'decimal':
      return Math.round(value * 1_000_000) / 10_000;
    case 'few':
      return few[Math.floor(value * few.length)]!;
    case 'code':
      return `id${Math.floor(value * 1e6)}`;
    case 'long':
      return `第 ${row} 行：客户反馈记录 no ${Math.floor(value * 1e5)}, to be checked`;
    case 'date':
      return new Date(firstDay + Math.floor(value * 1500) * 86_400_000);
    case 'group':
      return `班级 ${String((row % 500) + 1).padStart(3, '0')}`;
  }
}

export const columnName = (kind: ColumnKind, column: number): string => `${kind} ${column + 1}`;
