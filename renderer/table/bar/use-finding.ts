import { useCallback, useEffect, useRef, useState } from 'react';
import type { FirstMatch, FoundCell } from '../../../contract/tables.ts';
import { isAborted } from '../../bridge/client.ts';
import { notifyFailure } from '../../parts/notify.ts';
import type { TableModel, TableSnapshot } from '../view/table-model.ts';
import type { FindWish } from '../view/table-requests.ts';

interface FindingOptions {
  readonly model: TableModel;
  readonly snapshot: TableSnapshot;
  /** Columns in sight by their places in the table: what is hidden is not searched. */
  readonly places: readonly number[];
  /** The row from which the next match is looked for. */
  readonly cursorRow: () => number;
  readonly onFound: (match: NonNullable<FirstMatch>) => void;
}

export interface Finding {
  readonly text: string;
  readonly setText: (text: string) => void;
  /** null before the first answer. */
  readonly found: FoundCell | null;
  readonly isSearching: boolean;
  readonly next: (isBackward: boolean) => void;
}

/** Typing goes on for so long before the first search begins. */
const typingMs = 350;

/** Looks for a text in the view on screen, match by match. */
export function useFinding({ model, snapshot, places, cursorRow, onFound }: FindingOptions): Finding {
  const [text, setText] = useState('');
  const [found, setFound] = useState<FoundCell | null>(null);
  const [isSearching, setSearching] = useState(false);
  const current = useRef({ places, cursorRow, onFound, found });
  current.current = { places, cursorRow, onFound, found };
  const asking = useRef<AbortController | null>(null);
  const { shownView, state } = snapshot;

  const ask = useCallback(
    async (isBackward: boolean, isIncluded: boolean) => {
      asking.current?.abort();
      if (text === '' || state !== 'ready' || current.current.places.length === 0) return;
      const stop = new AbortController();
      asking.current = stop;
      setSearching(true);
      // All matches of a long table take their time: the first one is shown as soon as it is met.
      const showFirst = async (wanted: FindWish, answering: Promise<FoundCell>) => {
        let isAnswered = false;
        const end = () => {
          isAnswered = true;
        };
        answering.then(end, end);
        const first = await model.requests.findFirst(shownView, wanted, stop.signal).catch(() => null);
        if (first?.match && !isAnswered && !stop.signal.aborted) current.current.onFound(first.match);
      };
      const from = { row: current.current.found?.match?.row ?? current.current.cursorRow(), isIncluded };
      try {
        const wanted = { text, from, columns: [...current.current.places] };
        const direction = isBackward ? 'backward' : 'forward';
        const answering = model.requests.find(shownView, { ...wanted, direction }, stop.signal);
        if (isIncluded) void showFirst({ ...wanted, direction }, answering);
        const answer = await answering;
        if (stop.signal.aborted) return;
        setFound(answer);
        if (answer.match) current.current.onFound(answer.match);
      } catch (error) {
        if (!stop.signal.aborted && !isAborted(error)) notifyFailure(error);
      } finally {
        if (asking.current === stop) setSearching(false);
      }
    },
    [model, shownView, state, text],
  );

  // Another text or another view: what was found says nothing any more.
  useEffect(() => {
    setFound(null);
    if (text === '') {
      asking.current?.abort();
      setSearching(false);
      return;
    }
    const timer = setTimeout(() => void ask(false, true), typingMs);
    return () => clearTimeout(timer);
  }, [ask, text]);
  useEffect(() => () => asking.current?.abort(), []);

  const next = useCallback((isBackward: boolean) => void ask(isBackward, false), [ask]);
  return { text, setText, found, isSearching, next };
}
