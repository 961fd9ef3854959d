import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { type Connection, defineQueue, defineWorker } from 'plainjob';
import { openDatabase } from '../../engine/archive/database.ts';
import { payload, type QueuePeer } from './queue-peer.ts';

const logger = { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} };

/** plainjob over the same SQLite library as ours, spoken to as if it were better-sqlite3; `isDurable`: with our promise. */
export function plainjobPeer(parent: string, isDurable: boolean): QueuePeer {
  const folder = mkdtempSync(path.join(parent, 'plainjob-'));
  const filename = path.join(folder, 'jobs.sqlite');
  const database = openDatabase(filename, 5000);
  const transaction = (work: (...its: unknown[]) => unknown) => {
    const run = (...its: unknown[]) => {
      database.exec('BEGIN IMMEDIATE');
      const result = work(...its);
      database.exec('COMMIT');
      return result;
    };
    return Object.assign(run, { immediate: run, deferred: run, exclusive: run, default: run });
  };
  const connection = {
    ...{ driver: 'better-sqlite3', filename, transaction },
    pragma: (sql: string) => database.exec(`PRAGMA ${sql}`),
    exec: (sql: string) => database.exec(sql),
    prepare: (sql: string) => database.prepare(sql),
    close: () => database.close(),
  } as unknown as Connection;
  const queue = defineQueue({ connection, logger });
  if (isDurable) database.exec('PRAGMA synchronous = FULL');
  return {
    name: isDurable ? 'plainjob, synchronous=FULL' : 'plainjob, as it comes',
    promise: isDurable ? 'on disk' : 'lost with the power (synchronous=NORMAL)',
    submit: async (count) => {
      if (count === 1) queue.add('profile', payload);
      else queue.addMany('profile', Array(count).fill(payload));
    },
    drain: async (jobs) => {
      // A worker of plainjob runs one job after the other, and its calls wait for the disk: more workers gain nothing.
      let left = jobs;
      await new Promise<void>((resolve) => {
        const onCompleted = () => {
          if (--left === 0) void worker.stop().then(resolve);
        };
        const worker = defineWorker('profile', () => {}, { queue, logger, pollIntervall: 1, onCompleted });
        void worker.start();
      });
    },
    startDelaysMs: async () => null,
    close: async () => {
      queue.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
