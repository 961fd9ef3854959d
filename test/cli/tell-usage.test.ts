import { describe, expect, it } from 'vitest';
import { parseCommandLine } from '../../cli/command-line.ts';
import { commandNames } from '../../cli/command-specs.ts';
import { answerAtOnce, usage } from '../../cli/tell-usage.ts';
import { locales } from '../../contract/texts.ts';

/** What the words of a command line write where no engine is needed. */
function answerTo(line: string, language = 'en') {
  const written = { output: '', errorOutput: '' };
  const command = parseCommandLine(line.split(' '), { LANG: language });
  if (command.name === 'invocation') throw new Error('this needs the engine');
  const exitCode = answerAtOnce(command, {
    output: { write: (text: string) => (written.output += text) },
    errorOutput: { write: (text: string) => (written.errorOutput += text) },
  } as never);
  return { exitCode, ...written };
}

describe('a wrong command line', () => {
  it('is told in a sentence, with the way the command is used', () => {
    expect(answerTo('profile a.csv --what')).toEqual({
      exitCode: 2,
      output: '',
      errorOutput: [
        'auspex: there is no option --what (a file of such a name is written ./NAME).',
        'Usage: auspex profile FILE… [options]',
        '“auspex profile --help” shows all.\n',
      ].join('\n'),
    });
  });

  it('of a verb is told with the lines of that verb', () => {
    const { errorOutput } = answerTo('jobs pause --what');
    expect(errorOutput.split('\n').slice(1, 3)).toEqual([
      'Usage: auspex jobs cancel|retry|pause|resume|redrive ID… | --all | --batch ID | --state S | --search TEXT',
      '       auspex jobs pause|resume --queue',
    ]);
    expect(answerTo('jobs burn').errorOutput.split('\n').length).toBe(9);
  });

  it('is told as a fault where JSON is wanted, with the same exit code', () => {
    for (const [line, keys] of [
      ['profile a.csv --what --json', ['jobs', 'fault']],
      ['jobs burn --json', ['jobs', 'fault']],
      ['train --json', ['model', 'fault']],
      ['predict --json', ['artifacts', 'fault']],
      ['--json', ['fault']],
    ] as const) {
      const { exitCode, output } = answerTo(line);
      expect(exitCode).toBe(2);
      const told = JSON.parse(output);
      for (const key of keys) expect(told).toHaveProperty(key);
      expect(told.fault).toMatchObject({ code: 'COMMAND_LINE_INVALID', remedy: expect.stringContaining('--help') });
    }
    expect(JSON.parse(answerTo('profile a.csv --folds 3 --json', 'zh_CN.UTF-8').output).fault.sentence).toContain(
      '--folds',
    );
  });

  it('is told in the language of the environment', () => {
    const { errorOutput } = answerTo('audit list now', 'zh_CN.UTF-8');
    expect(errorOutput).toBe(
      'auspex：“now”是多余的。\n用法：auspex audit list [--search 文字] [--limit N] [--offset N]\n“auspex audit --help” 显示全部说明。\n',
    );
  });
});

it('every command tells how it is used, in both languages', () => {
  for (const locale of locales) {
    for (const topic of ['auspex', ...commandNames] as const) {
      const lines = usage({ topic, verb: '', locale }).trimEnd().split('\n');
      expect(lines.length).toBeGreaterThanOrEqual(2);
      expect(lines[0]).toMatch(/^(Usage: |用法：)auspex /);
    }
  }
});

it('the version and the help need no engine', () => {
  expect(answerTo('--version')).toMatchObject({ exitCode: 0, output: expect.stringMatching(/^auspex \S+\n$/) });
  expect(answerTo('help jobs').output).toContain('Usage: auspex jobs list');
});
