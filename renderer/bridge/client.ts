import { createORPCClient, ORPCError } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import { bridgeChannels } from '../../contract/bridge.ts';
import type { Contract } from '../../contract/contract.ts';
import { type FaultData, faultSchema } from '../../contract/faults.ts';
import type { TicketAnswer } from '../../contract/files.ts';
import './window-bridge.ts';

export type Client = ContractRouterClient<Contract>;

/** Resolves with the port that carries the contract, once the host has opened it. */
function openPort(): Promise<MessagePort> {
  return new Promise((resolve) => {
    const onMessage = (event: MessageEvent) => {
      const port = event.ports[0];
      if (event.source !== window || event.data !== bridgeChannels.portOpened || !port) return;
      window.removeEventListener('message', onMessage);
      port.start();
      resolve(port);
    };
    window.addEventListener('message', onMessage);
    window.bridge.openPort();
  });
}

let link: Promise<RPCLink<Record<never, never>>> | null = null;

/** Everything that may be asked of the engine. Calls made before the port opens wait for it. */
export const client: Client = createORPCClient<Client>({
  call: async (path, input, options) => {
    link ??= openPort().then((port) => new RPCLink({ port }));
    return (await link).call(path, input, options);
  },
});

/** A ticket, the tickets of a folder, or the fault that stands in its way, for each of `files`, in their order. */
export async function requestTickets(files: readonly File[]): Promise<readonly TicketAnswer[]> {
  try {
    return await window.bridge.requestTickets(files);
  } catch (error) {
    const fault = callFault(error);
    return files.map((file) => ({ type: 'fault', fileName: file.name, fault }));
  }
}

/** The fault of a failed call, whatever was thrown: the engine's own, or INTERNAL with what is known as its detail. */
export function callFault(error: unknown): FaultData {
  const given = faultSchema.safeParse(error instanceof ORPCError ? error.data : error);
  if (given.success) return given.data;
  if (error instanceof ORPCError && error.code === 'BAD_REQUEST') {
    return { code: 'REQUEST_INVALID', values: { reason: error.message }, detail: JSON.stringify(error.data ?? null) };
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { code: 'INTERNAL', values: {}, detail };
}

/** Whether a call failed only because the caller no longer wanted it. */
export function isAborted(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
