// Builds what is stale into dist/: `node scripts/build.mjs [target…]`, targets as below; without one, all of them.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { compileAhead } from './compile-ahead.mjs';
import { kernelGlobals } from './kernel.mjs';
import { wrapModules } from './wrap-modules.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** Packages that stay outside the bundles: native, or finding files of their own beside themselves. */
const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const external = [
  'electron',
  'playwright',
  'rolldown',
  'vite',
  /^node:/,
  ...builtinModules,
  ...Object.keys(manifest.dependencies).map((name) => new RegExp(`^${name}(?!/lib/doc/)(/|$)`)),
];

/** The benchmarks use the scripts where they lie: those look for the checkout around themselves. */
const scriptsInPlace = {
  name: 'scripts-in-place',
  resolveId(/** @type {string} */ source, /** @type {string | undefined} */ importer) {
    if (!importer || !/\/scripts\/[\w-]+\.mjs$/.test(source)) return null;
    return { id: path.resolve(path.dirname(importer), source), external: /** @type {const} */ ('absolute') };
  },
};

/** @type {Record<string, { rooms: string[], input?: string, output: string, format?: 'es' | 'cjs', isSplit?: boolean, isAhead?: boolean, images?: string }>} */
const targets = {
  workers: {
    rooms: ['contract', 'workers'],
    input: 'workers/entry.ts',
    output: 'dist/workers/entry.js',
    isSplit: true,
    isAhead: true,
  },
  cli: {
    rooms: ['contract', 'engine', 'cli'],
    input: 'cli/auspex.ts',
    output: 'dist/cli/auspex.js',
    isSplit: true,
  },
  main: {
    rooms: ['contract', 'engine', 'main'],
    input: 'main/main.ts',
    output: 'dist/main/main.js',
    images: 'main/images',
  },
  preload: { rooms: ['contract', 'main'], input: 'main/preload.ts', output: 'dist/main/preload.cjs', format: 'cjs' },
  renderer: { rooms: ['contract', 'renderer'], output: 'dist/renderer/index.html' },
};

/** @param {string} folder @returns {string[]} */
function filesUnder(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((file) => file.isFile())
    .map((file) => path.join(file.parentPath, file.name))
    .sort();
}

const scripts = ['build', 'compile-ahead', 'kernel', 'wrap-modules'].map((name) => `scripts/${name}.mjs`);

/** Everything a target is made from: its rooms, the lock file and the build's own settings. */
function sourcesOf(/** @type {string} */ name) {
  const own = ['package-lock.json', 'vite.config.ts', ...scripts].map((file) => path.join(root, file));
  return [...(targets[name]?.rooms ?? []).flatMap((room) => filesUnder(path.join(root, room))), ...own].filter((file) =>
    existsSync(file),
  );
}

/**
 * A digest of files by what `factOf` says of each: by their contents, which alone decide, or by their sizes and times, which are had in
 * a tenth of the time.
 */
function digestOf(/** @type {string[]} */ files, /** @type {(file: string) => string | Buffer} */ factOf) {
  const digest = createHash('sha256');
  for (const file of files) digest.update(path.relative(root, file)).update('\0').update(factOf(file));
  return digest.digest('hex');
}

const sizeAndTimes = (/** @type {string} */ file) => {
  const { ctimeMs, mtimeMs, size } = statSync(file);
  return `${size} ${mtimeMs} ${ctimeMs}\0`;
};

let hasTold = false;

async function buildOne(/** @type {string} */ name) {
  const target = targets[name];
  if (!target) throw new Error(`no build target is called ${name}`);
  const stampFile = path.join(root, 'dist/.stamps', name);
  const isThere = existsSync(path.join(root, target.output)) && existsSync(stampFile);
  const [builtContents, builtTimes] = isThere ? readFileSync(stampFile, 'utf8').split('\n') : [];
  const sources = sourcesOf(name);
  const times = digestOf(sources, sizeAndTimes);
  if (builtTimes === times) return;
  const contents = digestOf(sources, (file) => readFileSync(file));
  if (builtContents !== contents) {
    if (!hasTold) console.error('Building what is stale; the next time it is there already …');
    hasTold = true;
    if (target.input) await bundle(target.input, path.join(root, target.output), target.format, target.isSplit);
    else await (await import('vite')).build({ configFile: path.join(root, 'vite.config.ts'), logLevel: 'warn' });
    if (target.isAhead) await loadAhead(path.join(root, target.output));
    if (target.images) copyBeside(target.images, target.output);
  }
  mkdirSync(path.dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, `${contents}\n${times}`);
}

/** What a thread loads before its first order becomes scripts whose bytecode is kept. */
async function loadAhead(/** @type {string} */ entry) {
  const dir = path.dirname(entry);
  await bundle('workers/load-compiled.ts', path.join(dir, 'load-compiled.js'));
  await wrapModules(dir, [path.basename(entry), ...readdirSync(dir).filter((name) => /^always-.*\.js$/.test(name))]);
  compileAhead(entry);
}

/** A folder of images into the folder of the bundle that shows them. */
function copyBeside(/** @type {string} */ folder, /** @type {string} */ output) {
  const to = path.join(root, path.dirname(output), path.basename(folder));
  rmSync(to, { recursive: true, force: true });
  cpSync(path.join(root, folder), to, { recursive: true });
}

/**
 * Which modules are loaded with `input`, whatever is asked of it: they become one file, since looking up many takes longer
 * than reading them. Modules that lead to a bundled package stay outside, for most of it may be left out.
 */
function modulesImportedAtOnce(/** @type {string} */ input) {
  /** @type {Map<string, readonly string[]>} */
  const imports = new Map();
  const reachedFrom = (/** @type {string} */ start) => {
    const reached = new Set([start]);
    for (const id of reached) for (const imported of imports.get(id) ?? []) reached.add(imported);
    return reached;
  };
  const isOfPackage = (/** @type {string} */ id) => /[\\/]node_modules[\\/]/.test(id);
  const find = () => {
    // Without the one that imports: one that waits at its top for what it loads later must not be what that needs.
    const ids = [...reachedFrom(path.join(root, input))].filter((id) => id !== path.join(root, input));
    return new Set(ids.filter((id) => id.endsWith('.ts') && ![...reachedFrom(id)].some(isOfPackage)));
  };
  /** @type {Set<string> | null} */
  let found = null;
  const isOne = (/** @type {string} */ id) => {
    found ??= find();
    return found.has(id);
  };
  const plugin = {
    name: 'imported-at-once',
    moduleParsed(/** @type {{ id: string, importedIds: readonly string[] }} */ { id, importedIds }) {
      imports.set(id, importedIds);
    },
  };
  return { isOne, plugin };
}

/**
 * A Node bundle with a source map: one file or, when it is split, a folder of its own in which what is imported lazily
 * lies apart, so that a thread compiles only what its orders need.
 */
export async function bundle(
  /** @type {string} */ input,
  /** @type {string} */ output,
  /** @type {'es' | 'cjs'} */ format = 'es',
  isSplit = false,
) {
  const { rolldown } = await import('rolldown');
  const importedAtOnce = modulesImportedAtOnce(input);
  const made = await rolldown({
    input: path.join(root, input),
    platform: 'node',
    external,
    plugins: [scriptsInPlace, importedAtOnce.plugin],
    // A module of the contract that nobody asks anything is left out, and zod with the last of its schemas.
    treeshake: { moduleSideEffects: [{ test: /[\\/]contract[\\/][\w-]+\.ts$/, sideEffects: false }] },
    logLevel: 'warn',
    ...(isSplit ? { preserveEntrySignatures: /** @type {const} */ ('allow-extension') } : {}),
    resolve: { conditionNames: ['import', 'module', 'node', 'default'] },
    transform: {
      define: {
        __AUSPEX_VERSION__: JSON.stringify(manifest.version),
        ...(await kernelGlobals()),
      },
    },
  });
  if (isSplit) {
    const dir = path.dirname(output);
    rmSync(dir, { recursive: true, force: true });
    const names = { entryFileNames: path.basename(output), chunkFileNames: '[name]-[hash].js' };
    const always = { name: 'always', test: importedAtOnce.isOne };
    const codeSplitting = { groups: [always], includeDependenciesRecursively: false };
    await made.write({ dir, ...names, format, sourcemap: true, codeSplitting });
  } else await made.write({ file: output, format, sourcemap: true, codeSplitting: false });
  await made.close();
}

/** Builds the stale ones of `names`. */
export async function build(names = Object.keys(targets)) {
  await buildThen(names, async () => undefined);
}

/**
 * Builds the stale ones of `names` and does `work` before anybody else may build in this checkout again.
 * @template T @param {string[]} names @param {() => Promise<T>} work @returns {Promise<T>}
 */
export async function buildThen(names, work) {
  const lock = path.join(root, 'dist/.build-lock');
  mkdirSync(path.dirname(lock), { recursive: true });
  await takeLock(lock);
  try {
    for (const name of names) await buildOne(name);
    return await work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

/** A folder is made or not made, never both: whoever makes it holds the lock. One older than five minutes was left behind. */
async function takeLock(/** @type {string} */ lock) {
  for (;;) {
    try {
      mkdirSync(lock);
      return;
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
    }
    const age = existsSync(lock) ? Date.now() - statSync(lock).mtimeMs : 0;
    if (age > 300_000) rmSync(lock, { recursive: true, force: true });
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const names = process.argv.slice(2);
  await build(names.length > 0 ? names : undefined);
}
