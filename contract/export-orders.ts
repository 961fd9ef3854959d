import type { ExportOptions } from './export-options.ts';
import type { NamedScratchFile, ScratchFile } from './scratch-file.ts';

/** Orders of exports of rows. */
export interface ExportOrders {
  /** What a table that `store-rows` has written holds; null for any other file. */
  'look-at-stored-rows': { order: { path: string }; reply: { rows: number; columns: number } | null };
  /**
   * Puts the rows of a stored table into the order of an export and lays it out; `arranged` is null where they may stay as they
   * are.
   */
  'arrange-rows': {
    order: {
      rowsPath: string;
      options: ExportOptions;
      title: string;
      /** What the sheets in front of the rows are called; absent: an index, where there are groups. */
      front?: readonly string[];
      spillFolder: string;
      scratchPath: string;
      layoutPath: string;
    };
    reply: { layout: ScratchFile; arranged: ScratchFile | null; rows: number; columns: number; groups: number };
  };
  /** Writes part `part` of `parts` of an export. */
  'export-part': {
    order: {
      rowsPath: string;
      layoutPath: string;
      options: ExportOptions;
      title: string;
      part: number;
      parts: number;
      scratchPath: string;
      manifestPath: string;
    };
    /** `cutTexts`: texts that were longer than a cell of a spreadsheet holds. */
    reply: { file: ScratchFile; manifest: ScratchFile; rows: number; cutTexts: number };
  };
  'join-export': {
    order: {
      parts: readonly { filePath: string; manifestPath: string }[];
      layoutPath: string;
      options: ExportOptions;
      title: string;
      scratchPath: string;
    };
    reply: NamedScratchFile;
  };
  /** Puts the files of a zip file that `join-export` made into a new folder. */
  'unpack-export': { order: { path: string; folder: string }; reply: { files: number } };
}
