import { parseCommandLine } from './command-line.ts';
import { Interruption } from './interruption.ts';

/** Exit codes of a process that was asked to stop: 128 + the signal's number. */
const signals = { SIGINT: 130, SIGTERM: 143 } as const;

const interruption = new Interruption();
for (const [signal, exitCode] of Object.entries(signals)) {
  process.on(signal, () => {
    if (interruption.raise(exitCode)) return;
    // Windows has no signals, only the code.
    if (process.platform === 'win32') process.exit(exitCode);
    // By the signal itself, which a shell tells as the same code: an exit would end threads amid native code, and that aborts.
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}
// The reader of a pipe may leave, as `head` does: then there is nobody left to tell.
process.stdout.on('error', () => process.exit(1));

const command = parseCommandLine(process.argv.slice(2), process.env);
const outputs = { output: process.stdout, errorOutput: process.stderr };

if (command.name === 'invocation') {
  const { startThreads } = await import('./early-threads.ts');
  const pool = startThreads(command);
  try {
    // Only now: the threads start while the rest of the program is loaded.
    const { runAuspex } = await import('./run-auspex.ts');
    process.exitCode = await runAuspex(command, { folder: process.cwd(), ...outputs, pool }, interruption);
  } finally {
    await pool?.close();
  }
} else {
  // The engine is not even loaded.
  const { answerAtOnce } = await import('./tell-usage.ts');
  process.exitCode = answerAtOnce(command, outputs);
}
