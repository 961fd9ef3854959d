import type { WaitReason } from '../contract/job-states.ts';
import type { Job } from '../contract/jobs.ts';
import type { Locale } from '../contract/texts.ts';
import { waitText } from './job-words.ts';

interface WaitTellerOptions {
  /** Some job that has not ended, a running one before all others; null when all have. */
  readonly look: () => Promise<{ readonly label: string; readonly job: Job } | null>;
  readonly tell: (line: string) => void;
  readonly locale: Locale;
  readonly intervalMs?: number;
}

/** Nothing that happens in its own time is worth a line before. */
const defaultIntervalMs = 2_000;
/** What a job waits for while others of the same command are at work, or for a moment. */
const ordinary: ReadonlySet<WaitReason['kind']> = new Set(['starting', 'behind']);

/**
 * Says why a job waits while none of the command's own runs: for memory, for disk space, for another process, as it is paused.
 * Each reason is told once for as long as it lasts. Keeps the process alive until `end`: the engine's own timers do not.
 */
export class WaitTeller {
  readonly #options: WaitTellerOptions;
  readonly #timer: NodeJS.Timeout;
  #told: WaitReason['kind'] | null = null;
  #isLooking = false;

  constructor(options: WaitTellerOptions) {
    this.#options = options;
    this.#timer = setInterval(() => void this.look(), options.intervalMs ?? defaultIntervalMs);
  }

  /** Looks now. What cannot be read is told of by whoever waits for the jobs. */
  async look(): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    try {
      const found = await this.#options.look();
      const reason = found?.job.waitReason ?? null;
      if (found && reason && reason.kind !== this.#told && !ordinary.has(reason.kind)) {
        this.#options.tell(`${found.label}: ${waitText(reason, this.#options.locale)}`);
      }
      this.#told = reason?.kind ?? null;
    } catch {
      // The next look may find it.
    } finally {
      this.#isLooking = false;
    }
  }

  end(): void {
    clearInterval(this.#timer);
  }
}
