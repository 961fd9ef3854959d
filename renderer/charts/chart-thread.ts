import type { EChartsCoreOption } from 'echarts/core';
import type { ImageFormat } from '../../contract/desktop.ts';
import type { Scheme } from '../theme/chart-theme.ts';
import type { ChartNotice, ChartRequest, ChartSize, TextAsked } from './chart-messages.ts';
import { writeOption } from './written-option.ts';

type OwnFunction = (...facts: never[]) => unknown;
type Request<Kind> = Kind extends ChartRequest ? Omit<Kind, 'chart'> : never;

let thread: Worker | null = null;
let lastChart = 0;
const lines = new Map<number, ChartLine>();

/** Starts the thread that draws charts, if it does not run yet: a first chart is sooner there if this was called before. */
export function startChartThread(): Worker {
  if (thread) return thread;
  const started = new Worker(new URL('./chart-worker.ts', import.meta.url), { type: 'module', name: 'charts' });
  started.onmessage = ({ data }: MessageEvent<ChartNotice>) => lines.get(data.chart)?.take(data);
  started.onerror = ({ message }) => {
    // What it drew last stays on screen; the next chart has a thread of its own again.
    started.terminate();
    if (thread === started) thread = null;
    for (const [chart, line] of lines) line.take({ chart, kind: 'failed', reason: message });
  };
  thread = started;
  return started;
}

/** What this thread says and answers about one chart of that one. */
export class ChartLine {
  readonly #chart: number;
  readonly #hear: (notice: ChartNotice) => void;
  #functions: readonly OwnFunction[] = [];

  constructor(hear: (notice: ChartNotice) => void) {
    lastChart += 1;
    this.#chart = lastChart;
    this.#hear = hear;
    lines.set(this.#chart, this);
  }

  /** `option` as it can be sent; its functions are asked from now on. */
  write(option: EChartsCoreOption) {
    const { written, functions } = writeOption(option);
    this.#functions = functions;
    return written;
  }

  send(request: Request<ChartRequest>, transferred: Transferable[] = []): void {
    startChartThread().postMessage({ chart: this.#chart, ...request }, transferred);
  }

  /** What the function at `place` of the option says of `facts`. */
  text({ place, facts }: TextAsked): string {
    return String(this.#functions[place]?.(...(facts as never[])) ?? '');
  }

  take(notice: ChartNotice): void {
    if (notice.kind === 'ask')
      this.send({ kind: 'answer', round: notice.round, texts: notice.asked.map((asked) => this.text(asked)) });
    else this.#hear(notice);
  }

  close(): void {
    lines.delete(this.#chart);
  }
}

/** The chart for a file: SVG, or PNG in base64. */
export async function pictureOf(
  option: EChartsCoreOption,
  scheme: Scheme,
  size: ChartSize,
  format: ImageFormat,
): Promise<string> {
  let line: ChartLine | null = null;
  try {
    return await new Promise<string>((resolve, reject) => {
      line = new ChartLine((notice) => {
        if (notice.kind === 'pictured') resolve(notice.content);
        if (notice.kind === 'failed') reject(new Error(notice.reason));
      });
      line.send({ kind: 'picture', option: line.write(option), scheme, size, format });
    });
  } finally {
    (line as ChartLine | null)?.close();
  }
}
