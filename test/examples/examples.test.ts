import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const committed = path.join(root, 'examples');
let made: string;

const workbooksIn = async (folder: string) => (await readdir(folder)).filter((name) => name.endsWith('.xlsx')).sort();

async function openExample(name: string) {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(path.join(committed, name));
  return workbook;
}

beforeAll(async () => {
  made = await mkdtemp(path.join(os.tmpdir(), 'auspex-examples-'));
  await promisify(execFile)(process.execPath, [path.join(root, 'scripts/examples.mjs'), made]);
}, 60_000);

afterAll(() => rm(made, { recursive: true, force: true }));

describe('the example workbooks', () => {
  it('come out byte for byte as committed', async () => {
    const names = await workbooksIn(made);
    expect(names).toEqual(await workbooksIn(committed));
    for (const name of names) {
      const [fresh, kept] = await Promise.all([readFile(path.join(made, name)), readFile(path.join(committed, name))]);
      expect(fresh.equals(kept), name).toBe(true);
    }
  });

  it('are each under one megabyte', async () => {
    for (const name of await workbooksIn(committed)) {
      expect((await stat(path.join(committed, name))).size, name).toBeLessThan(1_000_000);
    }
  });

  it('hold the same students in Chinese and in English', async () => {
    const english = await openExample('grades-all-years-en.xlsx');
    expect(english.worksheets.map((sheet) => sheet.name)).toEqual(['2022', '2023', '2024']);
    const chinese = (await openExample('grades-2023.xlsx')).worksheets[0];
    const translated = english.getWorksheet('2023');
    expect(chinese?.rowCount).toBe(509);
    expect(translated?.rowCount).toBe(509);
    expect(chinese?.getColumn(19).values).not.toEqual([]);
    expect(chinese?.getColumn(19).values.slice(2)).toEqual(translated?.getColumn(19).values.slice(2));
  });

  it('hold five majors and three outcomes, which marks tell apart', async () => {
    const sheet = (await openExample('grades-2024.xlsx')).worksheets[0];
    const majors = new Set<unknown>();
    const gradePoints = new Map<unknown, number[]>();
    sheet?.eachRow((row, number) => {
      if (number === 1) return;
      majors.add(row.getCell(3).value);
      const outcome = row.getCell(20).value;
      gradePoints.set(outcome, [...(gradePoints.get(outcome) ?? []), Number(row.getCell(19).value)]);
    });
    const mean = (values: number[] = []) => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(majors.size).toBe(5);
    expect([...gradePoints.keys()].sort()).toEqual(['升学', '就业', '待定'].sort());
    expect(mean(gradePoints.get('升学'))).toBeGreaterThan(mean(gradePoints.get('待定')) + 0.5);
  });

  it('include one with the traps it is there for', async () => {
    const messy = await openExample('messy.xlsx');
    expect(messy.worksheets.map((sheet) => sheet.state)).toEqual(['visible', 'visible', 'hidden']);
    const sheet = messy.worksheets[0];
    const kinds = new Set<string>();
    sheet?.getColumn(5).eachCell((cell, row) => {
      if (row < 6) return;
      if (cell.value instanceof Date) kinds.add('date');
      else if (/^\d{4}\/\d{1,2}\/\d{1,2}$/.test(String(cell.value))) kinds.add('slashes');
      else if (/^\d{4}年\d{1,2}月\d{1,2}日$/.test(String(cell.value))) kinds.add('Chinese');
    });
    expect([...kinds].sort()).toEqual(['Chinese', 'date', 'slashes']);
    const errors = new Set<unknown>();
    sheet?.eachRow((row) =>
      row.eachCell((cell) => errors.add(JSON.stringify(cell.value ?? '').match(/#[A-Z/0]+!?/)?.[0])),
    );
    expect(errors).toContain('#N/A');
    expect(errors).toContain('#DIV/0!');
  });
});
