// Modules of a bundle as scripts: only of these V8 takes bytecode that was made earlier (workers/load-compiled.ts).
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** @typedef {any} SyntaxNode A node of ESTree. */
/** @typedef {{ start: number, end: number, text: string }} Edit */

/**
 * Puts what the modules `names` of `dir` do into scripts beside them, which they load: functions of what is imported that
 * give what is exported, line for line as before. Throws where a module is not written so that this makes no difference.
 */
export async function wrapModules(/** @type {string} */ dir, /** @type {readonly string[]} */ names) {
  const { parseAst } = await import('rolldown/parseAst');
  for (const name of names) {
    const file = path.join(dir, name);
    const text = readFileSync(file, 'utf8');
    const program = parseAst(text);
    const { body, imports, locals, exported } = takeApart(text, program, name);
    const digest = createHash('sha256').update(body).digest('hex').slice(0, 16);
    // The name tells what is in it: bytecode of another body is never taken for this one's.
    const bodyName = `${path.basename(name, '.js')}-${digest}.body.js`;
    writeFileSync(path.join(dir, bodyName), body);
    const parameters = ['(name) => import(name)', ...locals].join(', ');
    const lines = [
      ...imports,
      `import { loadCompiled } from "./load-compiled.js";`,
      `const exported = loadCompiled(import.meta.url, ${JSON.stringify(bodyName)})(${parameters});`,
      `const { ${exported.map((as, index) => `${as}: e${index}`).join(', ')} } = exported;`,
      `export { ${exported.map((as, index) => `e${index} as ${as}`).join(', ')} };`,
    ];
    writeFileSync(file, `${lines.join('\n')}\n`);
  }
}

function takeApart(/** @type {string} */ text, /** @type {SyntaxNode} */ program, /** @type {string} */ name) {
  const refuse = (/** @type {string} */ why) => new Error(`${name} cannot be made a script: ${why}`);
  /** @type {Edit[]} */
  const edits = [];
  /** @type {string[]} */
  const imports = [];
  /** @type {string[]} */
  const locals = [];
  /** @type {[local: string, as: string][]} */
  const exported = [];
  for (const node of program.body) {
    const { type, start, end, specifiers } = node;
    if (type === 'ImportDeclaration') {
      if (specifiers.length === 0) throw refuse('an import for its effect');
      const source = text.slice(start, end);
      imports.push(source);
      for (const { local } of specifiers) locals.push(local.name);
      edits.push({ start, end, text: source.replace(/[^\n]/g, '') });
    } else if (type === 'ExportNamedDeclaration' && !node.declaration && !node.source) {
      for (const { local, exported: as } of specifiers) exported.push([local.name, as.name]);
      edits.push({ start, end, text: '' });
    } else if (type.startsWith('Export')) throw refuse('an export that is no list of names');
  }
  if (exported.length === 0) throw refuse('it exports nothing');
  const variables = new Set(program.body.flatMap(variablesOf));
  const names = new Set(exported.map(([local]) => local).filter((local) => variables.has(local)));
  eachNode(program, (node) => {
    if (node.type === 'MetaProperty' && node.meta.name === 'import') throw refuse('it asks where it lies');
    if (node.type === 'ImportExpression') edits.push({ start: node.start, end: node.start + 6, text: 'importHere' });
    // What is exported is taken once. A name of the same spelling within a function is refused too.
    const target = node.type === 'AssignmentExpression' ? node.left : node.argument;
    const isSet = node.type === 'AssignmentExpression' || node.type === 'UpdateExpression';
    if (isSet && target.type === 'Identifier' && names.has(target.name)) throw refuse(`${target.name} changes`);
  });
  const head = `(function (importHere, ${locals.join(', ')}) { 'use strict';`;
  const tail = `return { ${exported.map(([local, as]) => `${as}: ${local}`).join(', ')} };})`;
  return {
    ...{ imports, locals, exported: exported.map(([, as]) => as) },
    body: `${head}${edited(text, edits)}\n${tail}\n`,
  };
}

/** The names that a statement declares so that they may change. */
function variablesOf(/** @type {SyntaxNode} */ { type, kind, declarations }) {
  if (type !== 'VariableDeclaration' || kind === 'const') return [];
  return declarations.map((/** @type {SyntaxNode} */ { id }) => id.name);
}

function edited(/** @type {string} */ text, /** @type {readonly Edit[]} */ edits) {
  const sorted = [...edits].sort((one, other) => one.start - other.start);
  let result = '';
  let done = 0;
  for (const { start, end, text: instead } of sorted) {
    result += text.slice(done, start) + instead;
    done = end;
  }
  return result + text.slice(done);
}

function eachNode(/** @type {unknown} */ node, /** @type {(node: SyntaxNode) => void} */ take) {
  if (typeof node !== 'object' || node === null) return;
  if ('type' in node) take(/** @type {SyntaxNode} */ (node));
  for (const inner of Object.values(node)) eachNode(inner, take);
}
