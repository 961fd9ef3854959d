/** A cell of Excel holds at most this many characters. */
const maxCellCharacters = 32_767;

/**
 * Text that a spreadsheet program shows and never runs: where it begins like a formula (= + − @, tab, carriage return) an
 * apostrophe stands before it. See OWASP, "CSV Injection".
 */
export function neutralText(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return safe.length > maxCellCharacters ? `${safe.slice(0, maxCellCharacters - 1)}…` : safe;
}
