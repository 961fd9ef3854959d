import { describe, expect, it } from 'vitest';
import { submissionSchema } from '../../../contract/recipes.ts';
import { localDateTime } from '../../../renderer/parts/local-date-time.ts';
import {
  nameAfterFolder,
  optionTrouble,
  planStart,
  type StartWish,
  submissionOf,
  trainedOn,
} from '../../../renderer/start/submission.ts';
import { blankComparison } from '../../../renderer/store/comparison-slice.ts';
import { blankPrediction, blankTraining } from '../../../renderer/store/prediction-slice.ts';
import { type StartOptions, usualOptions } from '../../../renderer/store/start-slice.ts';
import { buildFolder, buildItem } from '../build-item.ts';

const profile = (options: Partial<StartOptions> = {}): StartWish => ({
  ...{
    recipe: 'profile',
    training: blankTraining,
    comparison: blankComparison,
    prediction: blankPrediction,
    locale: 'en',
  },
  options: { ...usualOptions, ...options },
});
const modelId = 'b2b3c4d5-0000-4000-8000-000000000002';

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
    const submission = submissionSchema.parse(submissionOf(items, profile()));
    expect(submission.inputs.map(({ tables }) => tables?.map(({ sheet }) => sheet) ?? null)).toEqual([
      ['A', 'B'],
      null,
      null,
    ]);
  });

  it('compares two files, the older one as the other input, whichever way round they were put', () => {
    const items = [buildItem('a'), buildItem('b'), buildItem('c')];
    const wish = (keys: { earlier: string | null; later: string | null }): StartWish => ({
      ...{ ...profile(), recipe: 'compare' },
      comparison: { ...blankComparison, keys, options: { key: ['id'], ignored: [], tolerance: 0.5 } },
    });
    const ticketOf = (index: number) => items[index]!.ticket!.id;
    const first = submissionSchema.parse(submissionOf(items, wish({ earlier: null, later: null })));
    expect([first.otherInputs[0]?.ticket, first.inputs[0]?.ticket]).toEqual([ticketOf(0), ticketOf(1)]);
    expect(first).toMatchObject({ recipe: 'compare', options: { key: ['id'], tolerance: 0.5 } });
    const turned = submissionSchema.parse(submissionOf(items, wish({ earlier: 'c', later: 'a' })));
    expect([turned.otherInputs[0]?.ticket, turned.inputs[0]?.ticket]).toEqual([ticketOf(2), ticketOf(0)]);
    expect(turned.inputs[0]?.tables).toHaveLength(1);
    expect(submissionOf(items.slice(0, 1), wish({ earlier: null, later: null }))).toBeNull();
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
    const submission = submissionSchema.parse(submissionOf([buildItem('a')], profile(options)));
    expect(submission).toMatchObject({ priority: 'high', startAtMs, isReuseAllowed: false, name: 'Term' });
    expect(submission).toMatchObject({ since: { ticket: options.since.ticket, tables: null } });
  });

  it('is called after the folder when all of it comes from one', () => {
    const folders = [buildFolder('f', { name: 'plants' }), buildFolder('g')];
    const inside = (folderKey: string | null) => buildItem('a', { folderKey });
    expect(nameAfterFolder([inside('f'), inside('f')], folders)).toBe('plants');
    expect(nameAfterFolder([inside('f'), inside('g')], folders)).toBeNull();
    expect(nameAfterFolder([inside('f'), inside(null)], folders)).toBeNull();
    expect(submissionOf([inside('f')], profile(), folders)?.name).toBe('plants');
    expect(submissionOf([inside('f')], profile({ name: 'own' }), folders)?.name).toBe('own');
  });
});

it('says why a start cannot be at that time', () => {
  const nowMs = new Date(2030, 0, 1).getTime();
  const trouble = (startAt: string | null) => optionTrouble({ ...usualOptions, startAt }, nowMs);
  expect([null, '', '2029-12-31T23:59', '2030-01-01T00:01'].map(trouble)).toEqual([null, 'noTime', 'timePast', null]);
});

describe('the submission of a training', () => {
  const wish = (part: Partial<StartWish['training']>): StartWish => ({
    ...profile(),
    recipe: 'train',
    training: { ...blankTraining, target: 'Outcome', ...part },
  });

  it('is one job of all chosen tables, the test files last and counted', () => {
    const items = [buildItem('a'), buildItem('t'), buildItem('b', { sheets: ['A'] })];
    const submission = submissionSchema.parse(submissionOf(items, wish({ testKeys: ['t'] })));
    expect(submission).toMatchObject({ recipe: 'train', options: { target: 'Outcome', testInputs: 2, folds: 5 } });
    expect(submission.inputs).toHaveLength(1);
    const all = [...submission.inputs, ...submission.otherInputs];
    const ticketOf = (place: number) => items[place]?.ticket?.id;
    expect(all.map(({ ticket }) => ticket)).toEqual([0, 0, 2, 1, 1].map(ticketOf));
    expect(all.map(({ tables }) => tables?.map(({ sheet }) => sheet))).toEqual([['A'], ['B'], ['A'], ['A'], ['B']]);
  });

  it('cannot be made while nobody knows what to predict, and is empty where every file is a test file', () => {
    expect(submissionOf([buildItem('a')], wish({ target: null }))).toBeNull();
    expect(submissionOf([buildItem('a')], wish({ testKeys: ['a'] }))?.inputs).toEqual([]);
    expect(trainedOn([buildItem('a'), buildItem('b')], ['a']).map(({ key }) => key)).toEqual(['b']);
  });
});

describe('the submission of a prediction', () => {
  it('is a job for each file, in the language of the window, and waits for a model', () => {
    const wish: StartWish = { ...profile(), recipe: 'predict', locale: 'zh-CN' };
    const items = [buildItem('a'), buildItem('b')];
    expect(submissionOf(items, wish)).toBeNull();
    const prediction = { ...blankPrediction, modelId, options: { ...blankPrediction.options, groupBy: 'Major' } };
    const submission = submissionSchema.parse(submissionOf(items, { ...wish, prediction }));
    expect(submission).toMatchObject({ options: { modelId, groupBy: 'Major', locale: 'zh-CN', split: 'sheets' } });
    expect(submission.inputs).toHaveLength(2);
  });
});
