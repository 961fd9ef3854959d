import { Fault } from '../../../contract/faults.ts';
import { checkMemory } from '../memory-limit.ts';

const shownCharacters = 200;

/** The fault behind what DuckDB says of a Parquet or JSON file; anything that is no word of DuckDB's is given back as it is. */
export function faultOfDuckDbError(error: unknown, fileName: string, memoryBytes: number): unknown {
  if (error instanceof Fault || !(error instanceof Error)) return error;
  const { message } = error;
  if (/^Out of Memory Error/i.test(message) || /failed to (allocate|pin)/i.test(message)) {
    return tooLarge(fileName, memoryBytes);
  }
  const json = /Malformed JSON in file .*?, at byte (\d+) in (line|record\/value) (\d+): ([^\n]*)/s.exec(message);
  if (json) {
    const [, byte = '', unit = '', number = '', reason = ''] = json;
    const values = { file: fileName, place: number, reason: reason.trim().replace(/\.$/, '') };
    return new Fault('JSON_INVALID', values, { detail: `byte ${byte} in ${unit} ${number}` });
  }
  const duplicate = /in (?:line|record\/value) (\d+): .*has duplicate key ("[^"]*")/s.exec(message);
  if (duplicate) {
    const values = { file: fileName, place: duplicate[1] as string, reason: `duplicate key ${duplicate[2]}` };
    return new Fault('JSON_INVALID', values);
  }
  const size = /"maximum_object_size" of \d+ bytes/.exec(message);
  if (size) return new Fault('JSON_INVALID', { file: fileName, place: '?', reason: 'a record of more than 256 MiB' });
  if (
    !/^(Invalid|IO|Serialization|Binder|Conversion|Out of Range|Not implemented|Parser|TransactionContext|INTERNAL|Catalog|Permission|Internal)/i.test(
      message,
    )
  ) {
    return error;
  }
  const isMissing = /No files found that match/.test(message);
  if (isMissing) return new Fault('FILE_MISSING', { file: fileName });
  const reason = (message.split('\n')[0] ?? '').replace(/"[^"]*[\\/][^"]*"/g, '"…"').slice(0, shownCharacters);
  return new Fault('DATA_FILE_DAMAGED', { file: fileName, reason }, { cause: error, detail: message });
}

function tooLarge(fileName: string, memoryBytes: number): unknown {
  try {
    checkMemory(memoryBytes * 2, memoryBytes, fileName);
  } catch (fault) {
    return fault;
  }
  return new Error('a limit that holds twice itself');
}
