import { readdirSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Engine } from '../../../engine/engine.ts';
import { createLocalClient, type LocalClient } from '../../../engine/local-client.ts';
import { documentBytes } from '../../../workers/models/read-document.ts';
import { outcomeModel } from '../../builders/model-document.ts';
import { RealEngineBench } from '../../builders/real-engine.ts';

let bench: RealEngineBench;
let engine: Engine;
let client: LocalClient;
beforeEach(async () => {
  bench = await RealEngineBench.open();
  await start();
});
afterEach(() => bench.close());

async function start(): Promise<void> {
  engine = await bench.engine();
  client = createLocalClient(engine);
  await engine.upkeep.settled();
}

async function ticketFor(name: string, content: string | Uint8Array): Promise<string> {
  const file = path.join(bench.folder, name);
  writeFileSync(file, content);
  return (await engine.tickets.issueTicket(file)).id;
}

const importModel = async (name: string) =>
  (await client.models.importModel({ ticket: await ticketFor('m.json', documentBytes(outcomeModel())), name })).model;

/** Ends the engine, loses the archive, and begins anew. */
async function loseArchive(): Promise<void> {
  await engine.close();
  truncateSync(path.join(bench.dataFolder, 'archive.sqlite'), 20_000);
  await start();
}

const models = async () => (await client.models.listModels({})).models;

describe('a library whose archive was lost', () => {
  it('has its imported models again, with their names, versions and notes, and they predict', async () => {
    const first = await importModel('毕业去向');
    await importModel('毕业去向');
    const removed = await importModel('毕业去向');
    await client.models.setModelNotes({ id: first.id, notes: 'of the registry' });
    await client.models.renameModel({ id: first.id, name: 'Outcome' });
    await client.models.removeModel({ id: removed.id });
    const before = await models();
    await loseArchive();
    expect(await models()).toEqual(before);
    expect(before.map(({ name, version, notes }) => [name, version, notes])).toEqual([
      ['Outcome', 2, ''],
      ['Outcome', 1, 'of the registry'],
    ]);
    const told = await client.models.explainValues({ id: first.id, values: { 成绩: 90, 专业: '软件工程', 出勤率: 1 } });
    expect(told.probabilities).toHaveLength(3);
    expect((await importModel('Outcome')).version).toBe(3);
    const notices = engine.upkeep.listNotices();
    expect(notices.map(({ kind }) => kind)).toEqual(['archiveReplaced', 'waitingLost', 'libraryRecovered']);
    expect(notices[2]!.values).toEqual({ models: 2, tables: 0 });
  });

  it('has its tables again, with their rows and what came into them', async () => {
    const [job] = await bench.profile(engine, { 'marks.csv': 'name,mark\n甲,90\n乙,80\n' });
    const source = { kind: 'result' as const, jobId: job!.id, artifact: 'rows' as const };
    for (const mode of ['append', 'append'] as const) {
      const asked = { source, table: 'marks', mode, keyColumns: [], groupBy: null };
      await client.library.importTable({ ...asked, importId: crypto.randomUUID() });
    }
    const { tables: before } = await client.library.listTables();
    const gone = { source, table: 'gone', mode: 'append' as const, keyColumns: [], groupBy: null };
    const { table } = await client.library.importTable({ ...gone, importId: crypto.randomUUID() });
    await client.library.removeTable({ id: table.id });
    await loseArchive();
    const { tables } = await client.library.listTables();
    expect(tables).toEqual(before);
    expect(tables).toMatchObject([{ name: 'marks', rows: 4, imports: 2 }]);
    const { imports } = await client.library.listImports({ id: tables[0]!.id });
    expect(imports.map(({ origin, jobId }) => [origin, jobId])).toEqual([
      ['marks.csv', job!.id],
      ['marks.csv', job!.id],
    ]);
    const found = engine.upkeep.listNotices().find(({ kind }) => kind === 'libraryRecovered');
    expect(found?.values).toEqual({ models: 0, tables: 1 });
  });

  it('leaves out what is damaged itself, and finds nothing to do at the next start', async () => {
    const { id, sha256 } = await importModel('A');
    await importModel('B');
    const damaged = path.join(bench.dataFolder, 'holdings', 'models', `${id}.json`);
    writeFileSync(damaged, '{"id":');
    await loseArchive();
    expect((await models()).map(({ name }) => name)).toEqual(['B']);
    await engine.close();
    await start();
    expect(engine.upkeep.listNotices().filter(({ kind }) => kind === 'libraryRecovered')).toHaveLength(1);
    expect(readdirSync(path.join(bench.dataFolder, 'artifacts'))).toContain(sha256.slice(0, 2));
  });
});
