import type { Order } from '../../contract/orders.ts';
import type { HashedFile } from '../explore/hashed-file.ts';
import type { GroupFront } from './group-front.ts';
import type { ExportLayout, RowRange } from './layout.ts';
import type { ManifestPiece } from './part-manifest.ts';
import type { StoredRows } from './stored-rows.ts';

/** What a part is written with, whatever its format. */
export interface PartWork {
  readonly order: Order<'export-part'>;
  readonly layout: ExportLayout;
  readonly range: RowRange;
  readonly rows: StoredRows;
  readonly file: HashedFile;
  readonly pieces: ManifestPiece[];
  readonly groupFront: GroupFront | null;
  /** Tells how far the part is; `group` is the place of the group in work. */
  readonly onRows: (lastRow: number, group: number | null) => void;
}

/** A piece as the manifest keeps it: the part's file is known. */
export function withoutPath<P extends { readonly path: string }>({ path: _, ...rest }: P): Omit<P, 'path'> {
  return rest;
}
