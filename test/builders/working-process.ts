import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { bundle } from '../../scripts/build.mjs';
import { scriptedWorker } from './scripted-engine.ts';

const program = fileURLToPath(new URL('../../dist/test/working-process.js', import.meta.url));

/** To be called once before `startWorkingProcess`. */
export const buildWorkingProcess = () => bundle('test/fixtures/working-process.ts', program);

/** Another process that works off the queue of a data folder. */
export interface WorkingProcess {
  /** What its host is called in the history of jobs. */
  readonly nameEnding: string;
  /** It stands still, with everything it holds, until it goes on. */
  freeze(): void;
  goOn(): void;
  /** Gone at once, without a word. */
  kill(): Promise<void>;
  /** It ends in order. */
  end(): Promise<void>;
}

export async function startWorkingProcess(dataFolder: string, leaseMs = 30_000): Promise<WorkingProcess> {
  const child: ChildProcess = spawn(process.execPath, [program, dataFolder, scriptedWorker, String(leaseMs)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const closed = once(child, 'close');
  const lines = createInterface({ input: child.stdout! });
  const [line] = (await once(lines, 'line')) as [string];
  if (line !== 'ready') throw new Error(`the working process said “${line}”`);
  return {
    nameEnding: `${child.pid})`,
    freeze: () => void child.kill('SIGSTOP'),
    goOn: () => void child.kill('SIGCONT'),
    kill: async () => {
      child.kill('SIGKILL');
      await closed;
    },
    end: async () => {
      child.stdin!.end();
      await closed;
    },
  };
}
