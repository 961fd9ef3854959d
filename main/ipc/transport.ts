import { onError } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import { type IpcMainEvent, type IpcMainInvokeEvent, ipcMain, MessageChannelMain } from 'electron';
import { bridgeChannels } from '../../contract/bridge.ts';
import { Fault, faultSchema } from '../../contract/faults.ts';
import type { TicketAnswer } from '../../contract/files.ts';
import { isTrustedSender } from './trusted-sender.ts';

type AppRouter = ConstructorParameters<typeof RPCHandler>[0];

interface TransportEnds {
  /** Answers the contract. */
  readonly router: AppRouter;
  /** Answers the one raw request beside it; its payload is not yet checked. */
  readonly requestTickets: (payload: unknown) => Promise<readonly TicketAnswer[]>;
}

/** Opens the border to the renderer. The only file of this side that touches raw messages. */
export function openTransport({ router, requestTickets }: TransportEnds): void {
  const handler = new RPCHandler(router, { clientInterceptors: [onError(logUnexpected)] });

  ipcMain.on(bridgeChannels.openPort, (event) => {
    if (!isHeard(event)) return;
    const { port1, port2 } = new MessageChannelMain();
    handler.upgrade(port1);
    port1.start();
    event.senderFrame?.postMessage(bridgeChannels.portOpened, null, [port2]);
  });

  ipcMain.handle(bridgeChannels.requestTickets, async (event, payload: unknown) => {
    if (!isHeard(event)) throw new Fault('REQUEST_INVALID', { reason: 'unknown sender' });
    return requestTickets(payload);
  });
}

/** The person is told that something went wrong; what it was stands here for whoever looks for the cause. */
function logUnexpected(error: unknown): void {
  const fault = faultSchema.safeParse((error as { data?: unknown } | null)?.data);
  if (!fault.success) console.error('A request failed:', error);
  else if (fault.data.code === 'INTERNAL') console.error('A request failed:', fault.data.detail);
}

function isHeard(event: IpcMainEvent | IpcMainInvokeEvent): boolean {
  const isHeard = isTrustedSender(event.senderFrame);
  if (!isHeard) console.error(`A message from ${event.senderFrame?.url ?? 'a closed page'} was refused.`);
  return isHeard;
}

/** Takes back the synchronous listener that electron-store opens for renderers; ours has no use for it. */
export function closeForeignChannels(): void {
  ipcMain.removeAllListeners('electron-store-get-data');
}
