import i18next, { type TFunction } from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ReadingNote } from '../../../contract/reading-notes.ts';
import en from '../../../renderer/locale/en/start.json' with { type: 'json' };
import zh from '../../../renderer/locale/zh-CN/start.json' with { type: 'json' };
import { noteText } from '../../../renderer/start/note-text.ts';
import { delimiterName } from '../../../renderer/start/text-words.ts';

let english: TFunction<'start'>;
let chinese: TFunction<'start'>;

beforeAll(async () => {
  const instance = i18next.createInstance();
  const resources = { en: { start: en }, 'zh-CN': { start: zh } };
  await instance.init({ resources, lng: 'en', interpolation: { escapeValue: false } });
  english = instance.getFixedT('en', 'start');
  chinese = instance.getFixedT('zh-CN', 'start');
});

describe('what a reader did', () => {
  const notes: readonly (readonly [ReadingNote, string])[] = [
    [{ kind: 'linesSkipped', lines: 1 }, '1 line above the table was left out.'],
    [{ kind: 'linesSkipped', lines: 1200 }, '1,200 lines above the table were left out.'],
    [
      { kind: 'columnsBeyondHeader', columns: ['Column 4'] },
      'Some rows are longer than the header; their further values stand in “Column 4”.',
    ],
    [
      { kind: 'nestedAsJson', columns: ['a', 'b', 'c', 'd', 'e', 'f'] },
      '“a”, “b”, “c”, “d” and 2 more: lists or objects, written as JSON.',
    ],
  ];

  it.each(notes)('is a sentence: %j', (note, sentence) => {
    expect(noteText(english, note)).toBe(sentence);
    expect(noteText(chinese, note)).toMatch(/。$/);
  });

  it.each(['exactAsText', 'decimalsRounded', 'bytesAsText'] as const)('has words in both languages for %s', (kind) => {
    for (const t of [english, chinese]) expect(noteText(t, { kind, columns: ['id'] })).toContain('“id”');
  });
});

describe('delimiters', () => {
  it('are called by name, and by number where they cannot be seen', () => {
    expect([',', '\t', '^', '\u0001'].map((sign) => delimiterName(english, sign))).toEqual([
      'comma',
      'tab',
      '^',
      'U+0001',
    ]);
  });
});
