import type { KeyboardEvent } from 'react';
import { cursorAfter, moveCursor, type Selection, selectAll, type TableSize } from '../view/selection.ts';

interface GridKeysOptions {
  readonly size: TableSize;
  readonly selection: Selection | null;
  /** Rows of one page. */
  readonly pageRows: number;
  readonly onSelect: (selection: Selection | null) => void;
  readonly onShow: (selection: Selection) => void;
  readonly onCopy: (hasHeader: boolean) => void;
  readonly onFind: () => void;
  readonly onFindNext: (isBackward: boolean) => void;
}

const start = { row: 0, column: 0 };

/** What the keys do in the table: those of spreadsheet programs. */
export function useGridKeys(options: GridKeysOptions) {
  const { size, selection } = options;
  return (event: KeyboardEvent) => {
    // Keys in the heads and their menus are theirs.
    if (event.target !== event.currentTarget) return;
    const isCommand = event.ctrlKey || event.metaKey;
    if (isCommand && runCommand(event, options)) return event.preventDefault();
    if (event.key === 'F3') {
      options.onFindNext(event.shiftKey);
      return event.preventDefault();
    }
    if (event.key === 'Escape' && selection) {
      options.onSelect(null);
      return event.stopPropagation();
    }
    if (size.rows === 0 || size.columns === 0 || event.altKey) return;
    const to = cursorAfter(event.key, isCommand, selection?.cursor ?? start, size, options.pageRows);
    if (!to) return;
    event.preventDefault();
    const next = moveCursor(selection, selection ? to : start, event.shiftKey, size);
    options.onSelect(next);
    options.onShow(next);
  };
}

function runCommand(event: KeyboardEvent, { size, onSelect, onCopy, onFind, onFindNext }: GridKeysOptions): boolean {
  switch (event.key.toLowerCase()) {
    case 'a':
      if (size.rows > 0) onSelect(selectAll(size));
      return true;
    case 'c':
      onCopy(event.shiftKey);
      return true;
    case 'f':
      onFind();
      return true;
    case 'g':
      onFindNext(event.shiftKey);
      return true;
    default:
      return false;
  }
}
