import path from 'node:path';
import { isBarrel, type ModuleImport, moduleImportsOf } from './module-imports.ts';
import {
  electronNameHomes,
  emptyNames,
  isNodeModule,
  maxLines,
  packageHomes,
  packageNameOf,
  roomRules,
  type SourceFile,
} from './room-rules.ts';

/** Every breach of the rooms' rules in `files`, each a sentence that begins with the file's path. */
export function breachesOf(files: readonly SourceFile[]): readonly string[] {
  const graph = new Map<string, readonly string[]>();
  const breaches: string[] = [];
  for (const file of files) {
    const imports = moduleImportsOf(file.code, file.path);
    graph.set(
      file.path,
      imports.filter(isRelative).map((one) => targetOf(file.path, one.source)),
    );
    breaches.push(...formBreaches(file), ...imports.flatMap((one) => importBreaches(file.path, one)));
  }
  return [...breaches, ...cyclesOf(graph)];
}

function formBreaches({ path: file, code }: SourceFile): readonly string[] {
  const breaches: string[] = [];
  const lines = code.trimEnd().split('\n').length;
  if (lines > maxLines) breaches.push(`${file}: ${lines} lines, more than ${maxLines}`);
  for (const part of file.split('/')) {
    const name = part.replace(/(\.test)?(\.d)?\.(ts|tsx|mts)$/, '');
    if (emptyNames.has(name)) breaches.push(`${file}: "${name}" says nothing about what is in it`);
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) breaches.push(`${file}: "${name}" is not kebab-case`);
  }
  if (isBarrel(code, file)) breaches.push(`${file}: passes on what other files export`);
  return breaches;
}

function importBreaches(file: string, one: ModuleImport): readonly string[] {
  const room = file.split('/')[0] ?? '';
  const rule = roomRules[room];
  if (!rule) return [`${file}: there is no room called ${room}`];
  if (isRelative(one)) {
    const target = targetOf(file, one.source).split('/')[0] ?? '';
    const isAllowed = target === room || rule.rooms.includes(target);
    return isAllowed ? [] : [`${file}: ${room} may not import ${target} (${one.source})`];
  }
  if (isNodeModule(one.source)) {
    return rule.mayUseNode ? [] : [`${file}: ${room} may not import Node's own modules (${one.source})`];
  }
  return packageBreaches(file, room, one);
}

function packageBreaches(file: string, room: string, { source, names }: ModuleImport): readonly string[] {
  const breaches: string[] = [];
  const name = packageNameOf(source);
  const packages = roomRules[room]?.packages;
  if (packages && !packages.includes(name)) breaches.push(`${file}: ${room} may not import ${name}`);
  for (const key of new Set([name, source])) {
    const homes = packageHomes[key];
    if (homes && !homes.some((home) => file.startsWith(home))) {
      breaches.push(`${file}: ${key} belongs to ${homes.join(', ')}`);
    }
  }
  if (name === 'electron') {
    for (const electronName of names) {
      const home = electronNameHomes[electronName];
      if (electronName === '*') breaches.push(`${file}: import Electron's parts by name`);
      if (home && home !== file) breaches.push(`${file}: ${electronName} belongs to ${home}`);
    }
  }
  return breaches;
}

/** One sentence for each cycle, found depth first; a file is gone through once. */
function cyclesOf(graph: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const cycles: string[] = [];
  const done = new Set<string>();
  const walk = (file: string, trail: readonly string[]) => {
    const start = trail.indexOf(file);
    if (start >= 0) {
      cycles.push(`${file}: imports itself through ${[...trail.slice(start + 1), file].join(' → ')}`);
    } else if (!done.has(file)) {
      for (const target of graph.get(file) ?? []) walk(target, [...trail, file]);
      done.add(file);
    }
  };
  for (const file of graph.keys()) walk(file, []);
  return cycles;
}

function isRelative({ source }: ModuleImport): boolean {
  return source.startsWith('.');
}

function targetOf(file: string, source: string): string {
  return path.posix.join(path.posix.dirname(file), source);
}
