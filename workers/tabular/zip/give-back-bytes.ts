import { MessageChannel, type MessagePort } from 'node:worker_threads';

/** Smaller ones may share their memory with others. */
const leastBytes = 64 * 1024;

/** A port without another side: what is sent through it is gone. */
let drain: MessagePort | null = null;

/**
 * Gives the memory of an unpacked chunk back at once, if it is the last of its buffer; nobody may look at it afterwards. The collector
 * comes only when tens of megabytes of such chunks lie about, and each fresh one costs the system's pages.
 */
export function giveBackBytes(chunk: Uint8Array): void {
  const { buffer } = chunk as { buffer: ArrayBuffer & { transfer?: (bytes: number) => ArrayBuffer } };
  if (buffer.byteLength < leastBytes || chunk.byteOffset + chunk.length !== buffer.byteLength) return;
  if (typeof buffer.transfer === 'function') buffer.transfer(0);
  else openDrain().postMessage(null, [buffer]);
}

function openDrain(): MessagePort {
  if (drain !== null) return drain;
  const { port1, port2 } = new MessageChannel();
  port2.close();
  port1.unref();
  drain = port1;
  return port1;
}
