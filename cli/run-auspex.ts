import type { FaultCode } from '../contract/fault-registry.ts';
import { Fault, toFaultData } from '../contract/faults.ts';
import { interpolate } from '../contract/texts.ts';
import { faultOfWriteError } from '../engine/files/fault-of-system-error.ts';
import { engineVersion } from '../engine/version.ts';
import { type ProfileCommand, parseCommandLine } from './command-line.ts';
import { defaultDataFolder } from './default-data-folder.ts';
import { helpTexts } from './help-texts.ts';
import type { Interruption } from './interruption.ts';
import { inWords, runProfileCommand, type Surroundings } from './profile-command.ts';
import { say } from './texts.ts';

/** Faults that say: another --data or --out is needed. */
const usageFaults: ReadonlySet<FaultCode> = new Set([
  'DATA_FOLDER_NOT_WRITABLE',
  'OUT_FOLDER_NOT_WRITABLE',
  'ARCHIVE_TOO_NEW',
]);

/** Does what the words after `auspex` say, and gives the exit code. */
export async function runAuspex(
  words: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  surroundings: Surroundings,
  interruption: Interruption,
): Promise<number> {
  const { output, errorOutput } = surroundings;
  const command = parseCommandLine(words, environment);
  const help = (topic: 'auspex' | 'profile', locale: 'en' | 'zh-CN') =>
    interpolate(helpTexts[topic][locale], { dataFolder: defaultDataFolder() });
  switch (command.name) {
    case 'version':
      output.write(`auspex ${engineVersion}\n`);
      return 0;
    case 'help':
      output.write(help(command.topic, command.locale));
      return 0;
    case 'misuse':
      errorOutput.write(`${say('misuse', command.locale, { reason: command.reason })}\n\n`);
      errorOutput.write(help(command.topic, command.locale));
      return 2;
    case 'profile':
      return runProfileCommand(command, surroundings, interruption).catch((error: unknown) => {
        const isUsage = tellFault(error, command, surroundings);
        if (isUsage) errorOutput.write(`\n${help('profile', command.locale)}`);
        return isUsage ? 2 : 1;
      });
  }
}

/** Tells why nothing could be begun; true where the words of the command line are to blame. */
function tellFault(error: unknown, command: ProfileCommand, { output, errorOutput }: Surroundings): boolean {
  const fault = error instanceof Fault ? error : faultOfWriteError(error);
  const told = inWords(toFaultData(fault), command.locale);
  errorOutput.write(`auspex: ${told.sentence} ${told.remedy}\n`);
  if (fault.code === 'INTERNAL' && fault.detail) errorOutput.write(`${fault.detail}\n`);
  if (command.isJson) output.write(`${JSON.stringify({ jobs: [], fault: told })}\n`);
  return usageFaults.has(fault.code);
}
