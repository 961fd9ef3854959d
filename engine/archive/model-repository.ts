import type { ModelSummary } from '../../contract/models/models.ts';
import type { ContentRepository, SizedContent } from './content-repository.ts';
import { type Database, inTransaction } from './database.ts';

/** What a list shows of a model's document. */
export type ModelFacts = Pick<
  ModelSummary,
  'task' | 'target' | 'classes' | 'origin' | 'rows' | 'columns' | 'trees' | 'scores'
>;

export interface NewModel {
  readonly id: string;
  readonly name: string;
  readonly content: SizedContent;
  readonly facts: ModelFacts;
}

/** A model that comes back. */
export interface RestoredModel extends NewModel {
  readonly version: number;
  readonly notes: string;
  readonly createdAtMs: number;
}

/** A model as the archive holds it. */
export interface ModelRecord extends ModelSummary {
  readonly extension: string;
  readonly isRemoved: boolean;
}

interface ModelRow extends Omit<ModelRecord, keyof ModelFacts | 'isRemoved'> {
  readonly facts: string;
  readonly isRemoved: number;
}

const selectModel = `
  SELECT models.id, name, version, notes, models.created_at_ms AS createdAtMs, models.facts, jobs.id AS jobId,
    models.sha256, models.extension, contents.size_bytes AS sizeBytes, removed_at_ms IS NOT NULL AS isRemoved
  FROM models JOIN model_names ON model_names.sequence = name_sequence JOIN contents USING (sha256, extension)
  LEFT JOIN jobs ON jobs.id = models.id`;

const isFound = `removed_at_ms IS NULL AND (?1 = '' OR instr(models.search_text || ' ' || lowercase(name), ?1) > 0)`;

/** The model library: names, versions and notes of models, each of which is a file among the artifacts. */
export class ModelRepository {
  readonly #database: Database;
  readonly #contents: ContentRepository;
  readonly #statements;

  constructor(database: Database, contents: ContentRepository) {
    this.#database = database;
    this.#contents = contents;
    const prepare = (sql: string) => database.prepare(sql);
    this.#statements = {
      nextVersion: prepare(`INSERT INTO model_names (name, last_version) VALUES (?, 1)
        ON CONFLICT DO UPDATE SET last_version = last_version + 1 RETURNING sequence, last_version AS version`),
      insert:
        prepare(`INSERT INTO models (id, name_sequence, version, created_at_ms, facts, search_text, sha256, extension)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)`),
      restoreName: prepare(`INSERT INTO model_names (name, last_version) VALUES (?, ?)
        ON CONFLICT DO UPDATE SET last_version = max(last_version, excluded.last_version) RETURNING sequence`),
      isVersionTaken: prepare('SELECT 1 FROM models WHERE name_sequence = ? AND version = ?'),
      find: prepare(`${selectModel} WHERE models.id = ?`),
      withContent: prepare(`${selectModel} WHERE models.sha256 = ? AND removed_at_ms IS NULL
        ORDER BY models.sequence DESC LIMIT 1`),
      named: prepare(`${selectModel} WHERE name = ? AND removed_at_ms IS NULL ORDER BY version DESC`),
      page: prepare(`${selectModel} WHERE ${isFound} ORDER BY models.sequence DESC LIMIT ?2 + 0 OFFSET ?3 + 0`),
      count: prepare(
        `SELECT count(*) AS total FROM models JOIN model_names ON model_names.sequence = name_sequence WHERE ${isFound}`,
      ),
      isNameInUse: prepare(`SELECT 1 FROM models JOIN model_names ON model_names.sequence = name_sequence
        WHERE name = ? AND removed_at_ms IS NULL`),
      dropName: prepare('DELETE FROM model_names WHERE name = ?'),
      hasHidden: prepare(
        `SELECT 1 FROM models JOIN model_names ON model_names.sequence = name_sequence WHERE name = ?`,
      ),
      setAsideName: prepare(`UPDATE model_names SET name = name || ' (' || sequence || ')' WHERE name = ?`),
      rename: prepare(
        `UPDATE model_names SET name = ? WHERE sequence = (SELECT name_sequence FROM models WHERE id = ?)`,
      ),
      note: prepare('UPDATE models SET notes = ?, search_text = ? WHERE id = ?'),
      hide: prepare('UPDATE models SET removed_at_ms = ? WHERE id = ? AND removed_at_ms IS NULL'),
      forget: prepare(`DELETE FROM models WHERE removed_at_ms IS NOT NULL AND NOT EXISTS (SELECT 1 FROM jobs
        WHERE finished_at_ms IS NULL AND recipe = 'predict' AND options ->> 'modelId' = models.id)`),
    };
  }

  /** Adds a model as the next version of its name. Throws ContentMissing. */
  add({ id, name, content, facts }: NewModel, atMs: number): void {
    inTransaction(this.#database, () => {
      this.#contents.hold(content, atMs);
      const { sequence, version } = this.#statements.nextVersion.get(name) as { sequence: number; version: number };
      const { sha256, extension } = content;
      const searchText = searchTextOf(facts.target, '');
      this.#statements.insert.run(
        ...[id, sequence, version, Math.round(atMs), JSON.stringify(facts), searchText, sha256, extension],
      );
    });
  }

  /**
   * Brings a model back as it was; as the next version of its name where another one has taken its number. False when it is
   * there already. Throws ContentMissing.
   */
  restore({ id, name, version, notes, createdAtMs, content, facts }: RestoredModel, atMs: number): boolean {
    return inTransaction(this.#database, () => {
      if (this.find(id)) return false;
      this.#contents.hold(content, atMs);
      const { sequence } = this.#statements.restoreName.get(name, version) as { sequence: number };
      const isTaken = this.#statements.isVersionTaken.get(sequence, version) !== undefined;
      const next = isTaken ? (this.#statements.nextVersion.get(name) as { version: number }).version : version;
      this.#statements.insert.run(
        ...[id, sequence, next, Math.round(createdAtMs), JSON.stringify(facts), searchTextOf(facts.target, notes)],
        ...[content.sha256, content.extension],
      );
      if (notes !== '') this.#statements.note.run(notes, searchTextOf(facts.target, notes), id);
      return true;
    });
  }

  /** A model with this id, also one out of sight; null: there is none. */
  find(id: string): ModelRecord | null {
    return recordOrNull(this.#statements.find.get(id));
  }

  /** The newest model in sight whose document has these bytes. */
  withContent(sha256: string): ModelRecord | null {
    return recordOrNull(this.#statements.withContent.get(sha256));
  }

  /** The versions of a name that are in sight, the newest first. */
  named(name: string): ModelRecord[] {
    return this.#statements.named.all(name).map(recordOf);
  }

  /** Models whose name, target or notes contain `search`, whatever the case; the newest first. */
  page(search: string, limit: number, offset: number): { models: ModelRecord[]; total: number } {
    const wanted = search.trim().toLowerCase();
    const { total } = this.#statements.count.get(wanted) as { total: number };
    return { models: this.#statements.page.all(wanted, limit, offset).map(recordOf), total };
  }

  /** Renames all versions of a model's name; false when another model in sight bears the new name. */
  rename(id: string, name: string): boolean {
    return inTransaction(this.#database, () => {
      if (this.#statements.isNameInUse.get(name)) return false;
      // Versions out of sight keep theirs, under a name that nobody gives.
      if (this.#statements.hasHidden.get(name)) this.#statements.setAsideName.run(name);
      else this.#statements.dropName.run(name);
      this.#statements.rename.run(name, id);
      return true;
    });
  }

  setNotes({ id, target }: Pick<ModelRecord, 'id' | 'target'>, notes: string): void {
    this.#statements.note.run(notes, searchTextOf(target, notes), id);
  }

  /** Takes a model out of sight; false when there is none in sight. */
  hide(id: string, atMs: number): boolean {
    return this.#statements.hide.run(Math.round(atMs), id).changes > 0;
  }

  /** Deletes the models out of sight that no job which has not ended was accepted with; gives how many. */
  forgetHidden(): number {
    return Number(this.#statements.forget.run().changes);
  }
}

const searchTextOf = (target: string, notes: string): string => `${target} ${notes}`.toLowerCase();

const recordOrNull = (row: unknown): ModelRecord | null => (row === undefined ? null : recordOf(row));

function recordOf(row: unknown): ModelRecord {
  const { facts, isRemoved, ...rest } = row as ModelRow;
  return { ...rest, ...(JSON.parse(facts) as ModelFacts), isRemoved: isRemoved === 1 };
}
