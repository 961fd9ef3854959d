import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openByteFile } from '../../workers/tabular/zip/byte-file.ts';
import { partKey, readCentralDirectory } from '../../workers/tabular/zip/central-directory.ts';
import { sheetLimits } from '../../workers/tabular/zip/unpack-limits.ts';
import { unpackWhole } from '../../workers/tabular/zip/unpack-part.ts';
import { temporaryFolder } from '../builders/temporary-file.ts';
import type { TestColumn } from '../workers/explore/stored-table.ts';
import { exportTable } from '../workers/export/export-table.ts';

// Texts, names of columns and groups come from files that anyone may have made. What is written must run nothing, break out
// of no markup, name no file outside its folder, and be opened by spreadsheet programs.
const { folder } = temporaryFolder();

const payloads = [
  ...['=HYPERLINK("http://x","y")', "+cmd|' /C calc'!A0", '-2+3', '@SUM(1)', '\t=1', '\r=1'],
  ...['</t></is></c><c r="Z9"><f>1</f></c>', ']]>', '&lt;', '"\'<>&', '_x000D_', '\u0000\u0001\u001f\ufffe\uffff'],
  ...['\u202egnp.exe', '../../etc/passwd', 'C:\\x', 'x'.repeat(40_000), '😀'.repeat(20_000)],
];
const columns: TestColumn[] = [
  { name: '=cmd()', type: 'text', cells: payloads },
  { name: '</t><script>', type: 'number', cells: payloads.map((_, row) => row) },
];

async function partOf(file: string, name: string): Promise<string> {
  const zip = openByteFile(file);
  try {
    const entry = readCentralDirectory(zip, 'z').entries.get(partKey(name))!;
    return (await unpackWhole(zip, entry, 'z', sheetLimits)).toString();
  } finally {
    zip.close();
  }
}

describe('what is exported of a hostile table', () => {
  it('holds no formula and no markup of its own in a workbook', async () => {
    const { path, cutTexts } = await exportTable(folder, columns);
    const xml = await partOf(path, 'xl/worksheets/sheet1.xml');
    expect(xml).not.toMatch(/<f>|<script|]]>/);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML forbids
    expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
    expect(xml.match(/<c /g)).toHaveLength(2 * (payloads.length + 1));
    const styles = await partOf(path, 'xl/styles.xml');
    expect(styles).toContain('quotePrefix="1"');
    expect(cutTexts).toBe(2);
    for (const [, text] of xml.matchAll(/<(?:t|v)[^>]*>([^<]*)<\/[tv]>/g)) {
      const shown = text!.replace(/_x([0-9A-F]{4})_/g, '?').replace(/&[a-z]+;/g, '?');
      expect(shown.length).toBeLessThanOrEqual(32_767);
    }
  });

  it('stays text when a cell is edited: names of columns and groups too', async () => {
    const { path } = await exportTable(folder, columns, { groupBy: 0 });
    const quoted: boolean[] = [];
    const styles = await partOf(path, 'xl/styles.xml');
    for (const [, markup] of styles.slice(styles.indexOf('<cellXfs')).matchAll(/<xf ([^>]*)>/g))
      quoted.push(markup!.includes('quotePrefix="1"'));
    let found = 0;
    for (const sheet of ['sheet1', 'sheet2']) {
      const xml = await partOf(path, `xl/worksheets/${sheet}.xml`);
      for (const [, style, text] of xml.matchAll(/ s="(\d+)" t="inlineStr"><is><t[^>]*>([^<]*)</g)) {
        if (!/^[=+\-@]/.test(text!)) continue;
        found++;
        expect(quoted[Number(style)], text).toBe(true);
      }
    }
    expect(found).toBeGreaterThan(6);
  });

  it('is refused where it would fall into more groups than can be written', async () => {
    const many: TestColumn[] = [
      { name: 'id', type: 'number', cells: Array.from({ length: 100_001 }, (_, row) => row) },
    ];
    await expect(exportTable(folder, many, { groupBy: 0, format: 'csv', split: 'files' })).rejects.toMatchObject({
      ...{ code: 'EXPORT_TOO_MANY_GROUPS', values: { limit: 100_000 } },
    });
  });

  it('runs nothing as csv', async () => {
    const { path } = await exportTable(folder, columns, { format: 'csv' });
    const text = readFileSync(path, 'utf8').replace(/^\ufeff/, '');
    for (const line of text.split('\r\n')) expect(line).not.toMatch(/^"?[=+\-@\t]/);
  });

  it('stays in its folder as files, and within its sheet’s name', async () => {
    const { path } = await exportTable(folder, columns, { groupBy: 0, format: 'jsonl', split: 'files' });
    const zip = openByteFile(path);
    const names = [...readCentralDirectory(zip, 'z').entries.values()].map(({ name }) => name);
    zip.close();
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
    for (const name of names) {
      expect(name).toMatch(/^[^/\\<>:"|?*\p{Cc}\u202e]+\.jsonl$/u);
      expect(name).not.toMatch(/^\./);
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
    }
    const book = await exportTable(folder, columns, { groupBy: 0 });
    const workbook = await partOf(book.path, 'xl/workbook.xml');
    for (const [, name] of workbook.matchAll(/<sheet name="([^"]*)"/g)) {
      const plain = name!.replace(/&[a-z]+;/g, '?').replace(/_x005F_/g, '_');
      expect(plain.length).toBeLessThanOrEqual(31);
      expect(plain).not.toMatch(/[\\/*[\]:]|^'|'$/);
    }
  });
});
