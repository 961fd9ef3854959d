import { describe, expect, it } from 'vitest';
import { commandOf, type PressedKey, stepFrom } from '../../../../renderer/jobs/list/list-commands.ts';

const press = (key: string, held: Partial<PressedKey> = {}) =>
  commandOf({ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...held });

describe('keys', () => {
  it('moves, and extends with shift', () => {
    expect(press('ArrowDown')).toEqual({ kind: 'move', by: 'next', extends: false });
    expect(press('End', { shiftKey: true })).toEqual({ kind: 'move', by: 'last', extends: true });
  });
  it('moves jobs in the queue with alt', () => {
    expect(press('ArrowUp', { altKey: true })).toEqual({ kind: 'reorder', by: -1 });
    expect(press('ArrowLeft', { altKey: true })).toBeNull();
  });
  it.each([
    ['Enter', 'open'],
    [' ', 'toggle'],
    ['Delete', 'remove'],
    ['p', 'pause'],
    ['P', 'pause'],
    ['+', 'raise'],
    ['-', 'lower'],
    ['/', 'search'],
    ['?', 'keys'],
    ['Escape', 'clear'],
    ['ArrowRight', 'unfold'],
    ['ContextMenu', 'menu'],
  ])('%s: %s', (key, kind) => {
    expect(press(key)).toEqual({ kind });
  });
  it('selects all with control or command', () => {
    expect(press('a', { ctrlKey: true })).toEqual({ kind: 'selectAll' });
    expect(press('a', { metaKey: true })).toEqual({ kind: 'selectAll' });
  });
  it('leaves the rest to the browser', () => {
    expect(press('a')).toBeNull();
    expect(press('r', { ctrlKey: true })).toBeNull();
    expect(press('p', { ctrlKey: true })).toBeNull();
    expect(press('Tab')).toBeNull();
  });
});

describe('steps', () => {
  it('never leave the list', () => {
    expect(stepFrom(0, 'previous', 5, 3)).toBe(0);
    expect(stepFrom(4, 'next', 5, 3)).toBe(4);
    expect(stepFrom(3, 'pageDown', 100, 10)).toBe(12);
    expect(stepFrom(3, 'pageUp', 100, 10)).toBe(0);
    expect(stepFrom(3, 'last', 100, 10)).toBe(99);
    expect(stepFrom(-1, 'next', 5, 3)).toBe(0);
  });
});
