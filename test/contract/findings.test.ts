import { describe, expect, it } from 'vitest';
import { findingSentence, findingTexts, findingTitle } from '../../contract/finding-texts.ts';
import { findingCodes, findingSchema } from '../../contract/profile.ts';

const places = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();

describe('findings', () => {
  it.each(findingCodes)('%s has a title and the same values in both languages', (code) => {
    const { title, sentence } = findingTexts[code];
    expect(title.en.length).toBeGreaterThan(0);
    expect(title['zh-CN'].length).toBeGreaterThan(0);
    expect(places(sentence['zh-CN'])).toEqual(places(sentence.en));
  });

  it('writes shares as percentages and groups long numbers', () => {
    const finding = findingSchema.parse({
      code: 'mostly-missing',
      severity: 'high',
      columns: [2],
      values: { column: '成绩', share: 0.7512, count: 12345 },
    });
    expect(findingSentence(finding, 'en')).toBe('75.1% of “成绩” is missing (12,345 cells).');
    expect(findingSentence(finding, 'zh-CN')).toBe('“成绩”缺失 75.1%（12,345 个单元格）。');
    expect(findingTitle(finding, 'zh-CN')).toBe('大量缺失');
  });
});
