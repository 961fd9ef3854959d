import { describe, expect, it } from 'vitest';
import { columnTypes } from '../../../contract/files.ts';
import { tableFilterSchema } from '../../../contract/table-view.ts';
import { draftOf, emptyDraft, fieldsOf, filterOf, testsFor } from '../../../renderer/table/filter/filter-draft.ts';

describe('a filter in its form', () => {
  it('comes back from every test as it was put in', () => {
    for (const type of columnTypes) {
      for (const test of testsFor(type)) {
        const [first, second] = type === 'date' ? ['2024-01-02', '2024-03-04'] : ['5', '7'];
        const fields = fieldsOf(test);
        const draft = { ...emptyDraft(type), test, first: fields > 0 ? first : '', second: fields > 1 ? second : '' };
        const filter = filterOf(draft, 4, type);
        expect(filter, `${type} ${test}`).not.toBeNull();
        expect(tableFilterSchema.parse(filter)).toEqual(filter);
        expect(filter!.column).toBe(4);
        expect(draftOf(filter!, type)).toEqual(draft);
      }
    }
  });

  it('is none while something is missing or is no number', () => {
    const number = emptyDraft('number');
    expect(filterOf(number, 0, 'number')).toBeNull();
    expect(filterOf({ ...number, first: 'ten' }, 0, 'number')).toBeNull();
    expect(filterOf(emptyDraft('text'), 0, 'text')).toBeNull();
    expect(filterOf({ ...emptyDraft('text'), test: 'oneOf' }, 0, 'text')).toBeNull();
    expect(filterOf({ ...emptyDraft('date'), test: 'onDay', first: 'soon' }, 0, 'date')).toBeNull();
  });

  it('takes a number as people write it, and half a range', () => {
    const filter = filterOf({ ...emptyDraft('number'), first: '1,234 567.5' }, 0, 'number');
    expect(filter).toMatchObject({ kind: 'number', from: { value: 1_234_567.5, isIncluded: true }, to: null });
  });

  it('keeps picked values, the empty cell among them', () => {
    const filter = filterOf({ ...emptyDraft('text'), test: 'oneOf', values: ['a', null] }, 2, 'text');
    expect(filter).toEqual({ kind: 'oneOf', column: 2, isNot: false, values: ['a', null] });
  });
});
