import { spawnSync } from 'node:child_process';

/** Debian's Python, for which XGBoost is packaged. */
export const python = '/usr/bin/python3';

/** Whether XGBoost is there to be compared with. */
export const hasXgboost = (): boolean =>
  spawnSync(python, ['-c', 'import importlib.util as u, sys; sys.exit(u.find_spec("xgboost") is None)'], {
    timeout: 60_000,
  }).status === 0;

/** What a Python program prints as JSON. */
export function askPython<T>(program: string, words: readonly string[]): T {
  const { status, stderr, stdout } = spawnSync(python, [program, ...words], {
    ...{ encoding: 'utf8', maxBuffer: 1e8, env: { ...process.env, OMP_NUM_THREADS: '1' } },
  });
  if (status !== 0) throw new Error(`${program}: ${stderr}`);
  return JSON.parse(stdout) as T;
}
