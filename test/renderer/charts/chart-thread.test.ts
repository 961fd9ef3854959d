import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChartNotice } from '../../../renderer/charts/chart-messages.ts';
import { ChartLine } from '../../../renderer/charts/chart-thread.ts';

/** Stands for the browser's: what it was sent is kept. */
class FakeWorker {
  static readonly started: FakeWorker[] = [];
  onmessage: ((event: { data: ChartNotice }) => void) | null = null;
  onerror: ((event: { message: string }) => void) | null = null;
  readonly sent: { chart: number; kind: string }[] = [];
  isEnded = false;

  constructor() {
    FakeWorker.started.push(this);
  }

  postMessage(message: { chart: number; kind: string }): void {
    this.sent.push(message);
  }

  terminate(): void {
    this.isEnded = true;
  }
}

describe('the thread that draws charts', () => {
  beforeEach(() => vi.stubGlobal('Worker', FakeWorker));
  afterEach(() => vi.unstubAllGlobals());

  it('that fails tells every chart, and the next one has another thread', () => {
    const heard: string[] = [];
    const first = new ChartLine((notice) => heard.push(`first ${notice.kind}`));
    const second = new ChartLine((notice) => heard.push(`second ${notice.kind}`));
    const closed = new ChartLine((notice) => heard.push(`closed ${notice.kind}`));
    for (const line of [first, second, closed]) line.send({ kind: 'close' });
    closed.close();
    const [broken] = FakeWorker.started;
    broken!.onmessage!({ data: { chart: broken!.sent[0]!.chart, kind: 'shown' } });
    broken!.onerror!({ message: 'out of memory' });
    expect(heard).toEqual(['first shown', 'first failed', 'second failed']);
    expect(broken!.isEnded).toBe(true);
    second.send({ kind: 'close' });
    expect(FakeWorker.started).toHaveLength(2);
    expect(FakeWorker.started[1]!.sent.map(({ kind }) => kind)).toEqual(['close']);
    expect(broken!.sent).toHaveLength(3);
  });
});
