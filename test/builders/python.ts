import { spawnSync } from 'node:child_process';

/** Debian's Python, for which XGBoost and ONNX are packaged; `AUSPEX_PYTHON` is another one that has them. */
export const python = process.env['AUSPEX_PYTHON'] ?? '/usr/bin/python3';

/** Whether a module of Python is there to be compared with. */
const hasModule = (name: string): boolean =>
  spawnSync(python, ['-c', `import importlib.util as u, sys; sys.exit(u.find_spec("${name}") is None)`], {
    timeout: 60_000,
  }).status === 0;

/** Whether XGBoost is. */
export const hasXgboost = (): boolean => hasModule('xgboost');

/** Whether ONNX's own module is. */
export const hasOnnx = (): boolean => hasModule('onnx');

/** What a Python program prints as JSON. */
export function askPython<T>(program: string, words: readonly string[]): T {
  const { status, stderr, stdout } = spawnSync(python, [program, ...words], {
    ...{ encoding: 'utf8', maxBuffer: 1e8, env: { ...process.env, OMP_NUM_THREADS: '1' } },
  });
  if (status !== 0) throw new Error(`${program}: ${stderr}`);
  return JSON.parse(stdout) as T;
}
