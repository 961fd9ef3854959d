// The thread that draws charts: ECharts is loaded, measures and draws here, so that the window's own thread is never held by it.
import { AskedTexts } from './asked-texts.ts';
import type { ChartNotice, ChartRequest } from './chart-messages.ts';
import { drawPicture } from './draw-picture.ts';
import { DrawnChart, type TellWindow } from './drawn-chart.ts';

const charts = new Map<number, DrawnChart>();
/** Texts of pictures that are being drawn for files. */
const pictures = new Map<number, AskedTexts>();

/** What a worker's global scope has of a port; the types of the room are the window's. */
const port = globalThis as unknown as {
  postMessage: (notice: ChartNotice) => void;
  onmessage: (event: MessageEvent<ChartRequest>) => void;
};

port.onmessage = ({ data }) => {
  const tell: TellWindow = (notice) => port.postMessage({ chart: data.chart, ...notice } as ChartNotice);
  // Awaited here, so that a fault of any step is told.
  void Promise.resolve()
    .then(() => serve(data, tell))
    .catch((error: unknown) => tell({ kind: 'failed', reason: String(error) }));
};

async function serve(request: ChartRequest, tell: TellWindow): Promise<void> {
  const chart = charts.get(request.chart);
  switch (request.kind) {
    case 'open':
      charts.set(request.chart, new DrawnChart(request.canvas, request.scheme, request.size, tell));
      return;
    case 'show':
      return chart?.show(request.option);
    case 'resize':
      return chart?.resize(request.size);
    case 'point':
      return chart?.point(request.act);
    case 'answer':
      return (chart?.texts ?? pictures.get(request.chart))?.answer(request.round, request.texts);
    case 'close':
      charts.delete(request.chart);
      return chart?.close();
    case 'picture': {
      const texts = new AskedTexts((round, asked) => tell({ kind: 'ask', round, asked }));
      pictures.set(request.chart, texts);
      try {
        const { option, scheme, size, format } = request;
        tell({ kind: 'pictured', content: await drawPicture(option, texts, scheme, size, format) });
      } finally {
        pictures.delete(request.chart);
      }
    }
  }
}
