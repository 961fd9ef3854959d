import { constants, crc32, deflateRawSync } from 'node:zlib';
import { ByteSink } from '../../explore/parquet/byte-sink.ts';

/** Where compressed bytes go. */
export interface PackedTarget {
  readonly path: string;
  readonly position: number;
  write(bytes: Uint8Array): void;
}

/** A stretch of a deflate stream in a file; stretches written one after the other and closed make a part of a zip file. */
export interface PackedPiece {
  readonly path: string;
  readonly fromByte: number;
  readonly packedBytes: number;
  readonly plainBytes: number;
  readonly checksum: number;
}

/** Compressed at once: larger pieces are hardly smaller in the end, and leave the processor's cache. */
const gatheredBytes = 512 * 1024;
/** See docs/decisions/workbook-writer.md. */
const compression = { level: 1, finishFlush: constants.Z_SYNC_FLUSH };
const maxChunkBytes = 256 * 1024;
const encoder = new TextEncoder();

/** Where rows are written: hot loops put bytes into `sink` themselves and call `flushWhenFull` now and then. */
export interface TextTarget {
  readonly sink: ByteSink;
  flushWhenFull(): void;
}

/** Text that is compressed on its way into a file, one piece after the other. */
export class PackedText implements TextTarget {
  readonly sink = new ByteSink(gatheredBytes + 64 * 1024);
  readonly #target: PackedTarget;
  #fromByte: number;
  #checksum = 0;
  #plainBytes = 0;

  constructor(target: PackedTarget) {
    this.#target = target;
    this.#fromByte = target.position;
  }

  write(text: string): void {
    const { sink } = this;
    sink.reserve(text.length * 3);
    sink.length += encoder.encodeInto(text, sink.bytes.subarray(sink.length)).written;
    this.flushWhenFull();
  }

  flushWhenFull(): void {
    if (this.sink.length >= gatheredBytes) this.#flush();
  }

  /** Pieces compressed one by one and flushed to a byte's edge make one deflate stream (RFC 1951, section 3.2.4). */
  #flush(): void {
    const bytes = this.sink.view();
    if (bytes.length === 0) return;
    this.#checksum = crc32(bytes, this.#checksum);
    this.#plainBytes += bytes.length;
    const chunkSize = Math.max(64, Math.min(maxChunkBytes, bytes.length));
    this.#target.write(deflateRawSync(bytes, { ...compression, chunkSize }));
    this.sink.clear();
  }

  /** The piece that has been written since the last one. */
  end(): PackedPiece {
    this.#flush();
    const { path, position } = this.#target;
    const [fromByte, plainBytes, checksum] = [this.#fromByte, this.#plainBytes, this.#checksum];
    this.#fromByte = position;
    this.#plainBytes = 0;
    this.#checksum = 0;
    return { path, fromByte, packedBytes: position - fromByte, plainBytes, checksum };
  }
}
