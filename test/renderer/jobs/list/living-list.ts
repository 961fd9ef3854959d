import { vi } from 'vitest';

export interface Item {
  readonly key: string;
  readonly note: string;
}

/** A list on the other side that items come to and go from while it is read. */
export class LivingList {
  items: Item[];
  readonly reads: { readonly offset: number; readonly limit: number }[] = [];
  /** The next readings fail with this. */
  fault: Error | null = null;

  constructor(count: number) {
    this.items = Array.from({ length: count }, (_, index) => ({ key: `i${index}`, note: '' }));
  }

  load = async (offset: number, limit: number) => {
    this.reads.push({ offset, limit });
    const page = { items: this.items.slice(offset, offset + limit), total: this.items.length };
    await Promise.resolve();
    if (this.fault) throw this.fault;
    return page;
  };
}

/** Lets everything that is on its way or due arrive. */
export async function settled(): Promise<void> {
  await vi.advanceTimersByTimeAsync(5000);
}
