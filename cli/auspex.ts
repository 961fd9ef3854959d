import { Interruption } from './interruption.ts';
import { runAuspex } from './run-auspex.ts';

/** Exit codes of a process that was asked to stop: 128 + the signal's number. */
const signals = { SIGINT: 130, SIGTERM: 143 } as const;

const interruption = new Interruption();
for (const [signal, exitCode] of Object.entries(signals)) {
  process.on(signal, () => {
    if (!interruption.raise(exitCode)) process.exit(exitCode);
  });
}
// The reader of a pipe may leave, as `head` does: then there is nobody left to tell.
process.stdout.on('error', () => process.exit(1));

const surroundings = { folder: process.cwd(), output: process.stdout, errorOutput: process.stderr };
process.exitCode = await runAuspex(process.argv.slice(2), process.env, surroundings, interruption);
