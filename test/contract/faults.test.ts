import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { faultCodes, faultRegistry } from '../../contract/fault-registry.ts';
import { Fault, faultRemedy, faultSchema, faultSentence, reviveFault, toFaultData } from '../../contract/faults.ts';

const places = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();

function documentation(): string {
  const rows = faultCodes.map((code) => {
    const { sentence, remedy, isRetryable, httpStatus } = faultRegistry[code];
    const cell = (text: string) => text.replaceAll('|', '\\|');
    return `| \`${code}\` | ${httpStatus} | ${isRetryable ? 'yes' : 'no'} | ${cell(sentence.en)}<br>${cell(sentence['zh-CN'])} | ${cell(remedy.en)}<br>${cell(remedy['zh-CN'])} |`;
  });
  return [
    '# Faults',
    '',
    'Everything that can go wrong has a code, a sentence and a remedy (`contract/fault-registry.ts`). “Retry” says whether',
    'the same input can succeed at another try. This page is compared with the registry by a test; `npx vitest run test/contract',
    '-u` writes it anew.',
    '',
    '| code | HTTP | retry | sentence | remedy |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

describe('the fault registry', () => {
  it('is what docs/faults.md says', async () => {
    await expect(documentation()).toMatchFileSnapshot('../../docs/faults.md');
  });

  it('is expected by the tests, code by code', () => {
    const tests = new URL('..', import.meta.url);
    const names = readdirSync(tests, { encoding: 'utf8', recursive: true }).filter((name) => name.endsWith('.test.ts'));
    const texts = names.map((name) => readFileSync(new URL(name, tests), 'utf8')).join('\n');
    const named = new Set(texts.match(/\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*\b/g));
    expect(faultCodes.filter((code) => !named.has(code))).toEqual([]);
  });

  it.each(faultCodes)('%s speaks both languages about the same values', (code) => {
    const { sentence, remedy } = faultRegistry[code];
    for (const text of [sentence, remedy]) {
      expect(text.en).toMatch(/\.$/);
      expect(text['zh-CN']).toMatch(/。$/);
      expect(places(text['zh-CN'])).toEqual(places(text.en));
    }
  });
});

describe('a fault', () => {
  const fault = new Fault('SHEET_MISSING', { file: 'a.xlsx', sheet: '成绩', sheets: '2022, 2023' });

  it('crosses a border as data and comes back equal', () => {
    const data = structuredClone(toFaultData(fault));
    expect(faultSchema.parse(data)).toEqual(data);
    const revived = reviveFault(data);
    expect(revived).toBeInstanceOf(Fault);
    expect(toFaultData(revived)).toEqual(data);
  });

  it('fills its sentence and its remedy', () => {
    const data = toFaultData(fault);
    expect(faultSentence(data, 'en')).toBe('“a.xlsx” has no sheet named “成绩”.');
    expect(faultRemedy(data, 'zh-CN')).toBe('现有工作表：2022, 2023。');
  });

  it('is made of anything thrown', () => {
    expect(toFaultData(new TypeError('broken')).code).toBe('INTERNAL');
    expect(toFaultData(new TypeError('broken')).detail).toContain('broken');
    expect(toFaultData('text')).toEqual({ code: 'INTERNAL', values: {}, detail: 'text' });
    expect(toFaultData({ code: 'DISK_FULL', values: {}, detail: null }).code).toBe('DISK_FULL');
  });
});
