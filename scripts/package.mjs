// `npm run package`: the app as a folder that can be copied and run (electron-builder --dir), hardened as shipped.
import { cp, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { buildThen } from './build.mjs';
import { resolveElectron } from './electron-runtime.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/**
 * Builds and packages the app.
 * @param {(line: string) => void} tell
 * @returns {Promise<{ folder: string, executable: string, electronVersion: string } | null>} null where there is no Electron
 */
export async function packageApp(tell) {
  const electron = await resolveElectron(tell);
  if (!electron) return null;
  // What is packaged must not be built anew meanwhile: the archive would hold half of each.
  await buildThen(['workers', 'preload', 'main', 'renderer'], () => runBuilder(electron));
  return packagedApp(electron.version);
}

/** @param {import('./electron-runtime.mjs').ElectronRuntime} electron */
async function runBuilder(electron) {
  const clean = await mkdtemp(path.join(os.tmpdir(), 'auspex-electron-'));
  try {
    await copyWithoutApp(electron.folder, clean);
    const builder = await import('electron-builder');
    await builder.build({
      projectDir: root,
      targets: builder.Platform.current().createTarget('dir'),
      config: {
        extends: path.join(root, 'electron-builder.yml'),
        electronDist: clean,
        electronVersion: electron.version,
      },
      publish: 'never',
    });
  } finally {
    await rm(clean, { recursive: true, force: true });
  }
}

/** Where the packaged app lies. @param {string} electronVersion */
function packagedApp(electronVersion) {
  const release = path.join(root, 'release');
  const suffix = process.arch === 'x64' ? '' : `-${process.arch}`;
  if (process.platform === 'darwin') {
    const folder = path.join(release, `mac${suffix}`);
    return { folder, executable: path.join(folder, 'Auspex.app/Contents/MacOS/Auspex'), electronVersion };
  }
  const isWindows = process.platform === 'win32';
  const folder = path.join(release, `${isWindows ? 'win' : 'linux'}${suffix}-unpacked`);
  return { folder, executable: path.join(folder, isWindows ? 'Auspex.exe' : 'auspex'), electronVersion };
}

/** The distribution without its own `resources/app`, which would be loaded instead of ours. */
async function copyWithoutApp(/** @type {string} */ from, /** @type {string} */ to) {
  const foreign = new Set(['resources/app', 'manifest.json'].map((name) => path.join(from, name)));
  await cp(from, to, { recursive: true, verbatimSymlinks: true, filter: (file) => !foreign.has(file) });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const made = await packageApp((line) => console.log(line));
  if (made) console.log(`Auspex with Electron ${made.electronVersion} lies in ${made.folder}`);
  else console.error('There is no Electron for this machine.');
  process.exitCode = made ? 0 : 1;
}
