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
  if (chunk.byteOffset + chunk.length === chunk.buffer.byteLength) giveBackBuffer(chunk.buffer as ArrayBuffer);
}

/** The chunks of a part, each of which may be looked at until the next one is asked for; then its memory is given back. */
export async function* lendChunks(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  let last: Uint8Array | null = null;
  for await (const chunk of chunks) {
    yield chunk;
    giveBackBytes(chunk);
    last = chunk;
  }
  // Nothing more comes into the rest of its buffer. That of a part that is given up may still be written to.
  if (last !== null) giveBackBuffer(last.buffer as ArrayBuffer);
}

function giveBackBuffer(buffer: ArrayBuffer & { transfer?: (bytes: number) => ArrayBuffer }): void {
  if (buffer.byteLength < leastBytes) return;
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
