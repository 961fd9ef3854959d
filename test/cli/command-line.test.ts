import { describe, expect, it } from 'vitest';
import { oneOf, parseCommandLine, timeFrom, wholeNumber } from '../../cli/command-line.ts';
import { commandNames, commandSpecs } from '../../cli/command-specs.ts';
import { defaultDataFolder } from '../../cli/default-data-folder.ts';
import { helpTexts } from '../../cli/help-texts.ts';
import { MisuseError, misuseTexts } from '../../cli/misuse.ts';
import { noticeTexts } from '../../cli/tell-notices.ts';
import { folderNoticeSchema } from '../../contract/upkeep.ts';

const parse = (line: string, environment: Record<string, string> = {}) =>
  parseCommandLine(line.split(' ').filter(Boolean), environment);

describe('a notice about the data folder', () => {
  it('is told in both languages, whatever its kind', () => {
    for (const kind of folderNoticeSchema.shape.kind.options) {
      expect(noticeTexts[kind]?.en, kind).toMatch(/\.$/);
      expect(noticeTexts[kind]?.['zh-CN'], kind).toMatch(/。$/);
    }
  });
});

describe('the command line', () => {
  it('is read with options anywhere', () => {
    const command = parse('profile a.xlsx --sheet 一班 --json b.csv --out reports --data=d --threads 3 --lang zh-CN');
    expect(command).toMatchObject({
      ...{
        name: 'invocation',
        command: 'profile',
        verb: '',
        words: ['a.xlsx', 'b.csv'],
        isJson: true,
        locale: 'zh-CN',
      },
      options: { sheet: '一班', out: 'reports', data: 'd', threads: '3' },
    });
    expect(parse('--json jobs --state dead list')).toMatchObject({ command: 'jobs', verb: 'list', isJson: true });
    expect(parse('profile -- --odd-name.csv')).toMatchObject({ words: ['--odd-name.csv'] });
  });

  it('knows the verbs of each command and what they take', () => {
    expect(parse('jobs priority high 0a1b 2c3d')).toMatchObject({ verb: 'priority', words: ['high', '0a1b', '2c3d'] });
    expect(parse('schedule add a.csv --at 08:30')).toMatchObject({ verb: 'add', options: { at: '08:30' } });
    expect(parse('watch add inbox --present --subfolders')).toMatchObject({
      options: { present: true, subfolders: true },
    });
    expect(parse('run --forever')).toMatchObject({ command: 'run', verb: '' });
    expect(parse('audit verify')).toMatchObject({ command: 'audit', verb: 'verify' });
  });

  it('speaks the language of the environment', () => {
    expect(parse('help profile', { LANG: 'zh_CN.UTF-8' })).toEqual({ name: 'help', locale: 'zh-CN', topic: 'profile' });
    expect(parse('profile --help', { LANG: 'de_DE' })).toEqual({ name: 'help', locale: 'en', topic: 'profile' });
    expect(parse('--help', { LC_ALL: 'C', LANG: 'zh_CN' })).toMatchObject({ name: 'help', locale: 'en' });
    expect(parse('--version')).toEqual({ name: 'version' });
  });

  it.each([
    ['', 'auspex'],
    ['divine a.csv', 'auspex'],
    ['profile', 'profile'],
    ['profile a.csv --colour', 'profile'],
    ['profile a.csv --lang de', 'profile'],
    ['profile a.csv --out', 'profile'],
    ['profile a.csv --data=', 'profile'],
    ['profile a.csv --cron 5', 'profile'],
    ['jobs', 'jobs'],
    ['jobs burn', 'jobs'],
    ['jobs toString', 'jobs'],
    ['jobs list now', 'jobs'],
    ['jobs show a b', 'jobs'],
    ['jobs list --forever', 'jobs'],
    ['run a.csv', 'run'],
    ['watch add', 'watch'],
  ])('“%s” is a misuse', (line, topic) => {
    const misuse = parse(line);
    if (misuse.name !== 'misuse') throw new Error('this is understood');
    expect(misuse.topic).toBe(topic);
    expect(misuse.error.message).toMatch(/^[^{}]+$/);
    expect(misuse.error.in('zh-CN')).toMatch(/^[^{}]*[\u4e00-\u9fff][^{}]*$/);
  });

  it('says in both languages what is wrong, with the same values in each', () => {
    const valuesOf = (sentence: string) => [...new Set(sentence.match(/\{\{\w+\}\}/g))].sort();
    for (const texts of Object.values(misuseTexts)) expect(valuesOf(texts['zh-CN'])).toEqual(valuesOf(texts.en));
    expect(parse('profile -d.csv')).toMatchObject({ error: { code: 'optionUnknown', values: { option: '-d' } } });
    expect(parse('profile a.csv --sheet')).toMatchObject({
      error: { code: 'optionNeedsWord', values: { option: '--sheet' } },
    });
    expect(parse('profile a.csv --json=yes')).toMatchObject({
      error: { code: 'optionTakesNoWord', values: { option: '--json' } },
    });
  });

  it('explains every option of every command in both languages', () => {
    for (const command of commandNames) {
      const options = Object.values(commandSpecs[command]).flatMap((spec) => [...spec.options]);
      for (const option of options.filter((name) => name !== 'help' && name !== 'version')) {
        expect(helpTexts[command].en, `${command} --${option}`).toContain(`--${option}`);
        expect(helpTexts[command]['zh-CN'], `${command} --${option}`).toContain(`--${option}`);
      }
    }
  });

  it('keeps its data where the app does', () => {
    expect(defaultDataFolder('linux', {}, '/home/li')).toBe('/home/li/.config/Auspex/data');
    expect(defaultDataFolder('linux', { XDG_CONFIG_HOME: '/c' }, '/home/li')).toBe('/c/Auspex/data');
    expect(defaultDataFolder('linux', { XDG_CONFIG_HOME: 'c' }, '/home/li')).toBe('/home/li/.config/Auspex/data');
    expect(defaultDataFolder('darwin', {}, '/Users/li')).toBe('/Users/li/Library/Application Support/Auspex/data');
    expect(defaultDataFolder('win32', { APPDATA: 'C:\\R' }, 'C:\\li')).toBe('C:\\R\\Auspex\\data');
    expect(defaultDataFolder('linux', { AUSPEX_DATA: '/d' }, '/home/li')).toBe('/d');
  });
});

describe('the value of an option', () => {
  it('is a whole number within its bounds', () => {
    expect(wholeNumber({ threads: '3' }, 'threads', 1, 8)).toBe(3);
    expect(wholeNumber({}, 'threads', 1, 8)).toBeNull();
    for (const threads of ['0', '9', 'two', '1.5']) {
      expect(() => wholeNumber({ threads }, 'threads', 1, 8)).toThrow(MisuseError);
    }
  });

  it('is one of the words it knows', () => {
    expect(oneOf({ priority: 'low' }, 'priority', ['high', 'low'])).toBe('low');
    expect(() => oneOf({ priority: 'urgent' }, 'priority', ['high', 'low'])).toThrow(/high, low/);
  });

  it('is a local time, or the next time of a clock', () => {
    const now = new Date(2026, 10, 22, 9, 0).getTime();
    const at = (word: string) => new Date(timeFrom({ at: word }, 'at', now)!);
    expect(at('2026-12-01T08:30')).toEqual(new Date(2026, 11, 1, 8, 30));
    expect(at('2026-12-01 08:30')).toEqual(new Date(2026, 11, 1, 8, 30));
    expect(at('2026-12-01')).toEqual(new Date(2026, 11, 1));
    expect(at('2026-12-01T08:30Z').toISOString()).toBe('2026-12-01T08:30:00.000Z');
    expect(at('09:30')).toEqual(new Date(2026, 10, 22, 9, 30));
    expect(at('8:30')).toEqual(new Date(2026, 10, 23, 8, 30));
    expect(timeFrom({}, 'at', now)).toBeNull();
    for (const word of ['soon', '25:00', '9:60', '2026-13-01']) expect(() => at(word)).toThrow(MisuseError);
  });
});
