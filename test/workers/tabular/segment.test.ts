import { describe, expect, it } from 'vitest';
import { ColumnBuilder } from '../../../workers/tabular/column-builder.ts';
import { packSegment } from '../../../workers/tabular/pack-segment.ts';
import { cellKind, columnView, dictionaryText, segmentColumns, segmentRows } from '../../../workers/tabular/segment.ts';
import fc from '../../builders/fast-check.ts';

const encoder = new TextEncoder();

function setText(builder: ColumnBuilder, row: number, text: string): void {
  const bytes = encoder.encode(`..${text}.`);
  builder.setText(row, bytes, 2, bytes.length - 1);
}

describe('a packed segment', () => {
  it('gives back every cell of every kind, with rows left out as missing', () => {
    const builder = new ColumnBuilder();
    builder.setNumber(0, 1.5);
    setText(builder, 1, '软件工程');
    builder.setBoolean(3, true);
    builder.setDate(4, 86_400_000);
    const error = encoder.encode('#N/A');
    builder.setError(5, error, 0, error.length);
    const segment = packSegment([new ColumnBuilder(), builder], 7);
    expect([segmentRows(segment), segmentColumns(segment)]).toEqual([7, 2]);
    const view = columnView(segment, 1);
    expect([...view.kinds]).toEqual([1, 2, 0, 3, 4, 5, 0]);
    expect([...(view.numbers ?? [])]).toEqual([1.5, 0, 0, 1, 86_400_000, 0, 0]);
    expect([...view.counts]).toEqual([2, 1, 1, 1, 1, 1]);
    expect(view.dictionary && dictionaryText(view.dictionary, view.codes?.[1] as number)).toBe('软件工程');
    expect(view.dictionary && dictionaryText(view.dictionary, view.codes?.[5] as number)).toBe('#N/A');
    expect(columnView(segment, 0)).toMatchObject({ numbers: null, codes: null, dictionary: null });
  });

  it('keeps one dictionary entry for each distinct text, whatever the texts', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 8 }), { maxLength: 200 }), (texts) => {
        const builder = new ColumnBuilder(1);
        for (const [row, text] of texts.entries()) setText(builder, row, text);
        const view = columnView(packSegment([builder], texts.length), 0);
        expect(view.counts[cellKind.text]).toBe(texts.length);
        expect(view.dictionary?.count ?? 0).toBe(new Set(texts).size);
        for (const [row, text] of texts.entries()) {
          expect(view.dictionary && dictionaryText(view.dictionary, view.codes?.[row] as number)).toBe(text);
        }
      }),
    );
  });

  it('refuses a buffer that is none and a column that is not there', () => {
    expect(() => segmentRows(new SharedArrayBuffer(64))).toThrow('not a segment');
    expect(() => columnView(packSegment([new ColumnBuilder()], 1), 1)).toThrow(RangeError);
  });
});
