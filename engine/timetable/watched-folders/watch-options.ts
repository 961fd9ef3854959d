/** How folders are watched; other values than these only in tests. */
export interface WatchTimes {
  /** A file is complete once its size and its time have stood still for so long. */
  readonly stableMs: number;
  /** The same for one that does not end as files of its kind do, such as a workbook without its directory. */
  readonly unfinishedMs: number;
  /** How often a file is looked at until then. */
  readonly pollMs: number;
  /** Complete files are collected for so long, so that a thousand dropped at once come as few batches. */
  readonly collectMs: number;
  /** How often is looked whether the folder is (still, or again) there. */
  readonly presenceMs: number;
  /** How often the whole folder is gone through again: network folders tell nothing of what other computers change. */
  readonly rescanMs: number;
}

export const defaultWatchTimes: WatchTimes = {
  ...{ stableMs: 2_000, unfinishedMs: 30_000, pollMs: 500, collectMs: 1_000, presenceMs: 5_000, rescanMs: 60_000 },
};
