export const columnTypes = ['number', 'text', 'boolean', 'date', 'mixed', 'empty'] as const;
export type ColumnType = (typeof columnTypes)[number];
