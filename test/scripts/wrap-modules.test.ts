import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { wrapModules } from '../../scripts/wrap-modules.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'auspex-wrap-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const loader = `import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';
export const loadCompiled = (url, name) =>
  new vm.Script(readFileSync(path.join(path.dirname(fileURLToPath(url)), name), 'utf8'), { filename: url }).runInThisContext();
`;

async function wrap(text: string): Promise<void> {
  writeFileSync(path.join(folder, 'package.json'), '{"type":"module"}');
  writeFileSync(path.join(folder, 'load-compiled.js'), loader);
  writeFileSync(path.join(folder, 'one.js'), text);
  await wrapModules(folder, ['one.js']);
}

it('gives what the module gave, with its imports of every form', async () => {
  await wrap(`import path from "node:path";
import { sep as separator, basename } from "node:path";
import * as all from "node:path";
const later = async () => (await import("./later.js")).told;
const shown = "课程: import(x)"; // import("课程")
var Thing = class { name = basename("a/b") + shown; };
function place() { return new Error("here").stack; }
function joined() { return path.join("a", "b") + separator + (all.sep === separator); }
export { Thing, joined as default, joined as j, later, place };
`);
  writeFileSync(path.join(folder, 'later.js'), 'export const told = "later";');
  writeFileSync(
    path.join(folder, 'main.js'),
    `import joined, { j, later, place, Thing } from './one.js';
console.log(JSON.stringify([joined(), j === joined, new Thing().name, await later(), place()]));`,
  );
  const { stdout, stderr } = spawnSync(process.execPath, [path.join(folder, 'main.js')], { encoding: 'utf8' });
  expect(stderr).toBe('');
  const told = [`a${path.sep}b${path.sep}true`, true, 'b课程: import(x)', 'later', expect.stringMatching(/one\.js:7:/)];
  expect(JSON.parse(stdout)).toEqual(told);
  expect(readdirSync(folder).filter((name) => /^one-[0-9a-f]{16}\.body\.js$/.test(name))).toHaveLength(1);
});

it.each([
  ['an export that changes', 'let count = 0;\nfunction add() { count++; }\nexport { add, count };\n'],
  ['a variable set twice', 'var one = 1;\nfunction set() { one = 2; }\nexport { one, set };\n'],
  ['a module that asks where it lies', 'const url = import.meta.url;\nexport { url };\n'],
  ['an import for its effect', 'import "node:path";\nconst one = 1;\nexport { one };\n'],
  ['a module without exports', 'const one = 1;\n'],
])('refuses %s', async (_, text) => {
  await expect(wrap(text)).rejects.toThrow('one.js cannot be made a script');
});
