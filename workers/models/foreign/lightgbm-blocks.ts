import { damagedModel } from '../model-reason.ts';
import { parseBoundedJson } from './parse-json.ts';

/** Lines `key=value` of one part of a LightGBM file; a line without a value has ''. */
export type LightgbmBlock = ReadonlyMap<string, string>;

/** The parts of a LightGBM file. */
export interface LightgbmFile {
  readonly header: LightgbmBlock;
  readonly trees: readonly LightgbmBlock[];
  /** Categories of the columns that pandas held as such, in the order of these columns. */
  readonly pandasCategories: readonly (readonly unknown[])[];
}

/** Cuts the text that `Booster.save_model` writes. Throws MODEL_DAMAGED when it ends too early. */
export function lightgbmBlocks(text: string): LightgbmFile {
  const header = new Map<string, string>();
  const trees: Map<string, string>[] = [];
  let block = header;
  let hasEnded = false;
  let isWhole = false;
  let pandasCategories: readonly (readonly unknown[])[] = [];
  for (const line of lines(text)) {
    if (line === 'end of trees') hasEnded = true;
    else if (line === 'end of parameters') isWhole = true;
    else if (line.startsWith('pandas_categorical:')) {
      pandasCategories = categoriesOf(line.slice(line.indexOf(':') + 1));
      isWhole = true;
    } else if (hasEnded || line === '') continue;
    else if (line.startsWith('Tree=')) {
      block = new Map();
      trees.push(block);
    } else {
      const at = line.indexOf('=');
      block.set(at < 0 ? line : line.slice(0, at), at < 0 ? '' : line.slice(at + 1));
    }
  }
  if (!hasEnded) throw damagedModel('it ends before the last tree');
  // What pandas' categories are called stands at the very end; without it their codes would be taken for numbers.
  const isOfCategories = trees.some((tree) => (tree.get('num_cat') ?? '0') !== '0');
  if (isOfCategories && !isWhole) throw damagedModel('it ends behind its trees');
  return { header, trees, pandasCategories };
}

function* lines(text: string): Generator<string> {
  let start = 0;
  while (start < text.length) {
    let end = text.indexOf('\n', start);
    if (end < 0) end = text.length;
    yield text.slice(start, text[end - 1] === '\r' ? end - 1 : end);
    start = end + 1;
  }
}

function categoriesOf(text: string): readonly (readonly unknown[])[] {
  if (text.trim() === 'null' || text.trim() === '') return [];
  const parsed = parseBoundedJson(Buffer.from(text, 'utf8'));
  if (!Array.isArray(parsed) || !parsed.every(Array.isArray))
    throw damagedModel('pandas_categorical is not a list of lists');
  return parsed;
}

/** Numbers that stand behind each other with blanks between. Throws MODEL_DAMAGED unless there are `count` of them. */
export function blockNumbers(
  block: LightgbmBlock,
  key: string,
  count: number,
  between: string | RegExp = ' ',
): Float64Array {
  const text = block.get(key);
  if (text === undefined) throw damagedModel(`a tree has no ${key}`);
  const trimmed = text.trim();
  const words = trimmed === '' ? [] : trimmed.split(between);
  if (words.length !== count) throw damagedModel(`${key} has ${words.length} values, not ${count}`);
  return Float64Array.from(words, (word) => numberOf(word, key));
}

/** As `blockNumbers`; zeros where the line is not there, which says nothing that predictions need. */
export function optionalNumbers(block: LightgbmBlock, key: string, count: number): Float64Array {
  return block.has(key) ? blockNumbers(block, key, count) : new Float64Array(count);
}

/** The whole number of a line. Throws MODEL_DAMAGED unless it is one from 0 to `most`. */
export function blockCount(block: LightgbmBlock, key: string, most: number): number {
  const number = numberOf(block.get(key) ?? '', key);
  if (!Number.isInteger(number) || number < 0 || number > most) throw damagedModel(`${key} is ${number}`);
  return number;
}

function numberOf(word: string, key: string): number {
  // As C writes them; Number() knows neither.
  if (word === 'inf' || word === '-inf') return word === 'inf' ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  const number = word === '' ? Number.NaN : Number(word);
  if (Number.isNaN(number)) throw damagedModel(`${key} holds “${word.slice(0, 40)}”, which is not a number`);
  return number;
}
