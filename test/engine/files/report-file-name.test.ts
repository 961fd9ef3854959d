import { describe, expect, it } from 'vitest';
import { numberedName, reportFileName } from '../../../engine/files/report-file-name.ts';

describe('reportFileName', () => {
  it('tells the file, the sheet and the language', () => {
    expect(reportFileName('grades-2024.xlsx', '成绩', 'xlsx', 'en')).toBe('grades-2024 – 成绩 profile.xlsx');
    expect(reportFileName('成绩.csv', '成绩', 'html', 'zh-CN')).toBe('成绩 分析.html');
    expect(reportFileName('v1.2 final.tsv', null, 'json', 'en')).toBe('v1.2 final profile.json');
  });

  it('tells what the report is of', () => {
    expect(reportFileName('grades.xlsx', null, 'html', 'en', 'train')).toBe('grades training.html');
    expect(reportFileName('成绩.csv', null, 'xlsx', 'zh-CN', 'compare')).toBe('成绩 变化.xlsx');
  });

  it('is legal everywhere', () => {
    expect(reportFileName('a<b>:"c|d?*.csv', 'x/y\\z', 'xlsx', 'en')).toBe('a_b___c_d__ – x_y_z profile.xlsx');
    expect(reportFileName('con.csv', null, 'xlsx', 'en')).toBe('_con profile.xlsx');
    expect(reportFileName('..', null, 'xlsx', 'en')).toBe('report profile.xlsx');
    expect(reportFileName('evil\u202ecod.csv', null, 'xlsx', 'en')).toBe('evilcod profile.xlsx');
  });

  it('stays within what file systems allow, cut between signs', () => {
    const name = reportFileName(`${'成绩𠮷'.repeat(60)}.csv`, '表'.repeat(100), 'xlsx', 'zh-CN');
    expect(Buffer.byteLength(numberedName(name, 1000))).toBeLessThanOrEqual(255);
    expect(name).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/);
  });
});

describe('numberedName', () => {
  it('numbers from the second on', () => {
    expect(numberedName('a profile.xlsx', 1)).toBe('a profile.xlsx');
    expect(numberedName('a profile.xlsx', 2)).toBe('a profile 2.xlsx');
  });
});
