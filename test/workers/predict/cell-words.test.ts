import { describe, expect, it } from 'vitest';
import { cellWords } from '../../../workers/predict/cell-words.ts';

const column = { isPercent: false, unit: null };
const input = { kind: 'boolean', values: Float64Array.of(1, 0, Number.NaN) } as const;

describe('cellWords', () => {
  it('calls yes and no as the file does, else in the language of the report', () => {
    const told = (...more: Parameters<typeof cellWords> extends [unknown, unknown, ...infer Rest] ? Rest : never) =>
      [0, 1, 2].map(cellWords(column, input, ...more));
    expect(told('en', { yes: '是', no: '否' })).toEqual(['是', '否', 'no value']);
    expect(told('en')).toEqual(['Yes', 'No', 'no value']);
    expect(told('zh-CN')).toEqual(['是', '否', '缺失']);
  });
});
