import type { EChartsType } from 'echarts/core';
import { chartTheme, type Scheme } from '../theme/chart-theme.ts';
import { AskedTexts, plainFact } from './asked-texts.ts';
import { init } from './chart-engine.ts';
import type { ChartNotice, ChartSize, PointerAct } from './chart-messages.ts';
import { rehearse } from './rehearse.ts';
import { readOption, type WrittenOption } from './written-option.ts';

type Notice<Kind> = Kind extends ChartNotice ? Omit<Kind, 'chart'> : never;
export type TellWindow = (notice: Notice<ChartNotice>) => void;

/** The window shows the tooltips itself, since only it has a document; what ECharts would draw stays unseen. */
const unseenTooltip = {
  backgroundColor: 'transparent',
  borderColor: 'transparent',
  borderWidth: 0,
  padding: 0,
  shadowBlur: 0,
  shadowColor: 'transparent',
};

/** A chart on a canvas of the window, drawn in this thread. */
export class DrawnChart {
  readonly texts: AskedTexts;
  readonly #tell: TellWindow;
  readonly #scheme: Scheme;
  readonly #chart: EChartsType;
  #size: ChartSize;
  #turn = 0;

  constructor(canvas: OffscreenCanvas, scheme: Scheme, size: ChartSize, tell: TellWindow) {
    this.#tell = tell;
    this.#scheme = scheme;
    this.#size = size;
    this.texts = new AskedTexts((round, asked) => tell({ kind: 'ask', round, asked }));
    const theme = { ...chartTheme(scheme), tooltip: unseenTooltip };
    this.#chart = init(canvas as unknown as HTMLCanvasElement, theme, {
      renderer: 'canvas',
      width: size.widthPx,
      height: size.heightPx,
      devicePixelRatio: size.pixelRatio,
    });
    this.#listen();
  }

  #listen(): void {
    const chart = this.#chart;
    chart.on('hideTip', () => this.#tell({ kind: 'untip' }));
    chart.on('click', (event) => {
      const { dataIndex, name, value } = event as { dataIndex: number; name: string; value: unknown };
      this.#tell({ kind: 'picked', hit: { dataIndex, name, value } });
    });
    // An axis that was scaled or zoomed has other labels.
    chart.on('rendered', () => void this.#fillIn());
    let shown = 'default';
    chart.getZr().handler.setHandlerProxy({
      setCursor: (cursor: string) => {
        if (cursor !== shown) this.#tell({ kind: 'cursor', cursor });
        shown = cursor;
      },
      dispose: () => undefined,
    } as never);
  }

  async #fillIn(): Promise<void> {
    if (this.texts.isMissingSome && (await this.texts.settle()) && !this.#chart.isDisposed()) this.#chart.resize();
  }

  async show(written: WrittenOption): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    this.texts.forget();
    const option = readOption(written, {
      text: (place) => this.texts.maker(place),
      tip: (place) => (facts: never) => {
        this.#tell({ kind: 'tip', place, facts: plainFact(facts) });
        return '';
      },
    });
    const isReady = await rehearse(option, this.texts, this.#scheme, this.#size);
    if (!isReady || turn !== this.#turn || this.#chart.isDisposed()) return;
    this.#chart.setOption(option, { notMerge: true });
    this.#tell({ kind: 'shown' });
  }

  resize(size: ChartSize): void {
    this.#size = size;
    const { widthPx: width, heightPx: height } = size;
    this.#chart.resize({ width, height, silent: true });
  }

  point({ name, x, y, which, wheelTurns }: PointerAct): void {
    const nothing = () => undefined;
    this.#chart.getZr().handler.dispatch(name, {
      ...{ type: name, zrX: x, zrY: y, zrDelta: wheelTurns, which },
      ...{ preventDefault: nothing, stopPropagation: nothing },
    });
  }

  close(): void {
    this.#turn += 1;
    this.texts.forget();
    this.#chart.dispose();
  }
}
