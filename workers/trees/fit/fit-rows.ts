import * as layout from '../../trees-kernel/layout.ts';
import type { TrainingSet } from '../training-set.ts';
import type { Arena } from './fit-memory.ts';

/**
 * The rows of a fit by their places: those of training from 0 on, those of validation from the next chunk on. A chunk has
 * `chunkRows` places, of which the last ones may be empty.
 */
export interface FitRows {
  readonly train: Uint32Array;
  readonly validation: Uint32Array;
  readonly trainChunks: number;
  readonly chunks: number;
  /** Places of all chunks. */
  readonly places: number;
  /** First place of the rows of validation. */
  readonly validationPlace: number;
}

/** Deals the rows of a set into chunks and tells the kernel of them. */
export function layOutRows(set: TrainingSet, arena: Arena): FitRows {
  const { trainRows: train, validationRows: validation } = set;
  const trainChunks = Math.max(1, Math.ceil(train.length / layout.chunkRows));
  const chunks = trainChunks + Math.ceil(validation.length / layout.chunkRows);
  const table = arena.take(chunks * layout.chunkBytes);
  const words = arena.words(table, (chunks * layout.chunkBytes) >> 2);
  for (let chunk = 0; chunk < chunks; chunk++) {
    const isTrain = chunk < trainChunks;
    const before = (isTrain ? chunk : chunk - trainChunks) * layout.chunkRows;
    const rows = Math.min(layout.chunkRows, (isTrain ? train.length : validation.length) - before);
    words.set([chunk * layout.chunkRows, rows, isTrain ? 0 : 1, 0], (chunk * layout.chunkBytes) >> 2);
  }
  const places = chunks * layout.chunkRows;
  const header = arena.words(layout.header, layout.headerBytes >> 2);
  header[layout.chunkTableAt >> 2] = table;
  header[layout.rowsAt >> 2] = places;
  header[layout.trainRowsAt >> 2] = train.length;
  header[layout.chunksAt >> 2] = chunks;
  header[layout.trainChunksAt >> 2] = trainChunks;
  return { train, validation, trainChunks, chunks, places, validationPlace: trainChunks * layout.chunkRows };
}

/** Puts a value for each row to its place; places without a row get 0. */
export function fillPlaces(rows: FitRows, target: Float64Array | Float32Array, valueAt: (row: number) => number): void {
  const { train, validation, validationPlace } = rows;
  target.fill(0, train.length, validationPlace);
  target.fill(0, validationPlace + validation.length);
  for (let index = 0; index < train.length; index++) target[index] = valueAt(train[index]!);
  for (let index = 0; index < validation.length; index++) {
    target[validationPlace + index] = valueAt(validation[index]!);
  }
}
