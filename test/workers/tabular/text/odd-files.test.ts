import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { importTable } from '../../../builders/imported-table.ts';
import { toldOf, writtenTable } from './written-table.ts';

/** A small file as a person would have it, and what a careful person expects of it. */
interface OddFile {
  readonly name: string;
  readonly text?: string;
  readonly encoding?: BufferEncoding;
  /** Bytes that no encoding of Node's makes. */
  readonly hex?: string;
  /** The names and the rows as `writtenTable` writes them. */
  readonly table: readonly string[];
  /** What the import report tells, as `toldOf` writes it. */
  readonly told: string;
}

const lines = readFileSync(new URL('../../../fixtures/odd-text-files.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n');
const oddFiles = lines.map((line) => JSON.parse(line) as OddFile);

it.each(oddFiles)('$name', async ({ encoding, hex, table, text = '', told }) => {
  const content = hex === undefined ? Buffer.from(text, encoding ?? 'utf8') : Buffer.from(hex, 'hex');
  const imported = await importTable(content);
  expect(writtenTable(imported)).toEqual(table);
  expect(toldOf(imported)).toBe(told);
});
