import { existsSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { WriteTable } from './write-tables.ts';

export interface Writer {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** Measured once only. */
  readonly isSlow: boolean;
}

const folder = path.join(tmpdir(), 'auspex-bench');
const python = '/usr/bin/python3';

/** The writers that are here; each answers `{ workMs, sizeBytes }` on its last line. */
export function writersOf(table: WriteTable, scale: number): Writer[] {
  mkdirSync(folder, { recursive: true });
  const rows = Math.round(table.rows * scale);
  const node = (name: string): Writer => ({
    ...{ name, command: process.execPath, isSlow: false },
    args: ['--max-old-space-size=8000', process.argv[1]!, 'inside', name, table.name, String(rows), outPath(name)],
  });
  const script = path.resolve('bench/write/write_one.py');
  const inPython = (name: string): Writer => ({
    ...{ name, command: python, isSlow: true },
    args: [script, name, JSON.stringify({ ...table, rows }), outPath(name)],
  });
  return [
    ...['auspex', 'exceljs', 'sheetjs'].map(node),
    ...(existsSync(python) ? ['openpyxl', 'pandas'].map(inPython) : []),
    node('auspex export'),
  ];
}

const outPath = (name: string): string => path.join(folder, `written by ${name}.xlsx`);
