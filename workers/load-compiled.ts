import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';
import { isHurried, optimizeAtOnce } from './optimize-at-once.ts';

/** A module of the bundle as a function of what it imports, which gives what it exports; see scripts/wrap-modules.mjs. */
type Body = (...imported: readonly unknown[]) => Readonly<Record<string, unknown>>;

interface LoadedScript {
  readonly script: vm.Script;
  /** Where the bytecode of its functions lies, if anywhere. */
  readonly compiledFile: string;
}

/** The scripts of this thread. */
export const loadedScripts: LoadedScript[] = [];

/**
 * The body `name` of the module at `url`. Where the host is in a hurry, its functions are not parsed: the build has kept what V8 made of
 * them (scripts/compile-ahead.mjs). V8 takes that only of its own version and with the flags that it was made with; else, and
 * where there is none, functions are compiled when they are called first, as those of any module.
 */
export function loadCompiled(url: string, name: string): Body {
  const file = fileURLToPath(url);
  const bodyFile = path.join(path.dirname(file), name);
  const compiledFile = `${bodyFile}.${process.arch}-${process.versions.v8}`;
  const cachedData = isHurried() ? readIfThere(compiledFile) : undefined;
  const body = readFileSync(bodyFile, 'utf8');
  // Just before: the flags of the whole process count, and another thread may have made its kernel already.
  if (cachedData) optimizeAtOnce();
  const script = new vm.Script(body, { filename: url, ...(cachedData ? { cachedData } : {}) });
  loadedScripts.push({ script, compiledFile });
  return script.runInThisContext() as Body;
}

/** Keeps the bytecode of every function that has run in this thread, for threads that load the same scripts. */
export function keepCompiled(): void {
  optimizeAtOnce();
  for (const { script, compiledFile } of loadedScripts) writeFileSync(compiledFile, script.createCachedData());
}

function readIfThere(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}
