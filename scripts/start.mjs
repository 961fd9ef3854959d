// `npm start`: builds what is stale and opens the app; without a display it does the main job on the command line.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';
import { resolveElectron } from './electron-runtime.mjs';
import { canSandbox, installPackages, missingLibraries, missingPackages } from './system-libraries.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const tell = (/** @type {string} */ line) => console.log(line);

const reasonForHeadless = await whyHeadless();
process.exitCode =
  typeof reasonForHeadless === 'string' ? await predictExample(reasonForHeadless) : await reasonForHeadless();

/** A sentence why no window can be opened, or what opens it. @returns {Promise<string | (() => Promise<number>)>} */
async function whyHeadless() {
  const hasDisplay = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (!hasDisplay) return 'There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set).';
  const electron = await resolveElectron(tell);
  if (!electron) {
    return `No Electron could be had for ${process.platform} ${process.arch}: its download host does not answer. Set ELECTRON_OVERRIDE_DIST_PATH to a folder that holds one.`;
  }
  installPackages(missingPackages(electron.executable, { isForTests: false }), tell);
  const missing = process.platform === 'linux' ? missingLibraries(electron.executable) : [];
  if (missing.length > 0) return `Electron cannot run here: ${missing.join(', ')} are missing.`;
  const isRoot = process.getuid?.() === 0;
  if (!isRoot && !canSandbox(electron.folder)) {
    const helper = path.join(electron.folder, 'chrome-sandbox');
    return `Electron's sandbox cannot work here. To allow it: sudo chown root:root '${helper}' && sudo chmod 4755 '${helper}'`;
  }
  return () => openApp(electron.executable, isRoot);
}

/** @param {string} executable @param {boolean} isRoot @returns {Promise<number>} the app's exit code */
async function openApp(executable, isRoot) {
  await build(['workers', 'preload', 'main', 'renderer']);
  if (isRoot) tell('Running as root: Electron starts without its sandbox. Prefer a user of your own.');
  tell('Opening Auspex …');
  const words = [...(isRoot ? ['--no-sandbox'] : []), root, ...process.argv.slice(2)];
  return run(executable, words, root);
}

/**
 * The main job on the examples: learns from the classes of 2022 and 2023 what becomes of graduates, predicts the class of 2024 by
 * major, and says where the workbook lies and how right it is.
 * @param {string} reason @returns {Promise<number>}
 */
async function predictExample(reason) {
  tell(`${reason}\nPredicting with the example workbooks on the command line instead.`);
  const examples = [2022, 2023, 2024].map((year) => path.join(root, `examples/grades-${year}.xlsx`));
  const missing = examples.find((file) => !existsSync(file));
  if (missing) {
    console.error(`The example ${missing} is missing; npm run examples makes it.`);
    return 1;
  }
  const out = path.join(root, 'auspex-predictions');
  const [first, second, newest] = /** @type {[string, string, string]} */ (examples);
  const auspex = (/** @type {string[]} */ ...words) =>
    run(process.execPath, [path.join(root, 'scripts/auspex.mjs'), ...words], root);
  const model = ['毕业去向 2022–2023'];
  tell('\nLearning what becomes of graduates (毕业去向) from the classes of 2022 and 2023 …');
  const trained = await auspex(
    'train',
    first,
    second,
    '--target',
    '毕业去向',
    '--score-by',
    '专业',
    '--name',
    ...model,
  );
  if (trained !== 0) return trained;
  tell('\nPredicting the class of 2024, a sheet for each major (专业) …');
  const grouped = ['--group-by', '专业', '--explain', '--out', out];
  const predicted = await auspex('predict', newest, '--model', ...model, ...grouped);
  if (predicted === 0)
    tell('\nYour own files: npm run -s auspex -- train FILE… --target COL (npm run -s auspex -- --help tells more)');
  return predicted;
}

/** @param {string} command @param {string[]} words @param {string} folder @returns {Promise<number>} */
function run(command, words, folder) {
  const { ELECTRON_RUN_AS_NODE: _, ...environment } = process.env;
  const child = spawn(command, words, { cwd: folder, env: environment, stdio: 'inherit' });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => {
    child.on('error', (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.on('close', (code) => resolve(code ?? 1));
  });
}
