import type { FaultCode } from '../contract/fault-registry.ts';
import { Fault, toFaultData } from '../contract/faults.ts';
import { faultOfWriteError } from '../engine/files/fault-of-system-error.ts';
import { runAuditCommand } from './audit-command.ts';
import type { Invocation } from './command-line.ts';
import type { CommandName } from './command-specs.ts';
import { runCompareCommand } from './compare-command.ts';
import type { Surroundings } from './engine-session.ts';
import { runExportCommand } from './export-command.ts';
import type { Interruption } from './interruption.ts';
import { inWords } from './job-words.ts';
import { runJobsCommand } from './jobs-command.ts';
import { runLibraryCommand } from './library-command.ts';
import { MisuseError } from './misuse.ts';
import { runModelsCommand } from './models-command.ts';
import { runPredictCommand } from './predict-command.ts';
import { runProfileCommand } from './profile-command.ts';
import { runRunCommand } from './run-command.ts';
import { runScheduleCommand } from './schedule-command.ts';
import { nothingDone, tellMisuse, usage } from './tell-usage.ts';
import { runTrainCommand } from './train-command.ts';
import { runWatchCommand } from './watch-command.ts';

type CommandRunner = (
  invocation: Invocation,
  surroundings: Surroundings,
  interruption: Interruption,
) => Promise<number>;

const runners: Readonly<Record<CommandName, CommandRunner>> = {
  profile: runProfileCommand,
  compare: runCompareCommand,
  export: runExportCommand,
  train: runTrainCommand,
  predict: runPredictCommand,
  models: runModelsCommand,
  library: runLibraryCommand,
  jobs: runJobsCommand,
  schedule: runScheduleCommand,
  watch: runWatchCommand,
  run: runRunCommand,
  audit: runAuditCommand,
};

/** Faults of the words of the command line: another --data, --out, id or expression is needed. */
const usageFaults: ReadonlySet<FaultCode> = new Set([
  ...(['DATA_FOLDER_NOT_WRITABLE', 'DATA_FOLDER_READ_ONLY', 'OUT_FOLDER_NOT_WRITABLE', 'ARCHIVE_TOO_NEW'] as const),
  ...(['CRON_INVALID', 'CRON_NEVER_FIRES', 'TIME_ZONE_UNKNOWN', 'TIME_PAST', 'REQUEST_INVALID'] as const),
  ...(['WATCHED_FOLDER_MISSING', 'WATCHED_FOLDER_TWICE', 'RESULTS_IN_WATCHED_FOLDER'] as const),
]);

/** Does what a command line says, and gives the exit code. */
export async function runAuspex(
  invocation: Invocation,
  surroundings: Surroundings,
  interruption: Interruption,
): Promise<number> {
  const { verb, locale, isJson } = invocation;
  const used = { topic: invocation.command, verb, locale, isJson };
  try {
    return await runners[invocation.command](invocation, surroundings, interruption);
  } catch (error) {
    if (error instanceof MisuseError) return tellMisuse(error, used, surroundings);
    const isUsage = tellFault(error, invocation, surroundings);
    if (isUsage) surroundings.errorOutput.write(usage(used));
    return isUsage ? 2 : 1;
  }
}

/** Tells why nothing could be begun; true where the words of the command line are to blame. */
function tellFault(error: unknown, invocation: Invocation, { output, errorOutput }: Surroundings): boolean {
  const fault = error instanceof Fault ? error : faultOfWriteError(error);
  const told = inWords(toFaultData(fault), invocation.locale);
  errorOutput.write(`auspex: ${told.sentence} ${told.remedy}\n`);
  if (fault.code === 'INTERNAL' && fault.detail) errorOutput.write(`${fault.detail}\n`);
  if (invocation.isJson) output.write(`${JSON.stringify({ ...nothingDone(invocation.command), fault: told })}\n`);
  return usageFaults.has(fault.code);
}
