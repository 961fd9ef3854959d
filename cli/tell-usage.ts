import { interpolate, type Locale } from '../contract/texts.ts';
import { engineVersion } from '../engine/version.ts';
import type { Command, Invocation } from './command-line.ts';
import type { Topic } from './command-specs.ts';
import { defaultDataFolder } from './default-data-folder.ts';
import { helpTexts } from './help-texts.ts';
import { inWords } from './job-words.ts';
import type { MisuseError } from './misuse.ts';
import type { TextOutput } from './progress-display.ts';
import { say } from './texts.ts';

interface Outputs {
  readonly output: TextOutput;
  readonly errorOutput: TextOutput;
}

/** Answers what needs no engine, and gives the exit code. */
export function answerAtOnce(command: Exclude<Command, Invocation>, { errorOutput, output }: Outputs): number {
  switch (command.name) {
    case 'version':
      output.write(`auspex ${engineVersion}\n`);
      return 0;
    case 'help':
      output.write(interpolate(helpTexts[command.topic][command.locale], { dataFolder: defaultDataFolder() }));
      return 0;
    case 'misuse':
      return tellMisuse(command.error, command, { errorOutput, output });
  }
}

interface Used {
  readonly topic: Topic;
  readonly verb: string;
  readonly locale: Locale;
  readonly isJson: boolean;
}

/**
 * Says what is wrong with a command line, in a sentence, and how the command is used, with --json as a fault on stdout too; gives
 * the exit code.
 */
export function tellMisuse(error: MisuseError, used: Used, { errorOutput, output }: Outputs): number {
  const reason = error.in(used.locale);
  errorOutput.write(`${say('misuse', used.locale, { reason })}\n${usage(used)}`);
  if (used.isJson) {
    const values = { reason, command: commandOf(used.topic) };
    const fault = inWords({ code: 'COMMAND_LINE_INVALID', values, detail: null }, used.locale);
    output.write(`${JSON.stringify({ ...nothingDone(used.topic), fault })}\n`);
  }
  return 2;
}

/** What a command that could not begin says with --json, in the keys it has otherwise. */
export function nothingDone(topic: Topic): Record<string, unknown> {
  if (['auspex', 'models', 'library', 'schedule', 'watch', 'audit'].includes(topic)) return {};
  if (topic === 'predict') return { rows: 0, groups: 0, durationMs: 0, scores: null, artifacts: [] };
  if (topic !== 'train') return { jobs: [] };
  const noModel = { model: null, version: null, modelId: null, jobId: null, state: null, task: null, fitMs: null };
  return { ...noModel, cv: null, holdout: null, test: null, baseline: null, warnings: [] };
}

const commandOf = (topic: Topic): string => (topic === 'auspex' ? 'auspex' : `auspex ${topic}`);

/** How a command with this verb is used, and where all is told. */
export function usage({
  locale,
  topic,
  verb,
}: {
  readonly topic: Topic;
  readonly verb: string;
  readonly locale: Locale;
}): string {
  const [first = '', ...rest] = usageBlock(helpTexts[topic][locale]);
  const heading = first.slice(0, first.indexOf('auspex'));
  const lines = [first.slice(heading.length), ...rest.map((line) => line.trim())];
  const ofVerb = lines.filter((line) => verb !== '' && verbsOf(line).includes(verb));
  const shown = (ofVerb.length > 0 ? ofVerb : lines).map((line, order) =>
    order === 0 ? heading + line : ' '.repeat(widthOf(heading)) + line,
  );
  return `${[...shown, say('helpShowsAll', locale, { command: commandOf(topic) })].join('\n')}\n`;
}

/** The lines of a help text that tell how a command is written. */
function usageBlock(help: string): string[] {
  const lines = help.split('\n');
  const start = lines.findIndex((line) => /^(Usage: |用法：)/.test(line));
  const length = lines.slice(start).indexOf('');
  return lines.slice(start, start + length);
}

/** The verbs of a line such as `auspex jobs pause|resume --queue`. */
const verbsOf = (line: string): string[] => (line.split(' ')[2] ?? '').split('|');

/** Places on a terminal: wide characters take two. */
const widthOf = (text: string): number =>
  Array.from(text).reduce((width, sign) => width + (sign > '\u2e7f' ? 2 : 1), 0);
