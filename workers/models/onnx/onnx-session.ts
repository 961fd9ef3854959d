import { env, InferenceSession, Tensor } from 'onnxruntime-web';
import { Fault } from '../../../contract/faults.ts';
import type { FeatureColumn } from '../../trees/feature-column.ts';
import { damagedModel, unsupportedOnnx } from '../model-reason.ts';
import { withoutMaps } from './without-maps.ts';

/** One tensor that the model is given: some columns of the matrix side by side. */
export interface OnnxInput {
  readonly name: string;
  readonly type: InputType;
  readonly width: number;
  /** How many dimensions it has: rows alone, or rows and columns. */
  readonly rank: number;
}

/** What the model gives. */
export interface OnnxOutput {
  readonly name: string;
  /** A label is a class; a number a value or the probabilities of the classes. */
  readonly kind: 'label' | 'number';
  /** Values of a row, where the file tells. */
  readonly width: number | null;
}

const inputTypes = ['float32', 'float64', 'int64', 'int32', 'string'] as const;
type InputType = (typeof inputTypes)[number];

// The pool gives each order one thread.
env.wasm.numThreads = 1;
env.logLevel = 'fatal';
/** Only what ends it: its lines would go to the terminal past all faults. */
const logSeverityLevel = 4;

const mostWidth = 1_000_000;
/** Rows given at once: enough for the runtime's own loops, little enough for its memory. */
const usualRows = 4096;

/**
 * A model in ONNX Runtime, which scores it on the calling thread: as WebAssembly, so that a hostile file reaches no memory but its
 * own, and the thread may be ended at any instant.
 */
export class OnnxSession {
  readonly inputs: readonly OnnxInput[];
  readonly outputs: readonly OnnxOutput[];
  /** Names of the classes; none where the file does not tell them. */
  readonly classes: readonly string[];
  readonly #session: InferenceSession;
  /** Rows that the model takes at once, where it is made for a certain number of them. */
  readonly #fixedRows: number | null;

  private constructor(session: InferenceSession, classes: readonly string[]) {
    this.#session = session;
    this.classes = classes;
    const tensors = session.inputMetadata.map(inputOf);
    this.inputs = tensors.map(({ input }) => input);
    this.#fixedRows = tensors.reduce<number | null>((rows, { fixedRows }) => rows ?? fixedRows, null);
    if (this.width === 0 || this.width > mostWidth) throw unsupportedOnnx(`it has ${this.width} inputs`);
    this.outputs = session.outputMetadata.flatMap(outputOf);
    if (!this.outputs.some(({ kind }) => kind === 'number')) {
      throw unsupportedOnnx('it gives no table of numbers');
    }
  }

  /** Opens the bytes of a file. Throws MODEL_DAMAGED with the runtime's reason as the detail, MODEL_ONNX_UNSUPPORTED. */
  static async open(bytes: Uint8Array): Promise<OnnxSession> {
    const { bytes: unmapped, classes } = withoutMaps(bytes);
    let session: InferenceSession;
    try {
      session = await InferenceSession.create(unmapped, {
        executionProviders: ['wasm'],
        logSeverityLevel,
      });
    } catch (cause) {
      throw new Fault('MODEL_DAMAGED', { file: '', reason: 'ONNX Runtime does not take it' }, { cause });
    }
    return new OnnxSession(session, classes);
  }

  /** Columns of the matrix. */
  get width(): number {
    return this.inputs.reduce((sum, { width }) => sum + width, 0);
  }

  /**
   * The first output of numbers that has the most columns, for the rows asked for: row by row, and how many columns. Throws
   * MODEL_ONNX_UNSUPPORTED where whole numbers are asked for and one is missing.
   */
  async run(columns: readonly FeatureColumn[], fromRow: number, toRow: number): Promise<OnnxNumbers> {
    const batch = this.#fixedRows ?? usualRows;
    const fetches = this.outputs.filter(({ kind }) => kind === 'number').map(({ name }) => name);
    let numbers = new Float64Array(0);
    let width = 0;
    for (let start = fromRow; start < toRow; start += batch) {
      const end = Math.min(start + batch, toRow);
      const given = this.#fixedRows ?? end - start;
      const results = await this.#runOnce(this.#feeds(columns, start, end, given), fetches);
      const widest = fetches.map((name) => results[name]!).reduce((a, b) => (b.size > a.size ? b : a));
      if (widest.size % given !== 0) throw unsupportedOnnx('it does not give the same number of values for each row');
      if (start === fromRow) {
        width = widest.size / given;
        numbers = new Float64Array((toRow - fromRow) * width);
      }
      const values = widest.data as ArrayLike<number>;
      const offset = (start - fromRow) * width;
      for (let at = 0; at < (end - start) * width; at++) numbers[offset + at] = Number(values[at]);
    }
    return { numbers, width };
  }

  async #runOnce(feeds: Record<string, Tensor>, fetches: string[]) {
    try {
      return await this.#session.run(feeds, fetches, { logSeverityLevel });
    } catch (cause) {
      throw new Fault('MODEL_ONNX_UNSUPPORTED', { reason: 'ONNX Runtime cannot run it on these rows' }, { cause });
    }
  }

  /** Tensors of the rows; where the model wants more rows than there are, the last one is given again. */
  #feeds(columns: readonly FeatureColumn[], fromRow: number, toRow: number, rows: number): Record<string, Tensor> {
    const feeds: Record<string, Tensor> = {};
    let first = 0;
    for (const { name, type, width, rank } of this.inputs) {
      const own = columns.slice(first, first + width);
      first += width;
      const shape = rank === 1 ? [rows] : [rows, width];
      if (type === 'string') {
        feeds[name] = new Tensor('string', textsOf(own, fromRow, toRow, rows), shape);
        continue;
      }
      const data = type === 'int64' ? new BigInt64Array(rows * width) : new arrayOf[type](rows * width);
      for (const [place, column] of own.entries()) {
        const values = column.kind === 'number' ? column.values : column.codes;
        for (let row = 0; row < rows; row++) {
          const value = values[Math.min(fromRow + row, toRow - 1)]!;
          const at = row * width + place;
          if (data instanceof BigInt64Array) data[at] = BigInt(wholeOf(value, name));
          else data[at] = type === 'int32' ? wholeOf(value, name) : value;
        }
      }
      feeds[name] = new Tensor(type, data as Float32Array, shape);
    }
    return feeds;
  }
}

/** What a model gave, row by row. */
export interface OnnxNumbers {
  readonly numbers: Float64Array;
  readonly width: number;
}

const arrayOf = { float32: Float32Array, float64: Float64Array, int32: Int32Array } as const;

/** Row by row; a missing text is empty. */
function textsOf(columns: readonly FeatureColumn[], fromRow: number, toRow: number, rows: number): string[] {
  const texts: string[] = [];
  for (let row = 0; row < rows; row++) {
    const at = Math.min(fromRow + row, toRow - 1);
    for (const column of columns) {
      if (column.kind !== 'category' || !column.texts) throw damagedModel('its runtime asks for other columns');
      texts.push(column.texts[column.codes[at]!] ?? '');
    }
  }
  return texts;
}

function wholeOf(value: number, name: string): number {
  if (!Number.isFinite(value)) throw unsupportedOnnx(`its input “${name}” takes whole numbers, and a value is missing`);
  return Math.trunc(value);
}

function inputOf(metadata: InferenceSession.ValueMetadata): { input: OnnxInput; fixedRows: number | null } {
  const { name } = metadata;
  if (!metadata.isTensor) throw unsupportedOnnx(`its input “${name.slice(0, 100)}” is no table of numbers or texts`);
  const type = inputTypes.find((known) => known === metadata.type);
  if (!type) throw unsupportedOnnx(`its input “${name.slice(0, 100)}” takes values of the type ${metadata.type}`);
  const [rows, width] = metadata.shape;
  const rank = metadata.shape.length;
  if (rank > 2 || rank === 0 || (rank === 2 && typeof width !== 'number')) {
    throw unsupportedOnnx(`its input “${name.slice(0, 100)}” has not rows and a known number of columns`);
  }
  const input = { name, type, rank, width: rank === 1 ? 1 : Number(width) };
  return { input, fixedRows: typeof rows === 'number' && rows > 0 ? rows : null };
}

function outputOf(metadata: InferenceSession.ValueMetadata): OnnxOutput[] {
  if (!metadata.isTensor) return [];
  const { name, shape, type } = metadata;
  const [, columns] = shape;
  const width = shape.length === 1 ? 1 : typeof columns === 'number' && columns > 0 ? columns : null;
  if (type === 'string' || type === 'int64' || type === 'int32') return [{ name, kind: 'label', width }];
  return type === 'float32' || type === 'float64' ? [{ name, kind: 'number', width }] : [];
}
