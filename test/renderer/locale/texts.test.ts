import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const folder = (locale: string) => fileURLToPath(new URL(`../../../renderer/locale/${locale}/`, import.meta.url));
const read = (locale: string, file: string) => JSON.parse(readFileSync(folder(locale) + file, 'utf8')) as object;

/** Every text with its place, such as `state.queued`. */
function texts(tree: object, place = ''): [place: string, text: string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[place + key, value] as [string, string]] : texts(value as object, `${place}${key}.`),
  );
}

/** Languages count in different ways: `files_one` and `files_other` are one text. */
const withoutCount = (place: string) => place.replace(/_(zero|one|two|few|many|other)$/, '_*');
const keys = (tree: object) => [...new Set(texts(tree).map(([place]) => withoutCount(place)))].sort();
const values = (text: string) => [...new Set(text.match(/\{\{\s*\w+/g) ?? [])].sort();

const files = readdirSync(folder('en')).filter((file) => file.endsWith('.json'));

it('has the same files in every language', () => {
  expect(readdirSync(folder('zh-CN')).filter((file) => file.endsWith('.json'))).toEqual(files);
  expect(files).toEqual(expect.arrayContaining(['app.json', 'jobs.json', 'results.json', 'start.json']));
});

describe.each(files)('%s', (file) => {
  it('has the same keys in both languages', () => {
    expect(keys(read('zh-CN', file))).toEqual(keys(read('en', file)));
  });

  it('leaves no text empty', () => {
    for (const locale of ['en', 'zh-CN']) {
      for (const [place, text] of texts(read(locale, file))) expect(text.trim(), `${locale} ${place}`).not.toBe('');
    }
  });

  it('fills in the same values in both languages', () => {
    const english = new Map<string, string[]>();
    for (const [place, text] of texts(read('en', file))) {
      // The singular may say “one” in words: the general form decides.
      if (!/_(zero|one)$/.test(place)) english.set(withoutCount(place), values(text));
    }
    for (const [place, text] of texts(read('zh-CN', file))) {
      if (/_(zero|one)$/.test(place)) continue;
      expect(values(text), `${file} ${place}`).toEqual(english.get(withoutCount(place)));
    }
  });

  it('has every form that its language counts in', () => {
    for (const locale of ['en', 'zh-CN']) {
      const forms = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
      const places = new Set(texts(read(locale, file)).map(([place]) => place));
      for (const place of places) {
        if (withoutCount(place) === place) continue;
        for (const form of forms) expect([...places], locale).toContain(withoutCount(place).replace('*', form));
      }
    }
  });
});
