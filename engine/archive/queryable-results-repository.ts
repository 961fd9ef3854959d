import type { ArtifactKind } from '../../contract/jobs.ts';
import type { RecipeName } from '../../contract/recipes.ts';
import type { Database } from './database.ts';

/** A completed job whose rows can be asked about. */
export interface ResultRows {
  readonly jobId: string;
  readonly recipe: RecipeName;
  readonly fileName: string;
  readonly sheet: string | null;
  readonly finishedAtMs: number;
  readonly artifact: ArtifactKind;
  readonly sha256: string;
  readonly extension: string;
}

/** Kinds of artifacts that hold rows; a job has one of them that a person means by its result. */
const rowKinds: readonly ArtifactKind[] = ['predictions', 'training-rows', 'comparison-rows', 'rows'];
const listedKinds = rowKinds.map((kind) => `'${kind}'`).join(', ');

const selectRows = `
  SELECT jobs.id AS jobId, recipe, input_file_name AS fileName, sheet, finished_at_ms AS finishedAtMs, kind AS artifact,
    sha256, extension
  FROM jobs JOIN job_artifacts ON job_sequence = jobs.sequence AND kind IN (${listedKinds}) AND extension = '.parquet'
  WHERE state = 'completed' AND kind = (SELECT kind FROM job_artifacts AS one WHERE one.job_sequence = jobs.sequence
    AND one.extension = '.parquet' AND one.kind IN (${listedKinds})
    ORDER BY CASE one.kind ${rowKinds.map((kind, place) => `WHEN '${kind}' THEN ${place}`).join(' ')} END LIMIT 1)`;
const isFound = `(?1 = '' OR instr(search_text, ?1) > 0)`;

/** Results as tables of a query. */
export class QueryableResultsRepository {
  readonly #statements;

  constructor(database: Database) {
    const prepare = (sql: string) => database.prepare(sql);
    this.#statements = {
      page: prepare(`${selectRows} AND ${isFound} ORDER BY jobs.sequence DESC LIMIT ?2 + 0 OFFSET ?3 + 0`),
      find: prepare(`${selectRows} AND jobs.id = ?`),
      // Looks through the index of ids alone.
      endingIn: prepare('SELECT id FROM jobs WHERE substr(id, -length(?1)) = ?1 LIMIT 2'),
    };
  }

  /** Those whose file or sheet contains `search`, whatever the case; the newest first. */
  page(search: string, limit: number, offset: number): { results: ResultRows[]; hasMore: boolean } {
    const found = this.#statements.page.all(search.trim().toLowerCase(), limit + 1, offset) as unknown as ResultRows[];
    return { results: found.slice(0, limit), hasMore: found.length > limit };
  }

  find(jobId: string): ResultRows | null {
    return (this.#statements.find.get(jobId) as unknown as ResultRows | undefined) ?? null;
  }

  /** The one whose job's id ends in this text. */
  endingIn(ending: string): ResultRows | null {
    const [found, other] = this.#statements.endingIn.all(ending) as { id: string }[];
    return found && !other ? this.find(found.id) : null;
  }
}
