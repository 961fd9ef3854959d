/** What is wrong with an address that should be called; null when nothing is. */
export type AddressTrouble = 'notAddress' | 'notWeb' | 'hasPassword';

export function addressTrouble(text: string): AddressTrouble | null {
  if (!URL.canParse(text)) return 'notAddress';
  const { protocol, username, password } = new URL(text);
  if (protocol !== 'https:' && protocol !== 'http:') return 'notWeb';
  return username !== '' || password !== '' ? 'hasPassword' : null;
}

/** The engine takes no shorter one: it could be guessed. */
export const shortestSecret = 8;
