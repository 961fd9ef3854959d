import { describe, expect, it } from 'vitest';
import { breachesOf } from './check-rooms.ts';

const breachesIn = (path: string, code: string) => breachesOf([{ path, code }]);

describe('a breach is found', () => {
  it.each([
    ['workers/entry.ts', "import { app } from 'electron';", 'electron belongs to main/'],
    ['renderer/app.tsx', "import type { Engine } from '../engine/engine.ts';", 'renderer may not import engine'],
    ['renderer/app.tsx', "import { readFile } from 'node:fs';", "may not import Node's own modules"],
    ['engine/jobs/runner.ts', "import Piscina from 'piscina';", 'piscina belongs to engine/pool/'],
    [
      'engine/jobs/runner.ts',
      "const { DatabaseSync } = await import('@photostructure/sqlite');",
      '@photostructure/sqlite belongs',
    ],
    ['engine/pool/host.ts', "import '../../workers/entry.ts';", 'engine may not import workers'],
    ['engine/pool/host.ts', "type Reply = import('../../main/main.ts').Reply;", 'engine may not import main'],
    ['contract/jobs.ts', "import pick from 'lodash';", 'contract may not import lodash'],
    ['contract/jobs.ts', "export { join } from 'node:path';", "may not import Node's own modules"],
    ['main/window/menu.ts', "import { ipcMain } from 'electron';", 'ipcMain belongs to main/ipc/transport.ts'],
    ['main/window/menu.ts', "import * as electron from 'electron';", "import Electron's parts by name"],
    ['main/main.ts', "import { RPCHandler } from '@orpc/server/message-port';", 'belongs to main/ipc/transport.ts'],
    [
      'renderer/start/drop.ts',
      "import { RPCLink } from '@orpc/client/message-port';",
      'belongs to renderer/bridge/client.ts',
    ],
    ['workers/report/sheet.ts', "const fast = require('piscina');", 'piscina belongs to engine/pool/'],
    ['cli/auspex.ts', "import { Job } from '../server/job.ts';", 'cli may not import server'],
    ['engine/utils/text.ts', 'export const a = 1;', '"utils" says nothing'],
    ['engine/jobs/helpers.ts', 'export const a = 1;', '"helpers" says nothing'],
    ['engine/jobs/index.ts', 'export const a = 1;', '"index" says nothing'],
    ['engine/jobs/JobRunner.ts', 'export const a = 1;', 'not kebab-case'],
    ['engine/jobs/all.ts', "export { a } from './a.ts';", 'passes on what other files export'],
    ['engine/jobs/all.ts', "export * from './a.ts';\nexport const b = 1;", 'passes on what other files export'],
    ['engine/jobs/long.ts', 'let a = 1;\n'.repeat(301), '301 lines'],
    ['parlour/a.ts', "import './b.ts';", 'there is no room called parlour'],
  ])('%s: %s', (path, code, sentence) => {
    expect(breachesIn(path, code).join('\n')).toContain(sentence);
  });

  it('a cycle, also of types and over several files', () => {
    const breaches = breachesOf([
      { path: 'engine/a.ts', code: "import { b } from './b.ts'; export const a = b;" },
      { path: 'engine/b.ts', code: "import type { C } from './jobs/c.ts'; export const b = {} as C;" },
      { path: 'engine/jobs/c.ts', code: "import { a } from '../a.ts'; export type C = typeof a;" },
    ]);
    expect(breaches).toEqual(['engine/a.ts: imports itself through engine/b.ts → engine/jobs/c.ts → engine/a.ts']);
  });
});

describe('what is allowed passes', () => {
  it.each([
    [
      'main/ipc/transport.ts',
      "import { ipcMain } from 'electron'; import { RPCHandler } from '@orpc/server/message-port';",
    ],
    ['engine/pool/host.ts', "import Piscina from 'piscina'; import { Fault } from '../../contract/faults.ts';"],
    ['renderer/app.tsx', "import { useState } from 'react'; export const App = () => <p>{useState(1)[0]}</p>;"],
    ['engine/jobs/long.ts', 'let a = 1;\n'.repeat(300)],
    ['contract/jobs.ts', "import { z } from 'zod'; export { z }; export const a = z;"],
  ])('%s', (path, code) => {
    expect(breachesIn(path, code)).toEqual([]);
  });
});
