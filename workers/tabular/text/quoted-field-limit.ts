/**
 * A quoted field longer than this many bytes was never meant as one: its opening quote is read as a plain character,
 * so that a forgotten closing quote damages one cell and does not swallow the rest of the file. Far above the 32,767
 * characters a spreadsheet cell holds.
 */
export const quotedFieldLimit = 16 * 2 ** 20;
