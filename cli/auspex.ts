import { parseCommandLine } from './command-line.ts';
import { startThreads } from './early-threads.ts';
import { Interruption } from './interruption.ts';

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

const command = parseCommandLine(process.argv.slice(2), process.env);
const pool = startThreads(command);
try {
  // Only now: the threads start while the rest of the program is loaded.
  const { runAuspex } = await import('./run-auspex.ts');
  const outputs = { output: process.stdout, errorOutput: process.stderr };
  process.exitCode = await runAuspex(command, { folder: process.cwd(), ...outputs, pool }, interruption);
} finally {
  await pool?.close();
}
