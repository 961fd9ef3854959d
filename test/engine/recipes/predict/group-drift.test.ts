import { cpSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { documentBytes } from '../../../../workers/models/read-document.ts';
import { outcomeModel } from '../../../builders/model-document.ts';
import { predicting } from '../../../builders/prediction.ts';
import { temporaryFolder } from '../../../builders/temporary-file.ts';
import { hasOpenpyxl, readWithOpenpyxl } from '../../../workers/export/read-with-openpyxl.ts';

const scratch = temporaryFolder();
const document = documentBytes(outcomeModel());
const head = '专业,成绩,出勤率';
/** The marks of the first group are all high; the last one has few rows. */
const lines = [
  ...Array.from({ length: 150 }, (_, row) => `软件工程,${90 + (row % 10)},${50 + ((row * 13) % 51)}%`),
  ...Array.from({ length: 99 }, (_, row) => `网络工程,${40 + ((row * 37) % 61)},80%`),
];
const fileOf = (name: string, rows: readonly string[]) => scratch.write(name, `${[head, ...rows].join('\n')}\n`);

it('the drift of a group is that of a file with its rows alone', async () => {
  const wishes = { groupBy: '专业', locale: 'en' } as const;
  const groups = await predicting(fileOf('all.csv', lines), document, wishes, ({ report }) => report.groups);
  const groupOf = (wanted: string) => groups.find(({ name }) => name === wanted)!;
  const alone = await predicting(fileOf('alone.csv', lines.slice(0, 150)), document, {}, ({ report }) => report);
  expect(groupOf('网络工程').drift).toBeNull();
  const { columns, predictionPsi } = groupOf('软件工程').drift!;
  // Not the column of the groups: it is one value in each.
  expect(columns.map(({ column }) => column).sort()).toEqual(['出勤率', '成绩']);
  expect(columns[0]!.column).toBe('成绩');
  for (const { column, psi, psiByChance } of columns) {
    const own = alone.columns.find((one) => one.column === column)!;
    expect([psi, psiByChance]).toEqual([own.psi, own.psiByChance]);
  }
  expect(predictionPsi).toBe(alone.predictionPsi);
});

it.skipIf(!hasOpenpyxl)('the sheet of the groups names what has drifted in one', async () => {
  const wishes = { groupBy: '专业', locale: 'en' } as const;
  await predicting(fileOf('named.csv', lines), document, wishes, ({ resultPath }) => {
    // openpyxl goes by the ending.
    const book = path.join(scratch.folder, 'groups.xlsx');
    cpSync(resultPath, book);
    const sheets = readWithOpenpyxl(book);
    const cells = sheets.find(({ name }) => name === 'Groups')!.rows.flat();
    expect(cells.filter((cell) => String(cell).includes('drifted: 成绩'))).toHaveLength(1);
  });
});
