import { createHmac } from 'node:crypto';
import { mkdirSync, readdirSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deliveringHost, endJobs, submitFiles } from '../../../builders/delivering-host.ts';
import { TimetableBench, type TimetableHost, until } from '../../../builders/timetable-bench.ts';

let bench: TimetableBench;
let out: string;
beforeEach(async () => {
  bench = await TimetableBench.open();
  out = path.join(bench.folder, 'out');
  mkdirSync(out);
});
afterEach(() => bench.close());

const host = (options: Parameters<TimetableBench['host']>[0] = {}) => deliveringHost(bench, options);

/** The reports in the folder; what is being written does not count yet. */
const delivered = () => readdirSync(out).filter((name) => !name.startsWith('.'));
const submit = (host: TimetableHost, names: readonly string[], folder: string | null = out) =>
  submitFiles(host, names, folder);
const stateOf = ({ archive }: TimetableHost) => archive.deliveries.troubles(10, 0);

interface Call {
  readonly body: string;
  readonly headers: IncomingHttpHeaders;
}

describe('the webhook', () => {
  let server: Server;
  let url: string;
  let calls: Call[];
  let answer: (response: ServerResponse) => void;
  beforeEach(async () => {
    calls = [];
    answer = (response) => response.writeHead(204).end();
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (part) => {
        body += part;
      });
      request.on('end', () => {
        calls.push({ body, headers: request.headers });
        answer(response);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?token=secret-path`;
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  const secret = 'a secret of ours';
  function hooked(options: Parameters<typeof host>[0] = {}): TimetableHost {
    const worker = host(options);
    worker.settings.change({ webhook: { url, secret } }, 'person');
    return worker;
  }

  it('is called once for a batch that has ended, signed', async () => {
    const worker = hooked();
    worker.timetable.start();
    const batchId = await submit(worker, ['a.csv', 'b.csv'], null);
    await endJobs(worker);
    await until(() => calls.length > 0);
    const { body, headers } = calls[0]!;
    expect(JSON.parse(body)).toMatchObject({
      event: 'batchEnded',
      batch: { id: batchId, name: 'Term', jobs: 2, counts: { completed: 2, dead: 0 } },
      jobs: [
        { file: 'a.csv', state: 'completed', sheet: null, fault: null },
        { file: 'b.csv', state: 'completed' },
      ],
    });
    expect(body).not.toContain('/data/');
    const [, seconds, hash] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['auspex-signature']))!;
    expect(hash).toBe(createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex'));
    expect(headers['content-type']).toBe('application/json');
    expect(headers['auspex-delivery']).toMatch(/^[0-9a-f-]{36}$/);
    await submit(worker, ['c.csv'], null);
    await endJobs(worker);
    await until(() => calls.length > 1);
    expect(calls).toHaveLength(2);
  });

  it('is called by nobody unless it is set up', async () => {
    const worker = host();
    worker.timetable.start();
    await submit(worker, ['a.csv']);
    await endJobs(worker);
    await until(() => delivered().length === 1);
    expect(calls).toEqual([]);
    // What ended before it was set up is not told of later.
    worker.settings.change({ webhook: { url, secret: null } }, 'person');
    await submit(worker, ['b.csv'], null);
    await endJobs(worker);
    await until(() => calls.length > 0);
    expect(calls).toHaveLength(1);
    expect(calls[0]!.headers['auspex-signature']).toBeUndefined();
  });

  it('is tried again with the same id while the answer is no success', async () => {
    const answers = [500, 404, 302];
    answer = (response) => {
      const status = answers.shift() ?? 200;
      response.writeHead(status, status === 302 ? { location: `${url}&redirected` } : {}).end('x'.repeat(100_000));
    };
    const worker = hooked();
    worker.timetable.start();
    await submit(worker, ['a.csv'], null);
    await endJobs(worker);
    await until(() => calls.length === 4);
    expect(new Set(calls.map((call) => call.headers['auspex-delivery'])).size).toBe(1);
    expect(new Set(calls.map((call) => call.body)).size).toBe(1);
    await until(() => stateOf(worker).total === 0);
  });

  it('is given up after five tries, and says why without giving the address away', async () => {
    answer = (response) => response.writeHead(503).end();
    const worker = hooked();
    worker.timetable.start();
    await submit(worker, ['a.csv'], null);
    await endJobs(worker);
    await until(() => stateOf(worker).deliveries[0]?.state === 'dead');
    expect(calls).toHaveLength(5);
    const { deliveries } = worker.timetable.listTroubledDeliveries(10, 0);
    expect(deliveries).toMatchObject([
      {
        kind: 'webhook',
        subject: 'Term',
        failures: 5,
        fault: { code: 'WEBHOOK_FAILED', values: { reason: 'HTTP 503' } },
      },
    ]);
    expect(JSON.stringify(deliveries)).not.toContain('secret-path');
  });

  it('that does not answer in time, or is not there, counts as failed', async () => {
    answer = () => undefined;
    const worker = hooked();
    worker.timetable.start();
    await submit(worker, ['a.csv'], null);
    await endJobs(worker);
    await until(() => stateOf(worker).total === 1);
    expect(stateOf(worker).deliveries[0]?.fault?.code).toBe('WEBHOOK_FAILED');
    server.closeAllConnections();
    server.close();
    await until(() => stateOf(worker).deliveries[0]?.fault?.values.reason === 'ECONNREFUSED');
  });

  it('tells again of a batch that has ended again, and drops what nobody wants any more', async () => {
    const worker = hooked();
    worker.timetable.start();
    await submit(worker, ['a.csv'], null);
    const fault = { code: 'WORKER_DIED' as const, values: {}, detail: null };
    await endJobs(worker, { kind: 'failed', durationMs: 1, fault, retryAtMs: null });
    await until(() => calls.length === 1);
    expect(JSON.parse(calls[0]!.body)).toMatchObject({ jobs: [{ state: 'dead', fault: 'WORKER_DIED' }] });
    answer = (response) => response.writeHead(500).end();
    await worker.queue.redrive([bench.jobs(worker)[0]!.id], { nowMs: Date.now(), hostId: null });
    await endJobs(worker);
    await until(() => calls.length > 1);
    expect(JSON.parse(calls[1]!.body)).toMatchObject({ jobs: [{ state: 'completed', fault: null }] });
    worker.settings.change({ webhook: null }, 'person');
    await until(() => stateOf(worker).total === 0);
  });
});
