import { useCallback } from 'react';
import type { Ticket } from '../../contract/files.ts';
import { mainTable } from '../../contract/reading.ts';
import { client } from '../bridge/client.ts';
import { useAnswer } from '../parts/use-answer.ts';

/** Names of the columns of a file's main table; none while there is no file, or when it cannot be read. */
export function useFileColumns(ticket: Ticket | null): readonly string[] {
  const id = ticket?.id ?? null;
  const ask = useCallback(
    async (signal: AbortSignal) =>
      id === null ? null : client.files.previewSheet({ ticket: id, reading: mainTable }, { signal }),
    [id],
  );
  const { answer } = useAnswer(ask);
  return [...new Set(answer?.columns.map(({ name }) => name) ?? [])];
}
