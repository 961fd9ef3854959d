import { beforeEach, describe, expect, it } from 'vitest';
import type { TextFormat } from '../../../contract/files.ts';
import { submissionSchema } from '../../../contract/recipes.ts';
import { rangesOf } from '../../../renderer/start/sheet-ranges.ts';
import { asksForMore, keepAsWritten, readingOf, typeShown } from '../../../renderer/start/sheet-reading.ts';
import { submissionOf } from '../../../renderer/start/submission.ts';
import { blankComparison } from '../../../renderer/store/comparison-slice.ts';
import { blankPrediction, blankTraining } from '../../../renderer/store/prediction-slice.ts';
import { usualOptions } from '../../../renderer/store/start-slice.ts';
import { useStore } from '../../../renderer/store/store.ts';
import { buildItem } from '../build-item.ts';

const textFormat: TextFormat = {
  ...{ encoding: 'utf-8', hasByteOrderMark: false, delimiter: ',', quote: '"', decimal: '.', lineBreak: '\n' },
};
const textItem = buildItem('t', {
  inspection: { format: 'csv', sheets: [], textFormat },
  sheets: ['t'],
  shownSheet: 't',
});

beforeEach(() => useStore.getState().clearItems());

describe('columns left as they are written', () => {
  it('are kept by sheet, and travel with the submission', () => {
    useStore.getState().addItems([buildItem('a'), textItem]);
    keepAsWritten('a', 'B', 'Weight', true);
    keepAsWritten('a', 'B', 'Height', true);
    keepAsWritten('a', 'B', 'Weight', false);
    keepAsWritten('t', 't', '学号', true);
    const submission = submissionSchema.parse(
      submissionOf(useStore.getState().items, {
        ...{ recipe: 'profile', options: usualOptions, locale: 'en' },
        ...{ training: blankTraining, comparison: blankComparison, prediction: blankPrediction },
      }),
    );
    const tables = submission.inputs.map((input) =>
      input.tables?.map(({ sheet, asWritten }) => ({ sheet, asWritten })),
    );
    expect(tables).toEqual([
      [
        { sheet: 'A', asWritten: [] },
        { sheet: 'B', asWritten: ['Height'] },
      ],
      [{ sheet: null, asWritten: ['学号'] }],
    ]);
  });

  it('ask for nothing where none is left', () => {
    expect(asksForMore(readingOf(textItem, 't'))).toBe(false);
    expect(asksForMore({ ...readingOf(textItem, 't'), asWritten: ['a'] })).toBe(true);
  });

  it('show the type they then have', () => {
    const column = { name: 'a', type: 'number', writtenAs: 'mixed', interpretation: null } as const;
    expect(typeShown(column, false, true)).toBe('number');
    expect(typeShown(column, true, true)).toBe('text');
    expect(typeShown(column, true, false)).toBe('mixed');
  });
});

describe('ranges of a sheet', () => {
  it('are the named ones, those found, and the chosen one, each once', () => {
    const named = [{ name: 'Table1', kind: 'table', ref: 'A1:D20' }] as const;
    const sheets = [{ name: 'A', visibility: 'visible' as const, ranges: [...named] }];
    const item = buildItem('a', { inspection: { format: 'xlsx', sheets, textFormat: null } });
    const preview = { ranges: ['A1:D20', 'F1:H9'] } as never;
    expect(rangesOf(item, 'A', preview, 'B2:C3').map(({ name, ref }) => [name, ref])).toEqual([
      ['Table1', 'A1:D20'],
      [null, 'F1:H9'],
      [null, 'B2:C3'],
    ]);
    expect(rangesOf(buildItem('b'), 'A', null, null)).toEqual([]);
  });
});
