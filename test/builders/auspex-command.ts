import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const projectFolder = fileURLToPath(new URL('../..', import.meta.url));
const program = fileURLToPath(new URL('../../dist/cli/auspex.js', import.meta.url));

export interface CommandEnd {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface JobLine {
  readonly id: string;
  readonly state: string;
  readonly file: string;
  readonly sheet: string | null;
  readonly rows: number | null;
  readonly columns: number | null;
  readonly durationMs: number | null;
  readonly artifacts: string[];
  readonly fault: { code: string; sentence: string; remedy: string } | null;
}

interface RunSettings {
  readonly folder?: string;
  readonly environment?: Record<string, string>;
  /** What is run instead of the command itself, such as npm. */
  readonly command?: readonly [string, ...string[]];
  readonly onStderr?: (text: string, child: ChildProcess) => void;
}

/** Runs `auspex` with `words` as a process of its own, and gives how it ended. */
export function runCommand(words: readonly string[], settings: RunSettings = {}): Promise<CommandEnd> {
  const { command = [process.execPath, program], folder = projectFolder } = settings;
  const [file, ...first] = command;
  const child = spawn(file, [...first, ...words], {
    cwd: folder,
    env: { ...process.env, LANG: 'en_GB.UTF-8', LC_ALL: '', ...settings.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (text) => {
    stdout += text;
  });
  child.stderr.on('data', (text) => {
    stderr += text;
    settings.onStderr?.(stderr, child);
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exitCode) => resolve({ exitCode, stdout, stderr }));
  });
}

/** The jobs in the last line of stdout. */
export function jobsIn({ stdout }: CommandEnd): JobLine[] {
  const last = stdout.trimEnd().split('\n').at(-1) ?? '';
  return (JSON.parse(last) as { jobs: JobLine[] }).jobs;
}
