import { describe, expect, it } from 'vitest';
import { SharedWork } from '../../../engine/tables/shared-work.ts';

/** Work that is driven by hand. */
function driven() {
  const begun: { signal: AbortSignal; report: (progress: number) => void; end: (result: string) => void }[] = [];
  const begin = (signal: AbortSignal, report: (progress: number) => void) =>
    new Promise<string>((resolve, reject) => {
      begun.push({ signal, report, end: resolve });
      signal.addEventListener('abort', () => reject(signal.reason));
    });
  return { begun, begin };
}

const turn = () => new Promise((resolve) => setTimeout(resolve));

describe('shared work', () => {
  it('is done once for all who ask, and begins anew when it has ended', async () => {
    const { begun, begin } = driven();
    const shared = new SharedWork<number, string>();
    const both = Promise.all([shared.join('a', begin), shared.join('a', begin)]);
    await turn();
    expect(begun).toHaveLength(1);
    begun[0]!.end('made');
    expect(await both).toEqual(['made', 'made']);
    const again = shared.join('a', begin);
    await turn();
    expect(begun).toHaveLength(2);
    begun[1]!.end('made again');
    expect(await again).toBe('made again');
  });

  it('tells how far it is, then its outcome', async () => {
    const { begun, begin } = driven();
    const watching = new SharedWork<number, string>().watch('a', begin);
    const first = watching.next();
    await turn();
    begun[0]!.report(0.5);
    expect(await first).toEqual({ done: false, value: 0.5 });
    const last = watching.next();
    begun[0]!.end('made');
    expect(await last).toEqual({ done: true, value: 'made' });
  });

  it('stops when the last one leaves, not before', async () => {
    const { begun, begin } = driven();
    const shared = new SharedWork<number, string>();
    const leaving = [new AbortController(), new AbortController()];
    const joined = leaving.map(({ signal }) => shared.join('a', begin, signal));
    for (const join of joined) join.catch(() => undefined);
    await turn();
    leaving[0]!.abort();
    await expect(joined[0]).rejects.toMatchObject({ code: 'JOB_CANCELLED' });
    expect(begun[0]!.signal.aborted).toBe(false);
    leaving[1]!.abort();
    await expect(joined[1]).rejects.toMatchObject({ code: 'JOB_CANCELLED' });
    expect(begun[0]!.signal.aborted).toBe(true);
    const next = shared.join('a', begin);
    await turn();
    begun[1]!.end('made');
    expect(await next).toBe('made');
  });

  it('fails for all when it fails', async () => {
    const shared = new SharedWork<number, string>();
    const begin = () => Promise.reject(new Error('broken'));
    const both = await Promise.allSettled([shared.join('a', begin), shared.join('a', begin)]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });
});
