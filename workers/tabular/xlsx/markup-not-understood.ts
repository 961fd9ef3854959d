import { Fault } from '../../../contract/faults.ts';

/** A scanner met markup that it does not understand. Another reader may: the package around the part is sound. */
export class MarkupNotUnderstood extends Fault {
  constructor(fileName: string, part: string, detail: string) {
    super('WORKBOOK_DAMAGED', { file: fileName, part }, { detail });
  }
}
