import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';

/** The python that has openpyxl: Debian's. */
const python = '/usr/bin/python3';
const script = path.resolve(import.meta.dirname, '../fixtures/agreement-cells.py');

/** A cell as openpyxl reads it: row and column from 0, kind, value (see the script). */
export type OpenpyxlCell = readonly [row: number, column: number, kind: string, value: string | number | boolean];

export interface OpenpyxlBook {
  readonly file: string;
  readonly sheets?: readonly { readonly name: string; readonly cells: readonly OpenpyxlCell[] }[];
  readonly error?: string;
}

/** Whether openpyxl is there. */
export function hasOpenpyxl(): boolean {
  return spawnSync(python, ['-c', 'import openpyxl']).status === 0;
}

/** What openpyxl says of each workbook. One process reads them all. */
export async function readWithOpenpyxl(files: readonly string[]): Promise<OpenpyxlBook[]> {
  const child = spawn(python, [script], { stdio: ['pipe', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  child.stdin.end(files.map((file) => `${file}\n`).join(''));
  const code = await new Promise((resolve, reject) => {
    child.on('close', resolve).on('error', reject);
  });
  const lines = output.trim().split('\n');
  if (code !== 0 || lines.length !== files.length) throw new Error(`openpyxl's process ended with ${code}`);
  return lines.map((line) => JSON.parse(line) as OpenpyxlBook);
}

/** Runs a script that writes workbooks with openpyxl; the arguments follow it. */
export function writeWithOpenpyxl(source: string, ...words: readonly string[]): void {
  const { status, stderr } = spawnSync(python, ['-c', source, ...words], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}
