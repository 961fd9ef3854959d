// What the operating system must provide besides Node: shared libraries for Electron, and for tests a display and fonts.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** Debian packages; newer releases renamed some of them with the ending t64. */
const libraryPackages = [
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libnotify4',
  'libxss1',
  'libxtst6',
  'libatspi2.0-0',
  'libdrm2',
];
const displayPackages = ['xvfb', 'xauth'];
const fontPackages = ['fonts-noto-cjk'];

/**
 * The packages that are missing for `executable`, and for tests when `isForTests`; empty when nothing is.
 * @param {string | null} executable @param {{ isForTests: boolean }} purpose
 */
export function missingPackages(executable, { isForTests }) {
  if (process.platform !== 'linux') return [];
  return [
    ...(executable !== null && missingLibraries(executable).length > 0 ? libraryPackages : []),
    ...(isForTests && !isOnPath('Xvfb') ? displayPackages : []),
    ...(isForTests && !hasChineseFont() ? fontPackages : []),
  ];
}

/** Names of the shared libraries that the loader cannot find. @param {string} executable */
export function missingLibraries(executable) {
  const { stdout, status } = spawnSync('ldd', [executable], { encoding: 'utf8' });
  if (status !== 0 || !stdout) return [];
  return [...stdout.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1] ?? '');
}

/**
 * Installs `packages` when this may be done without asking anybody; else says what to type.
 * @param {string[]} packages @param {(line: string) => void} tell @returns {boolean} whether they are there now
 */
export function installPackages(packages, tell) {
  if (packages.length === 0) return true;
  if (!isOnPath('apt-get')) {
    tell(
      `The system lacks what these Debian packages hold: ${packages.join(' ')}. Install their like, then try again.`,
    );
    return false;
  }
  if (process.getuid?.() !== 0) {
    tell('Some system packages are missing. Install them with this line, then try again:');
    tell(`  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${packages.join(' ')}`);
    return false;
  }
  tell(`Installing system packages: ${packages.join(' ')} …`);
  if (!aptGet(['update'], tell)) return false;
  return aptGet(['install', '-y', '--no-install-recommends', ...packages.map(nameInThisRelease)], tell);
}

/** @param {string[]} words @param {(line: string) => void} tell */
function aptGet(words, tell) {
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  // Another apt may be at work on a machine that has just been started.
  const { status, stdout, stderr } = spawnSync('apt-get', ['-o', 'DPkg::Lock::Timeout=120', '-q', ...words], {
    encoding: 'utf8',
    env: environment,
    maxBuffer: 1 << 26,
  });
  if (status !== 0) tell(`apt-get ${words[0]} failed:\n${stdout.slice(-2000)}${stderr.slice(-2000)}`);
  return status === 0;
}

/** @param {string} name */
function nameInThisRelease(name) {
  const renamed = `${name}t64`;
  return spawnSync('apt-cache', ['show', '--no-all-versions', renamed], { stdio: 'ignore' }).status === 0
    ? renamed
    : name;
}

/** @param {string} command */
export function isOnPath(command) {
  return (process.env.PATH ?? '').split(path.delimiter).some((folder) => existsSync(path.join(folder, command)));
}

/** Whether any font with Chinese signs is installed, by fontconfig or by the customary folder. */
function hasChineseFont() {
  const listed = spawnSync('fc-list', [':lang=zh-cn', 'family'], { encoding: 'utf8' });
  if (listed.status === 0) return listed.stdout.trim() !== '';
  const folder = '/usr/share/fonts';
  return existsSync(folder) && readdirSync(folder, { recursive: true }).some((file) => /cjk/i.test(String(file)));
}

/**
 * Whether Chromium's sandbox can work: it wants user namespaces or a helper that belongs to root.
 * Root itself must do without.
 * @param {string} folder the Electron distribution
 */
export function canSandbox(folder) {
  if (process.platform !== 'linux') return true;
  if (process.getuid?.() === 0) return false;
  const isHelperSet = spawnSync('find', [path.join(folder, 'chrome-sandbox'), '-user', 'root', '-perm', '-4001'], {
    encoding: 'utf8',
  }).stdout.trim();
  if (isHelperSet !== '') return true;
  return spawnSync('unshare', ['--user', '--map-root-user', 'true'], { stdio: 'ignore' }).status === 0;
}
