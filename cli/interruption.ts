/** That the person wants to stop: raised by Ctrl-C or by the system asking the process to end. */
export class Interruption {
  #exitCode = 0;
  readonly #listeners: (() => void)[] = [];

  get isRaised(): boolean {
    return this.#exitCode !== 0;
  }

  /** 128 + the number of the signal, as shells have it. */
  get exitCode(): number {
    return this.#exitCode;
  }

  /** Gives false the second time, and while nobody listens: then there is no orderly end to wait for. */
  raise(exitCode: number): boolean {
    if (this.isRaised || this.#listeners.length === 0) return false;
    this.#exitCode = exitCode;
    for (const listener of this.#listeners) listener();
    return true;
  }

  onRaised(listener: () => void): void {
    this.#listeners.push(listener);
    if (this.isRaised) listener();
  }

  /** What `work` gives, or null as soon as it is interrupted. */
  race<T>(work: Promise<T>): Promise<T | null> {
    work.catch(() => undefined);
    return Promise.race([work, new Promise<null>((resolve) => this.onRaised(() => resolve(null)))]);
  }
}
