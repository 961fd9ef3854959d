import { describe, expect, it, vi } from 'vitest';
import { isReloadedByItself, quietMs } from '../../../main/window/recover-page.ts';

vi.mock('electron', () => ({ dialog: {} }));

describe('a page that died', () => {
  it('is loaded anew by itself, unless it has died a moment before', () => {
    expect(isReloadedByItself(null, 5)).toBe(true);
    expect(isReloadedByItself(1_000, 1_000 + quietMs)).toBe(true);
    expect(isReloadedByItself(1_000, 999 + quietMs)).toBe(false);
  });
});
