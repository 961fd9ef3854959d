import type { ColumnType } from '../../../contract/files.ts';
import type { ColumnProfile } from '../../../contract/profile.ts';
import type { TableCell } from '../../../contract/tables.ts';

type Cell = TableCell;

/** A number 0..1 that is the same for the same row and salt. */
export function noise(row: number, salt: number): number {
  let mixed = Math.imul(row + 1, 0x9e3779b1) ^ Math.imul(salt + 7, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
  return ((mixed ^ (mixed >>> 15)) >>> 0) / 4_294_967_296;
}

const bell = (row: number, salt: number) =>
  Math.sqrt(-2 * Math.log(noise(row, salt) + 1e-12)) * Math.cos(2 * Math.PI * noise(row, salt + 500));
const ability = (row: number) => bell(row, 1);
const round = (value: number, digits: number) => Math.round(value * 10 ** digits) / 10 ** digits;
const score = (row: number, salt: number, weight: number) =>
  round(
    Math.min(100, Math.max(12, 74 + 9 * (weight * ability(row) + Math.sqrt(1 - weight ** 2) * bell(row, salt)))),
    1,
  );
const pick = <T>(list: readonly T[], row: number, salt: number): T => list[Math.floor(noise(row, salt) * list.length)]!;

const majors = ['智能科学与技术', '智能科学与技术', '软件工程', '数据科学与大数据技术', 'Statistics', '信息安全'];
const surnames = ['王', '李', '张', '刘', '陈', '杨', '赵', '黄', '周', '欧阳', '司马'];
const given = ['小明', '静怡', '子涵', '浩然', '雨桐', '晨', '思远', '佳琪', '一诺'];

export interface SampleColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly value: (row: number) => Cell;
}

export const sampleColumns: readonly SampleColumn[] = [
  { name: '学号', type: 'text', value: (row) => `2021${String(100_000 + row)}` },
  { name: '姓名', type: 'text', value: (row) => pick(surnames, row, 2) + pick(given, row, 3) },
  { name: '专业', type: 'text', value: (row) => pick(majors, row, 4) },
  { name: 'Gender', type: 'text', value: (row) => (noise(row, 5) < 0.93 ? 'M' : 'F') },
  { name: '高等数学 A（上）', type: 'number', value: (row) => (noise(row, 6) < 0.04 ? null : score(row, 7, 0.92)) },
  { name: 'Linear algebra', type: 'number', value: (row) => (noise(row, 8) < 0.11 ? null : score(row, 9, 0.88)) },
  { name: '程序设计基础', type: 'number', value: (row) => score(row, 10, 0.55) },
  { name: 'Attendance', type: 'number', value: (row) => round(Math.min(1, 0.86 + 0.1 * bell(row, 11)), 3) },
  {
    name: 'Household income (thousand yuan per year, as declared)',
    type: 'number',
    value: (row) => (noise(row, 12) < 0.34 ? null : round(Math.exp(4 + 0.9 * bell(row, 13)), 1)),
  },
  {
    name: 'Enrolled',
    type: 'date',
    value: (row) => new Date(Date.UTC(2018, 8, 1) + noise(row, 14) ** 0.6 * 5 * 3.15e10).toISOString().slice(0, 10),
  },
  { name: 'Scholarship', type: 'boolean', value: (row) => ability(row) + bell(row, 15) > 1.2 },
  {
    name: '备注',
    type: 'mixed',
    value: (row) =>
      noise(row, 16) < 0.78
        ? null
        : pick(
            ['缺考', '补考 ', 'deferred <b>exam</b>', 12, '已申请补考并提交了相关证明材料，等待学院审批后安排时间'],
            row,
            17,
          ),
  },
  { name: 'Campus', type: 'text', value: () => 'East' },
  { name: 'Column 14', type: 'empty', value: () => null },
];

const histogramOf = (values: readonly number[], binCount: number) => {
  const low = values[0] ?? 0;
  const high = values.at(-1) ?? 0;
  const width = (high - low) / binCount || 1;
  const counts = new Array<number>(high > low ? binCount : 1).fill(0);
  for (const value of values) counts[Math.min(counts.length - 1, Math.floor((value - low) / width))]! += 1;
  return { edges: Array.from({ length: counts.length + 1 }, (_, bin) => low + bin * width), counts };
};

const quantile = (sorted: readonly number[], share: number) => {
  const place = (sorted.length - 1) * share;
  const low = sorted[Math.floor(place)] ?? 0;
  return low + ((sorted[Math.ceil(place)] ?? low) - low) * (place % 1);
};

function numbersOf(values: readonly number[]): ColumnProfile['number'] {
  const sorted = [...values].sort((a, b) => a - b);
  const count = sorted.length;
  const mean = sorted.reduce((sum, value) => sum + value, 0) / count;
  const moment = (power: number) => sorted.reduce((sum, value) => sum + (value - mean) ** power, 0);
  const standardDeviation = Math.sqrt(moment(2) / (count - 1));
  const [p1, p5, p25, p50, p75, p95, p99] = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99].map((q) => quantile(sorted, q));
  const quantiles = { p1: p1!, p5: p5!, p25: p25!, p50: p50!, p75: p75!, p95: p95!, p99: p99! };
  const reach = 1.5 * (quantiles.p75 - quantiles.p25);
  return {
    count,
    mean,
    standardDeviation,
    skewness: moment(3) / count / standardDeviation ** 3,
    minimum: sorted[0]!,
    maximum: sorted.at(-1)!,
    quantiles,
    zeros: sorted.filter((value) => value === 0).length,
    negatives: sorted.filter((value) => value < 0).length,
    infinite: 0,
    isInteger: sorted.every(Number.isInteger),
    outliers: sorted.filter((value) => value < quantiles.p25 - reach || value > quantiles.p75 + reach).length,
    histogram: histogramOf(sorted, 32),
  };
}

function textsOf(values: readonly string[]): ColumnProfile['text'] {
  const lengths = values.map((value) => [...value].length).sort((a, b) => a - b);
  return {
    count: values.length,
    minimumLength: lengths[0]!,
    meanLength: lengths.reduce((sum, length) => sum + length, 0) / lengths.length,
    maximumLength: lengths.at(-1)!,
    surroundingSpaces: values.filter((value) => value !== value.trim()).length,
    numberLike: values.filter((value) => /^\d+$/.test(value)).length,
    dateLike: 0,
    lengthHistogram: histogramOf(lengths, Math.min(24, lengths.at(-1)! - lengths[0]! || 1)),
  };
}

/** The profile of a sample column, from its first `rows` values. */
export function describeSample(column: SampleColumn, index: number, rows: number): ColumnProfile {
  const cells = Array.from({ length: rows }, (_, row) => column.value(row));
  const present = cells.filter((cell) => cell !== null);
  const numbers = present.filter((cell) => typeof cell === 'number');
  const isDate = column.type === 'date';
  const texts = isDate ? [] : present.filter((cell) => typeof cell === 'string');
  const counts = new Map<string, number>();
  for (const cell of present) counts.set(String(cell), (counts.get(String(cell)) ?? 0) + 1);
  const topValues = [...counts]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, 20)
    .map(([value, count]) => ({ value, count }));
  const dates = isDate ? present.map(String).sort() : [];
  const booleans = present.filter((cell) => typeof cell === 'boolean');
  return {
    index,
    name: column.name,
    originalName: column.type === 'empty' ? '' : column.name,
    type: column.type,
    rows,
    missing: rows - present.length,
    kinds: { number: numbers.length, text: texts.length, boolean: booleans.length, date: dates.length, error: 0 },
    distinct: counts.size,
    topValues,
    number: numbers.length > 0 && column.type !== 'mixed' ? numbersOf(numbers) : null,
    text: texts.length > 0 ? textsOf(texts) : null,
    date: isDate
      ? {
          count: dates.length,
          earliest: dates[0]!,
          latest: dates.at(-1)!,
          hasTimes: false,
          histogram: histogramOf(
            dates.map((date) => Date.parse(date)),
            30,
          ),
        }
      : null,
    booleanTrue: column.type === 'boolean' ? booleans.filter(Boolean).length : null,
  };
}
