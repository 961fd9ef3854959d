/** What the kernel asks of JavaScript: rare cells that are not worth a second reader. */

/** The kind of the cell `from`..`to`, as CellParser tells it; its value goes to `value`. */
export declare function parseCell(from: usize, to: usize, value: usize): i32;

/** There is no memory left, of which so many bytes would be needed: throws. */
export declare function memoryEnded(neededBytes: f64): void;
/** A line without a cell stands before row `row` of the rows being scanned. */
export declare function noteBlankLine(row: i32): void;
/** The number `from`..`to` of row `row` of the rows being read has a decimal comma, or points between its thousands. */
export declare function noteDecimal(column: i32, row: i32, from: usize, to: usize, isGrouped: bool): void;

/** Mends a damaged text: answers its new length in UTF-8 and puts it to `target` (three bytes of room for each); −1: it is sound. */
export declare function mendText(from: usize, to: usize, target: usize): i32;
