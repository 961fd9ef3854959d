import { describe, expect, it } from 'vitest';
import { parseCommandLine } from '../../cli/command-line.ts';
import { defaultDataFolder } from '../../cli/default-data-folder.ts';

const parse = (line: string, environment: Record<string, string> = {}) =>
  parseCommandLine(line.split(' ').filter(Boolean), environment);

describe('the command line', () => {
  it('is read with options anywhere', () => {
    const command = parse('profile a.xlsx --sheet 一班 --json b.csv --out reports --data=d --threads 3 --lang zh-CN');
    expect(command).toEqual({
      ...{ name: 'profile', files: ['a.xlsx', 'b.csv'], sheet: '一班', isEverySheet: false, isJson: true },
      ...{ outFolder: 'reports', dataFolder: 'd', threads: 3, locale: 'zh-CN' },
    });
    expect(parse('profile -- --odd-name.csv')).toMatchObject({ files: ['--odd-name.csv'], threads: null });
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
    ['profile a.csv --threads 0', 'profile'],
    ['profile a.csv --threads two', 'profile'],
    ['profile a.csv --lang de', 'profile'],
    ['profile a.csv --sheet A --all-sheets', 'profile'],
    ['profile a.csv --out', 'profile'],
    ['profile a.csv --data=', 'profile'],
  ])('“%s” is a misuse', (line, topic) => {
    expect(parse(line)).toMatchObject({ name: 'misuse', topic, reason: expect.stringMatching(/\S/) });
  });

  it('keeps its data where each platform does', () => {
    expect(defaultDataFolder('linux', {}, '/home/li')).toBe('/home/li/.local/share/auspex-cli');
    expect(defaultDataFolder('linux', { XDG_DATA_HOME: '/data' }, '/home/li')).toBe('/data/auspex-cli');
    expect(defaultDataFolder('linux', { XDG_DATA_HOME: 'data' }, '/home/li')).toBe('/home/li/.local/share/auspex-cli');
    expect(defaultDataFolder('darwin', {}, '/Users/li')).toBe('/Users/li/Library/Application Support/auspex-cli');
    expect(defaultDataFolder('win32', { LOCALAPPDATA: 'C:\\L' }, 'C:\\li')).toBe('C:\\L\\auspex-cli');
  });
});
