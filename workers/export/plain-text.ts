import { ByteSink } from '../explore/parquet/byte-sink.ts';
import type { PackedTarget, TextTarget } from '../tabular/writer/packed-text.ts';

const gatheredBytes = 256 * 1024;

/** Text on its way into a file as it is. */
export class PlainText implements TextTarget {
  readonly sink = new ByteSink(gatheredBytes + 64 * 1024);
  readonly #target: PackedTarget;

  constructor(target: PackedTarget) {
    this.#target = target;
  }

  flushWhenFull(): void {
    if (this.sink.length >= gatheredBytes) this.flush();
  }

  flush(): void {
    this.#target.write(this.sink.view());
    this.sink.clear();
  }
}
