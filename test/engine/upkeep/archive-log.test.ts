import { expect, it, onTestFinished, vi } from 'vitest';
import type { ThreadPool } from '../../../engine/pool/thread-pool.ts';
import { ArchiveLog } from '../../../engine/upkeep/archive-log.ts';
import { settleArchive } from '../../../workers/archive/settle-archive.ts';
import { ArchiveFolder } from '../../builders/archive-folder.ts';
import { testContext } from '../../builders/order-context.ts';

/** A million letters; others for each place, since pages that stay the same are not written. */
const textOf = (place: number) => String.fromCharCode(97 + place).repeat(2 ** 20);

async function logOf(run: (kind: string, order: { path: string }) => Promise<unknown>) {
  const folder = await ArchiveFolder.make();
  const archive = folder.open();
  const troubles: string[] = [];
  const log = new ArchiveLog({
    archive,
    pool: { run } as unknown as ThreadPool,
    onTrouble: (sentence) => troubles.push(sentence),
  });
  log.start();
  onTestFinished(async () => {
    await log.close();
    await folder.remove();
  });
  const write = (megabytes: number) => {
    for (let at = 0; at < megabytes; at++) archive.transact(() => archive.facts.write(`fact ${at}`, textOf(at)));
  };
  return { archive, troubles, write };
}

it('a long log is brought into the archive by a thread, once, and begins anew with the next write', async () => {
  const orders: unknown[] = [];
  const { archive, troubles, write } = await logOf(async (kind, order) => {
    const reply = await settleArchive(order, testContext().context);
    orders.push([kind, reply]);
    return reply;
  });
  write(4);
  expect(archive.space.logBytes()).toBeLessThan(16 * 2 ** 20);
  write(20);
  expect(archive.space.logBytes()).toBeGreaterThan(16 * 2 ** 20);
  await vi.waitFor(() => expect(orders).toHaveLength(1), { timeout: 10_000 });
  const [[kind, { logPages, settledPages }]] = orders as [[string, { logPages: number; settledPages: number }]];
  expect(kind).toBe('settle-archive');
  expect(logPages).toBeGreaterThan(4000);
  expect(settledPages).toBe(logPages);
  const longest = archive.space.logBytes();
  write(4);
  expect(archive.space.logBytes()).toBe(longest);
  expect(archive.facts.read('fact 19')).toBe(textOf(19));
  expect(troubles).toEqual([]);
});

it('a thread that cannot do it is told of, and everything stays readable', async () => {
  const { archive, troubles, write } = await logOf(() => Promise.reject(new Error('no thread')));
  write(20);
  await vi.waitFor(() => expect(troubles).toHaveLength(1), { timeout: 10_000 });
  expect(archive.facts.read('fact 16')).toBe(textOf(16));
});

it('a large change waits for a long log to be brought into the archive, so that it begins anew', async () => {
  const { archive, write } = await logOf((_, order) => settleArchive(order, testContext().context));
  await archive.awaitLog();
  write(26);
  await archive.awaitLog();
  const longest = archive.space.logBytes();
  write(8);
  expect(archive.space.logBytes()).toBe(longest);
});

it('parts of a large change are in the log and readable before a thread has synced it', async () => {
  const { archive } = await logOf((_, order) => settleArchive(order, testContext().context));
  for (let part = 0; part < 9; part++) archive.transactPart(() => archive.facts.write('part', part));
  expect(archive.facts.read('part')).toBe(8);
  await archive.settleParts();
  archive.transact(() => archive.facts.write('part', 9));
  expect(archive.facts.read('part')).toBe(9);
});
