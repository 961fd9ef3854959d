import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { filesNamedBy, OpenedFiles } from '../../../main/files/opened-files.ts';

const workingFolder = path.resolve('/home/ana/tables');
const named = (...words: string[]) =>
  filesNamedBy({ argv: ['/opt/auspex', ...words], workingFolder, isPackaged: true });

describe('filesNamedBy', () => {
  it('takes the files in their order, relative ones from where the program was started', () => {
    const absolute = path.resolve('/data/grades 2024.xlsx');
    expect(named('b.csv', absolute, '../a.csv')).toEqual([
      path.resolve('/home/ana/tables/b.csv'),
      absolute,
      path.resolve('/home/ana/a.csv'),
    ]);
  });

  it('never takes a switch for a file, wherever it stands', () => {
    expect(named('--data=/x.csv', '-x.csv', '--', '--hidden', 'a.csv', '--no-sandbox', '')).toEqual([
      path.resolve('/home/ana/tables/a.csv'),
    ]);
    expect(named()).toEqual([]);
  });

  it('reads the URLs by which some desktops name files; what is no file stays a name that leads nowhere', () => {
    const file = path.resolve('/data/成绩 #1.xlsx');
    expect(named(pathToFileURL(file).href)).toEqual([file]);
    const [elsewhere] = named('https://example.org/a.csv');
    expect(elsewhere?.startsWith(workingFolder)).toBe(true);
    expect(() => named('file:///%zz', 'file://server/a.csv')).not.toThrow();
  });

  it('leaves the folder of the app alone where Electron runs it from a checkout', () => {
    const argv = ['/bin/electron', '--no-sandbox', '/src/auspex', 'a.csv'];
    expect(filesNamedBy({ argv, workingFolder, isPackaged: false })).toEqual([path.resolve(workingFolder, 'a.csv')]);
  });
});

describe('OpenedFiles', () => {
  it('keeps what is named before the engine is open, and hands on what comes later at once', () => {
    const opened = new OpenedFiles();
    const taken: (readonly string[])[] = [];
    opened.add(['a', 'b']);
    opened.add([]);
    opened.add(['c']);
    opened.handTo((files) => taken.push([...files]));
    opened.add(['d']);
    opened.add([]);
    expect(taken).toEqual([['a', 'b', 'c'], ['d']]);
  });
});
