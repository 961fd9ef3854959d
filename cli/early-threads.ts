import v8 from 'node:v8';
import { commandLineComputeThreads } from '../engine/pool/pool-policy.ts';
import { ThreadPool, type ThreadPoolOptions } from '../engine/pool/thread-pool.ts';
import { type Command, type Invocation, wholeNumber } from './command-line.ts';
import type { CommandName } from './command-specs.ts';
import { MisuseError } from './misuse.ts';

/** Beyond this a thread only costs memory. */
const maxThreads = 256;

/** Threads that a command asks for, or as many as suit the machine. Throws MisuseError. */
export const threadsOf = ({ options }: Invocation): number =>
  wholeNumber(options, 'threads', 1, maxThreads) ?? commandLineComputeThreads();

const working: ReadonlySet<string> = new Set(['profile', 'compare', 'export', 'train', 'predict', 'run']);

/**
 * The threads of a command that works on jobs itself: they start while the rest of the program is loaded and the archive
 * opens, so that a job need not wait for them. null for every other command, and for one that will be refused.
 */
export function startThreads(command: Command): ThreadPool | null {
  if (command.name !== 'invocation' || !working.has(command.command)) return null;
  if (command.options['no-wait'] || command.options.at !== undefined) return null;
  hurry();
  try {
    return new ThreadPool(poolOptions(threadsOf(command), command.command));
  } catch (error) {
    if (error instanceof MisuseError) return null;
    throw error;
  }
}

/**
 * V8 optimizes JavaScript later than it otherwise would: the loops that touch every cell are the kernel's, and what else a command of a
 * second runs is over before its optimized code would pay. In one that takes longer the delay is too short to be seen. What the build
 * compiled ahead was made with it (scripts/compile-ahead.mjs).
 */
export const hurriedFlag = '--interrupt-budget=400000';

function hurry(): void {
  v8.setFlagsFromString(hurriedFlag);
}

/** Commands whose orders for jobs last minutes: what is short must not wait for them. */
const patient: ReadonlySet<CommandName> = new Set(['train', 'run']);

/** Nobody looks at previews here: what is short opens the archive before the jobs and makes the reports after them. */
export const poolOptions = (threads: number, command: CommandName): ThreadPoolOptions => ({
  threads: { compute: threads, interactive: threads },
  prewarmedLanes: ['compute'],
  isOneLane: !patient.has(command),
  isHurried: true,
});
