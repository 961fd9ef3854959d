import { type Bridge, bridgeChannels, type ChosenFile } from '../../../contract/bridge.ts';
import type { TicketAnswer } from '../../../contract/files.ts';
import type { EngineRequest } from './fake-engine.ts';

// On a thread of its own, as the engine is in a process of its own: what it does takes no time of the window's.
const engine = new Worker(new URL('./fake-engine.ts', import.meta.url), { type: 'module' });
const ask = (request: EngineRequest, port: MessagePort) => engine.postMessage(request, [port]);

const bridge: Bridge = {
  openPort: () => {
    const { port1, port2 } = new MessageChannel();
    ask({ kind: 'port', search: location.search, port: port1 }, port1);
    window.postMessage(bridgeChannels.portOpened, '*', [port2]);
  },
  requestTickets: (files) =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }: MessageEvent<readonly TicketAnswer[]>) => resolve(data);
      const chosen = files.map(({ name, size }): ChosenFile => ({ name, size }));
      ask({ kind: 'tickets', files: chosen, reply: port2 }, port2);
    }),
};
Object.assign(window, { bridge });
