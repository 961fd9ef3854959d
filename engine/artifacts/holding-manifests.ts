import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Archive } from '../archive/open-archive.ts';
import { type HoldingKind, type Holdings, holdingSchemas } from './holding.ts';

/** Imports that a table's manifest tells of; older ones only the archive knows. */
const toldImports = 50;
/** Models asked for at once. */
const modelsAtOnce = 200;
const ending = '.json';

/**
 * A small file beside the artifacts for each model and each table of the libraries. Should the archive be lost, they are found
 * again by them, imported ones as well, which no job tells of.
 */
export class HoldingManifests {
  readonly #root: string;
  readonly #archive: Archive;
  readonly #onTrouble: (sentence: string, error: unknown) => void;
  /** One after the other: an earlier state must not be written over a later one. */
  #writing: Promise<void> = Promise.resolve();

  constructor(dataFolder: string, archive: Archive, onTrouble: (sentence: string, error: unknown) => void) {
    this.#root = path.join(dataFolder, 'holdings');
    this.#archive = archive;
    this.#onTrouble = onTrouble;
  }

  #pathOf(kind: HoldingKind, id: string): string {
    return path.join(this.#root, kind, `${id}${ending}`);
  }

  /** Writes what is so of a model now, as of every version of its name. Never throws: without it the library is as good as before. */
  writeModel(id: string): Promise<void> {
    return this.#soon(async () => {
      const model = this.#archive.models.find(id);
      if (!model || model.isRemoved) return;
      for (const version of this.#archive.models.named(model.name)) await this.#write('models', this.#modelOf(version));
    });
  }

  /** Writes what is so of a table now. Never throws. */
  writeTable(id: string): Promise<void> {
    return this.#soon(async () => {
      const holding = this.#tableOf(id);
      if (holding) await this.#write('tables', holding);
    });
  }

  /** Takes a manifest away, in the transaction that removes what it tells of: that must never come back. */
  remove(kind: HoldingKind, id: string): void {
    rmSync(this.#pathOf(kind, id), { force: true });
  }

  /** The ids of everything of a kind that has a manifest. */
  async list(kind: HoldingKind): Promise<string[]> {
    const names = await readdir(path.join(this.#root, kind)).catch(() => []);
    return names.flatMap((name) => (name.endsWith(ending) ? [name.slice(0, -ending.length)] : []));
  }

  /** null for a manifest that is damaged or not there. */
  async read<K extends HoldingKind>(kind: K, id: string): Promise<Holdings[K] | null> {
    try {
      const parsed = holdingSchemas[kind].safeParse(JSON.parse(await readFile(this.#pathOf(kind, id), 'utf8')));
      return parsed.success && parsed.data.id === id ? (parsed.data as Holdings[K]) : null;
    } catch {
      return null;
    }
  }

  /** Writes those that are missing or tell of an earlier state, as a process leaves them that ended at the wrong moment. */
  writeStale(): Promise<void> {
    return this.#soon(async () => {
      const { library, models } = this.#archive;
      for (let offset = 0; ; offset += modelsAtOnce) {
        const page = models.page('', modelsAtOnce, offset).models;
        for (const model of page) await this.#writeIfOther('models', this.#modelOf(model));
        if (page.length < modelsAtOnce) break;
      }
      for (const { id } of library.list()) {
        const holding = this.#tableOf(id);
        if (holding) await this.#writeIfOther('tables', holding);
      }
    });
  }

  /** Once everything that was asked for is written. */
  settled(): Promise<void> {
    return this.#writing;
  }

  #modelOf(model: ReturnType<Archive['models']['named']>[number]): Holdings['models'] {
    const { id, name, version, notes, createdAtMs, sha256, sizeBytes, extension } = model;
    const { task, target, classes, origin, rows, columns, trees, scores } = model;
    return {
      ...{ id, name, version, notes, createdAtMs, content: { sha256, sizeBytes, extension } },
      facts: { task, target, classes, origin, rows, columns, trees, scores },
    };
  }

  #tableOf(id: string): Holdings['tables'] | null {
    const { library } = this.#archive;
    const table = library.find(id);
    if (!table) return null;
    const { name, rows, keyColumns, createdAtMs, changedAtMs, sha256, sizeBytes, extension } = table;
    const imports = library.imports(id, toldImports).reverse();
    const content = { sha256, sizeBytes, extension };
    return { id, name, rows, keyColumns, createdAtMs, changedAtMs, columns: library.columnsOf(id), content, imports };
  }

  #soon(work: () => Promise<void>): Promise<void> {
    this.#writing = this.#writing.then(work).catch((error) => {
      this.#onTrouble(
        'What the library holds could not be noted beside its files; the library itself is complete.',
        error,
      );
    });
    return this.#writing;
  }

  async #writeIfOther<K extends HoldingKind>(kind: K, holding: Holdings[K]): Promise<void> {
    const present = await readFile(this.#pathOf(kind, holding.id), 'utf8').catch(() => null);
    if (present !== JSON.stringify(holding)) await this.#write(kind, holding);
  }

  async #write<K extends HoldingKind>(kind: K, holding: Holdings[K]): Promise<void> {
    const file = this.#pathOf(kind, holding.id);
    await mkdir(path.dirname(file), { recursive: true });
    // Two hosts may write the same one at the same time.
    const aside = `${file}.${randomUUID()}.new`;
    try {
      await writeFile(aside, JSON.stringify(holding));
      // It may have been removed while this was written.
      const isThere =
        kind === 'models' ? this.#archive.models.find(holding.id) : this.#archive.library.find(holding.id);
      if (isThere) await rename(aside, file);
    } finally {
      await rm(aside, { force: true }).catch(() => undefined);
    }
  }
}
