import { builtinModules } from 'node:module';

/** A source file by its path from the top (`engine/jobs/job-states.ts`) and its text. */
export interface SourceFile {
  readonly path: string;
  readonly code: string;
}

interface RoomRule {
  /** Rooms it may import besides itself. */
  readonly rooms: readonly string[];
  /** The only packages it may import; null where packages are free but for `packageHomes`. */
  readonly packages: readonly string[] | null;
  readonly mayUseNode: boolean;
}

export const roomRules: Readonly<Record<string, RoomRule>> = {
  contract: { rooms: [], packages: ['zod', '@orpc/contract'], mayUseNode: false },
  engine: { rooms: ['contract'], packages: null, mayUseNode: true },
  workers: { rooms: ['contract'], packages: null, mayUseNode: true },
  main: { rooms: ['engine', 'contract'], packages: null, mayUseNode: true },
  server: { rooms: ['engine', 'contract'], packages: null, mayUseNode: true },
  cli: { rooms: ['engine', 'contract'], packages: null, mayUseNode: true },
  renderer: { rooms: ['contract'], packages: null, mayUseNode: false },
};

/** Packages that belong to one place: everything else of ours reaches them through it. */
export const packageHomes: Readonly<Record<string, readonly string[]>> = {
  harfbuzzjs: ['workers/'],
  electron: ['main/'],
  'electron-store': ['main/'],
  piscina: ['engine/pool/'],
  '@photostructure/sqlite': ['engine/archive/', 'workers/archive/'],
  croner: ['engine/timetable/'],
  cronstrue: ['engine/timetable/'],
  chokidar: ['engine/timetable/'],
  bullmq: ['server/cluster/', 'bench/'],
  ioredis: ['server/cluster/', 'bench/'],
  plainjob: ['bench/'],
  fastify: ['server/'],
  exceljs: ['workers/'],
  '@duckdb/node-api': ['workers/'],
  '@resvg/resvg-js': ['workers/'],
  react: ['renderer/'],
  'react-dom': ['renderer/'],
  zustand: ['renderer/'],
  // Raw transport: one file for each side.
  '@orpc/server/message-port': ['main/ipc/transport.ts'],
  '@orpc/client/message-port': ['renderer/bridge/client.ts'],
};

/** Names of Electron that carry raw messages, and the one file that may use each. */
export const electronNameHomes: Readonly<Record<string, string>> = {
  ipcMain: 'main/ipc/transport.ts',
  MessageChannelMain: 'main/ipc/transport.ts',
  ipcRenderer: 'main/preload.ts',
  contextBridge: 'main/preload.ts',
  webUtils: 'main/preload.ts',
};

export const maxLines = 300;

/** Folder and file names that say nothing. */
export const emptyNames = new Set(['utils', 'util', 'helpers', 'helper', 'common', 'misc', 'shared', 'lib', 'index']);

const builtins = new Set(builtinModules);

export function isNodeModule(source: string): boolean {
  return source.startsWith('node:') || builtins.has(source);
}

/** `@duckdb/node-api/lib/x` → `@duckdb/node-api`. */
export function packageNameOf(source: string): string {
  return source
    .split('/')
    .slice(0, source.startsWith('@') ? 2 : 1)
    .join('/');
}
