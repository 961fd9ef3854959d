import { describe, expect, it } from 'vitest';
import { submissionSchema } from '../../../contract/recipes.ts';
import { localDateTime } from '../../../renderer/parts/local-date-time.ts';
import { nameAfterFolder, optionTrouble, planStart, submissionOf } from '../../../renderer/start/submission.ts';
import { usualOptions } from '../../../renderer/store/start-slice.ts';
import { buildFolder, buildItem } from '../build-item.ts';

describe('planStart', () => {
  it('starts what has a ticket and counts what cannot start', () => {
    const plan = planStart([
      buildItem('a'),
      buildItem('b', { state: 'reading', sheets: [] }),
      buildItem('c', { state: 'unread', sheets: [] }),
      buildItem('d', { state: 'fault', ticket: null, sheets: [] }),
      buildItem('e', { sheets: [] }),
    ]);
    expect(plan.ready.map(({ key }) => key)).toEqual(['a', 'b', 'c']);
    expect(plan).toMatchObject({ tableCount: 4, unseenCount: 2, faultCount: 1 });
  });
});

describe('submissionOf', () => {
  it('names the chosen sheets of a workbook, and none of a text file or of one nobody looked into', () => {
    const textFormat = {
      encoding: 'utf-8',
      hasByteOrderMark: false,
      delimiter: ',',
      quote: '"',
      decimal: '.',
      lineBreak: '\n',
    } as const;
    const text = buildItem('t', { inspection: { format: 'csv', sheets: [], textFormat }, sheets: ['t'] });
    const items = [buildItem('a'), text, buildItem('u', { state: 'unread', inspection: null, sheets: [] })];
    const submission = submissionSchema.parse(submissionOf(items, 'profile', usualOptions));
    expect(submission.inputs.map(({ tables }) => tables?.map(({ sheet }) => sheet) ?? null)).toEqual([
      ['A', 'B'],
      null,
      null,
    ]);
  });

  it('carries how it is to be started', () => {
    const startAtMs = new Date(2030, 2, 1, 8, 30).getTime();
    const options = {
      priority: 'high',
      startAt: localDateTime(startAtMs),
      isReuseAllowed: false,
      since: { ticket: 'a2b3c4d5-0000-4000-8000-000000000001', fileName: 'march.xlsx' },
      name: ' Term ',
    } as const;
    const submission = submissionSchema.parse(submissionOf([buildItem('a')], 'profile', options));
    expect(submission).toMatchObject({ priority: 'high', startAtMs, isReuseAllowed: false, name: 'Term' });
    expect(submission).toMatchObject({ since: { ticket: options.since.ticket, tables: null } });
  });

  it('is called after the folder when all of it comes from one', () => {
    const folders = [buildFolder('f', { name: 'plants' }), buildFolder('g')];
    const inside = (folderKey: string | null) => buildItem('a', { folderKey });
    expect(nameAfterFolder([inside('f'), inside('f')], folders)).toBe('plants');
    expect(nameAfterFolder([inside('f'), inside('g')], folders)).toBeNull();
    expect(nameAfterFolder([inside('f'), inside(null)], folders)).toBeNull();
    expect(submissionOf([inside('f')], 'profile', usualOptions, folders).name).toBe('plants');
    expect(submissionOf([inside('f')], 'profile', { ...usualOptions, name: 'own' }, folders).name).toBe('own');
  });
});

it('says why a start cannot be at that time', () => {
  const nowMs = new Date(2030, 0, 1).getTime();
  const trouble = (startAt: string | null) => optionTrouble({ ...usualOptions, startAt }, nowMs);
  expect([null, '', '2029-12-31T23:59', '2030-01-01T00:01'].map(trouble)).toEqual([null, 'noTime', 'timePast', null]);
});
