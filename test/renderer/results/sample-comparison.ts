import type { ChangeKind, ComparedColumn, Comparison } from '../../../contract/comparison.ts';
import type { TableCell, TableColumn } from '../../../contract/tables.ts';

const side = { values: 2000, missing: 0, distinct: 1740, mean: 99.9, median: 99.8, minimum: 31.2, maximum: 171.5 };
const bell = (middle: number, spread: number) =>
  Array.from({ length: 28 }, (_, bin) => Math.round(300 * Math.exp(-((bin - middle) ** 2) / spread)));
const edges = Array.from({ length: 29 }, (_, bin) => 30 + bin * 5);

const plain: ComparedColumn = {
  ...{ name: 'order id', earlierName: 'order id', type: 'number', earlierType: 'number', isKey: true, changedRows: 0 },
  ...{
    earlier: side,
    later: { ...side, values: 2105 },
    measure: 'number',
    psi: null,
    noIndex: 'key',
    psiByChance: null,
  },
  ...{ drift: 'none', ks: { statistic: 0.052, pValue: 0.004 }, categories: null },
  histogram: { edges, earlier: bell(13, 60), later: bell(14, 60) },
};

/** Columns that drifted, that changed, and that have no distribution. */
export const sampleComparedColumns: readonly ComparedColumn[] = [
  plain,
  {
    ...{ ...plain, name: 'amount', earlierName: 'Amount (€)', isKey: false, changedRows: 300, noIndex: null },
    ...{ later: { ...side, mean: 108.2, median: 107.6 }, psi: 0.412, psiByChance: 0.03, drift: 'major' },
    ...{ ks: { statistic: 0.163, pValue: 2.4e-23 }, histogram: { edges, earlier: bell(13, 50), later: bell(18, 90) } },
  },
  {
    ...{
      ...plain,
      name: 'region',
      earlierName: 'region',
      type: 'text',
      earlierType: 'text',
      isKey: false,
      noIndex: null,
    },
    ...{ changedRows: 58, measure: 'category', psi: 0.134, psiByChance: 0.02, drift: 'moderate', ks: null },
    histogram: null,
    earlier: { ...side, distinct: 4, mean: null, median: null, minimum: null, maximum: null },
    later: { ...side, distinct: 5, mean: null, median: null, minimum: null, maximum: null },
    categories: [
      { value: 'north', earlier: 520, later: 410 },
      { value: 'south', earlier: 500, later: 505 },
      { value: 'east', earlier: 490, later: 500 },
      { value: 'west', earlier: 490, later: 380 },
      { value: 'centre', earlier: 0, later: 310 },
    ],
  },
  {
    ...{ ...plain, name: 'comment', earlierName: 'comment', type: 'text', earlierType: 'text', isKey: false },
    ...{ changedRows: 12, noIndex: 'allDifferent', ks: null, histogram: null, categories: [], measure: 'category' },
  },
];

/** What became of a table of orders within a month. */
export const sampleComparison: Comparison = {
  engineVersion: '0.1.0',
  earlier: { fileName: 'orders 2026-02.xlsx', sheet: 'Orders', rows: 2000, columns: 6 },
  later: { fileName: 'orders 2026-03.xlsx', sheet: 'Orders', rows: 2105, columns: 6 },
  options: { key: null, ignored: [], tolerance: 0 },
  schema: {
    added: [{ name: 'channel', type: 'text' }],
    removed: [{ name: 'fax', type: 'text' }],
    renamed: [{ earlier: 'Amount (€)', later: 'amount', likeness: 0.83, overlap: 0.71 }],
    retyped: [{ name: 'postcode', earlier: 'number', later: 'text' }],
    moved: ['region'],
    ignored: [],
  },
  key: {
    ...{ columns: ['order id'], reason: 'nearlyUniqueId', overlap: 0.9925 },
    repeated: {
      ...{ keys: 2, earlierRows: 4, laterRows: 5 },
      examples: [
        { key: ['1017'], earlier: 2, later: 3 },
        { key: ['1244'], earlier: 2, later: 2 },
      ],
    },
  },
  rows: { added: 120, removed: 15, changed: 340, unchanged: 1645 },
  comparedColumns: sampleComparedColumns.length,
  drifted: [
    { name: 'amount', psi: 0.412, drift: 'major' },
    { name: 'region', psi: 0.134, drift: 'moderate' },
  ],
  changedColumns: [
    { name: 'amount', rows: 300 },
    { name: 'region', rows: 58 },
    { name: 'comment', rows: 12 },
  ],
  largestChanges: [
    { column: 'amount', key: [1042], before: 104.86, after: 9134.86 },
    { column: 'amount', key: [1077], before: 115.8, after: -45.8 },
  ],
  changes: {
    ...{ kind: 0, earlierRow: 1, laterRow: 2, changedColumns: 3 },
    columns: [
      { name: 'order id', type: 'number', isKey: true, before: 4, after: 4 },
      { name: 'amount', type: 'number', isKey: false, before: 5, after: 6 },
      { name: 'region', type: 'text', isKey: false, before: 7, after: 8 },
      { name: 'day', type: 'date', isKey: false, before: 9, after: 9 },
      { name: 'channel', type: 'text', isKey: false, before: null, after: 10 },
    ],
  },
};

/** Two files that agree. */
export const unchangedComparison: Comparison = {
  ...sampleComparison,
  schema: { added: [], removed: [], renamed: [], retyped: [], moved: [], ignored: [] },
  rows: { added: 0, removed: 0, changed: 0, unchanged: 2000 },
  ...{ drifted: [], changedColumns: [], largestChanges: [] },
};

export const sampleChangeColumns: readonly TableColumn[] = [
  { name: 'Change', type: 'text' },
  { name: 'Earlier row', type: 'number' },
  { name: 'Later row', type: 'number' },
  { name: 'Changed columns', type: 'text' },
  { name: 'order id', type: 'number' },
  { name: 'amount (before)', type: 'number' },
  { name: 'amount (after)', type: 'number' },
  { name: 'region (before)', type: 'text' },
  { name: 'region (after)', type: 'text' },
  { name: 'day', type: 'date' },
  { name: 'channel', type: 'text' },
];

const regions = ['north', 'south', 'east', 'west'];

/** `count` rows that differ, in their order. */
export const sampleChanges = (count: number): readonly (readonly TableCell[])[] =>
  Array.from({ length: count }, (_, place) => sampleChange(place, place / count));

function sampleChange(place: number, share: number): readonly TableCell[] {
  const kind: ChangeKind = share < 0.71 ? 'changed' : share < 0.96 ? 'added' : 'removed';
  const amount = 80 + ((place * 37) % 50) + 0.5;
  const region = regions[place % 4]!;
  const day = `2026-03-${String((place % 28) + 1).padStart(2, '0')}`;
  const isMoved = place % 6 === 0;
  return [
    ...[kind, kind === 'added' ? null : place + 20, kind === 'removed' ? null : place + 5],
    kind === 'changed' ? (isMoved ? 'amount, region' : 'amount') : null,
    1000 + place,
    kind === 'added' ? null : amount,
    kind === 'removed' ? null : kind === 'changed' ? amount + 30 : amount,
    kind === 'added' ? null : region,
    kind === 'removed' ? null : isMoved && kind === 'changed' ? 'centre' : region,
    ...[day, kind === 'removed' ? null : 'web'],
  ];
}
