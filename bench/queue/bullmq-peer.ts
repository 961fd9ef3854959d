import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Queue, QueueEvents, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { payload, type QueuePeer } from './queue-peer.ts';

export const hasRedis = (): boolean => spawnSync('redis-server', ['--version']).status === 0;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

async function startRedis(folder: string, isDurable: boolean): Promise<{ process: ChildProcess; port: number }> {
  const port = await freePort();
  const durability = isDurable ? ['--appendonly', 'yes', '--appendfsync', 'always'] : ['--appendonly', 'no'];
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', ...durability];
  const redis = spawn('redis-server', args, { stdio: 'ignore' });
  const client = new Redis({ port, lazyConnect: true, retryStrategy: () => 50 });
  client.on('error', () => {}); // Until it listens.
  for (let tries = 0; (await client.ping().catch(() => '')) !== 'PONG'; tries++) {
    if (tries > 100) throw new Error('redis-server does not answer');
    await sleep(50);
  }
  client.disconnect();
  return { process: redis, port };
}

/** BullMQ on a Redis of its own; `isDurable`: every write is on disk before it is answered, which is our promise. */
export async function bullmqPeer(parent: string, isDurable: boolean): Promise<QueuePeer> {
  const folder = mkdtempSync(path.join(parent, 'redis-'));
  const redis = await startRedis(folder, isDurable);
  const connection = { host: '127.0.0.1', port: redis.port, maxRetriesPerRequest: null };
  const queue = new Queue('jobs', { connection });
  const startedMs = new Map<string, number>();
  await queue.waitUntilReady();
  return {
    name: isDurable ? 'BullMQ, appendfsync always' : 'BullMQ, in memory',
    promise: isDurable ? 'on disk' : 'lost with the power, or with Redis',
    submit: async (count) => {
      if (count === 1) await queue.add('profile', payload);
      else await queue.addBulk(Array.from({ length: count }, () => ({ name: 'profile', data: payload })));
    },
    drain: async (jobs, concurrency) => {
      let left = jobs;
      const worker = new Worker('jobs', async () => null, { connection, concurrency, autorun: false });
      await worker.waitUntilReady();
      const done = new Promise<void>((resolve) => {
        worker.on('completed', () => {
          if (--left === 0) resolve();
        });
      });
      void worker.run();
      await done;
      await worker.close();
    },
    startDelaysMs: async (count) => {
      const worker = new Worker('jobs', async (job) => void startedMs.set(job.id!, performance.now()), { connection });
      const events = new QueueEvents('jobs', { connection });
      await Promise.all([worker.waitUntilReady(), events.waitUntilReady()]);
      const delays: number[] = [];
      for (let turn = 0; turn < count; turn++) {
        const askedMs = performance.now();
        const job = await queue.add('profile', payload);
        await job.waitUntilFinished(events);
        delays.push(startedMs.get(job.id!)! - askedMs);
      }
      await Promise.all([worker.close(), events.close()]);
      return delays;
    },
    close: async () => {
      await queue.close();
      redis.process.kill();
      await once(redis.process, 'exit');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
