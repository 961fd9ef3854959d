import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

/** What is used of HarfBuzz: pointers and sizes are numbers. (HarfBuzz manual, "hb-subset", "hb-blob", "hb-set".) */
interface HarfBuzz {
  readonly memory: { readonly buffer: ArrayBuffer };
  _initialize(): void;
  malloc(sizeBytes: number): number;
  hb_blob_create(data: number, sizeBytes: number, mode: number, userData: number, destroy: number): number;
  hb_blob_get_data(blob: number, sizeBytes: number): number;
  hb_blob_get_length(blob: number): number;
  hb_face_create(blob: number, order: number): number;
  hb_face_reference_blob(face: number): number;
  hb_subset_input_create_or_fail(): number;
  hb_subset_input_set(input: number, kind: number): number;
  hb_subset_input_set_flags(input: number, flags: number): void;
  hb_set_add(set: number, member: number): void;
  hb_subset_or_fail(face: number, input: number): number;
}

interface WebAssemblyLoader {
  instantiate(bytes: Uint8Array): Promise<{ instance: { exports: unknown } }>;
}

const readOnly = 2;
const kinds = { unicode: 1, nameId: 4, nameLanguage: 5 };
const withoutHinting = 0x1;
const withMacintoshNames = 0x8;
const macintoshEnglish = 0;
/** Family and style as larger families have them. */
const nameIds = [16, 17];

/** Makes small fonts of large ones. It holds every font it was given in memory: let go of it after use. */
export interface FontSubsetter {
  /** The face in this place of the font file, with only the glyphs of these characters. Throws for what is no font. */
  subset(file: Uint8Array, faceOrder: number, codePoints: Iterable<number>): Uint8Array;
}

export async function createFontSubsetter(): Promise<FontSubsetter> {
  const file = createRequire(import.meta.url).resolve('harfbuzzjs/dist/harfbuzz-subset.wasm');
  // Node's types leave out WebAssembly, which belongs to the web's.
  const { WebAssembly } = globalThis as unknown as { WebAssembly: WebAssemblyLoader };
  const harfBuzz = (await WebAssembly.instantiate(await readFile(file))).instance.exports as HarfBuzz;
  harfBuzz._initialize();
  return { subset: (bytes, faceOrder, codePoints) => subsetFace(harfBuzz, bytes, faceOrder, codePoints) };
}

/** Nothing is freed one by one: the memory goes as a whole with the instance. */
function subsetFace(harfBuzz: HarfBuzz, file: Uint8Array, faceOrder: number, codePoints: Iterable<number>): Uint8Array {
  const data = harfBuzz.malloc(file.length);
  if (data === 0) throw new RangeError('no memory for the font');
  new Uint8Array(harfBuzz.memory.buffer).set(file, data);
  const face = harfBuzz.hb_face_create(harfBuzz.hb_blob_create(data, file.length, readOnly, 0, 0), faceOrder);
  const input = harfBuzz.hb_subset_input_create_or_fail();
  harfBuzz.hb_subset_input_set_flags(input, withoutHinting | withMacintoshNames);
  const characters = harfBuzz.hb_subset_input_set(input, kinds.unicode);
  for (const codePoint of codePoints) harfBuzz.hb_set_add(characters, codePoint);
  // The rasterizer finds a font by its English name, which fonts for the Macintosh have in a form of their own.
  const names = harfBuzz.hb_subset_input_set(input, kinds.nameId);
  for (const id of nameIds) harfBuzz.hb_set_add(names, id);
  harfBuzz.hb_set_add(harfBuzz.hb_subset_input_set(input, kinds.nameLanguage), macintoshEnglish);
  const subset = harfBuzz.hb_subset_or_fail(face, input);
  if (subset === 0) throw new RangeError('no font can be made of this one');
  const blob = harfBuzz.hb_face_reference_blob(subset);
  const start = harfBuzz.hb_blob_get_data(blob, 0);
  return new Uint8Array(harfBuzz.memory.buffer).slice(start, start + harfBuzz.hb_blob_get_length(blob));
}
