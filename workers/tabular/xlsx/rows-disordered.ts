/** Cells of a sheet come in another order than that of their places: they must be read in a way that does not care. */
export class RowsDisordered extends Error {}
