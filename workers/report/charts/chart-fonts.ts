import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { facesIn, glyphLookup, isOfFamily, weightOf } from './font-file.ts';
import { createFontSubsetter, type FontSubsetter } from './font-subset.ts';
import { type SystemFont, type SystemFonts, systemFonts } from './system-fonts.ts';

/** The rasterizer's choices of fonts. */
export interface FontOptions {
  readonly loadSystemFonts: boolean;
  readonly fontFiles: string[];
  readonly defaultFontFamily: string;
}

/** Fonts for a few drawings, as small files that `remove` takes away again. */
export interface ChartFonts {
  /** The SVG text with an installed family named for each of its texts. */
  named(svg: string): string;
  /** The small fonts, or all of the system's where a text has characters that the small ones lack. */
  optionsFor(svg: string): FontOptions;
  remove(): Promise<void>;
}

const textPattern = /<text [^>]*>[^<]*/g;
const chinesePattern = /[\u2e80-\u9fff\uf900-\uffef]|[\u{20000}-\u{3ffff}]/u;
/** Reading such a file again and again takes less time than cutting it down. */
const smallFontBytes = 512 * 1024;
const firstPrintable = 0x20;
const lastAscii = 0x7e;

/**
 * Fonts with only the characters that these SVG texts show, written into `folder`. The rasterizer reads a font file anew for
 * every text and glyph, and Chinese fonts have twenty megabytes. Where the system's fonts cannot be cut down, the
 * rasterizer is told to find them itself: slower, with the same pictures.
 */
export async function writeChartFonts(svgs: readonly string[], folder: string): Promise<ChartFonts> {
  const fonts = systemFonts();
  const texts = svgs.flatMap((svg) => svg.match(textPattern) ?? []).map(shownText);
  const wanted = new Set(texts.flatMap(codePointsOf));
  for (let ascii = firstPrintable; ascii <= lastAscii; ascii++) wanted.add(ascii);
  const needed = [fonts.latin, texts.some((text) => chinesePattern.test(text)) ? fonts.chinese : null];
  const directory = await mkdtemp(path.join(folder, 'fonts-'));
  try {
    const small = await writeSubsets(needed, wanted, directory);
    return chartFontsOf(fonts, small, directory);
  } catch (error) {
    await rm(directory, { recursive: true, force: true });
    throw error;
  }
}

interface SmallFont {
  readonly file: string;
  has(codePoint: number): boolean;
}

async function writeSubsets(
  needed: readonly (SystemFont | null)[],
  wanted: ReadonlySet<number>,
  directory: string,
): Promise<SmallFont[]> {
  const small: SmallFont[] = [];
  let subsetter: FontSubsetter | null = null;
  for (const [order, font] of needed.entries()) {
    if (font === null) continue;
    let bytes: Buffer;
    let has: SmallFont['has'];
    const asItIs = await alreadySmall(font);
    if (asItIs !== null) {
      small.push(asItIs);
      continue;
    }
    try {
      subsetter ??= await createFontSubsetter();
      bytes = await subsetOf(font, wanted, subsetter);
      has = glyphLookup(facesIn(bytes)[0]!);
    } catch {
      continue; // a font of a kind unknown here: its characters count as lacking
    }
    const file = path.join(directory, `${order}.otf`);
    await writeFile(file, bytes);
    small.push({ file, has });
  }
  return small;
}

/** A font whose file holds little else; null for one that is to be cut down. */
async function alreadySmall({ family, file }: SystemFont): Promise<SmallFont | null> {
  try {
    if ((await stat(file)).size > smallFontBytes) return null;
    const faces = facesIn(await readFile(file));
    return faces.length === 1 && isOfFamily(faces[0]!, family) ? { file, has: glyphLookup(faces[0]!) } : null;
  } catch {
    return null;
  }
}

async function subsetOf(font: SystemFont, wanted: ReadonlySet<number>, subsetter: FontSubsetter): Promise<Buffer> {
  const bytes = await readFile(font.file);
  const distances = facesIn(bytes).map((face) =>
    isOfFamily(face, font.family) ? Math.abs(weightOf(face) - 400) : Number.POSITIVE_INFINITY,
  );
  const order = distances.indexOf(Math.min(...distances));
  if (distances[order] === Number.POSITIVE_INFINITY) throw new RangeError('the file has no face of this family');
  return Buffer.from(subsetter.subset(bytes, order, wanted));
}

function chartFontsOf(fonts: SystemFonts, small: readonly SmallFont[], directory: string): ChartFonts {
  const latin = fonts.latin?.family ?? 'sans-serif';
  const chinese = fonts.chinese?.family ?? latin;
  const isCovered = (codePoint: number) => codePoint < firstPrintable || small.some(({ has }) => has(codePoint));
  return {
    named: (svg) =>
      svg.replace(textPattern, (text) =>
        text.replace('font-family:sans-serif', `font-family:'${chinesePattern.test(text) ? chinese : latin}'`),
      ),
    optionsFor(svg) {
      const texts = svg.match(textPattern) ?? [];
      const isEnough = texts.every((text) => codePointsOf(shownText(text)).every(isCovered));
      const files = isEnough ? small.map(({ file }) => file) : [];
      return { loadSystemFonts: !isEnough, fontFiles: files, defaultFontFamily: latin };
    },
    remove: () => rm(directory, { recursive: true, force: true }),
  };
}

const shownText = (element: string): string => element.slice(element.indexOf('>') + 1);
const codePointsOf = (text: string): number[] => Array.from(text, (character) => character.codePointAt(0) as number);
