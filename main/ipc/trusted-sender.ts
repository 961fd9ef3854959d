/** Where the renderer's pages live; no other origin is ever answered. */
export const appScheme = 'app';
export const appOrigin = 'app://auspex';

/** The part of a message's frame that decides whether it is heard. */
export interface SenderFrame {
  readonly url: string;
  /** null for the main frame of a window. */
  readonly parent: unknown;
}

/** Whether `url` belongs to the app itself. */
export function isAppUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host } = new URL(url);
  // `origin` is the text "null" for a scheme of one's own in Node, so the parts are compared.
  return `${protocol}//${host}` === appOrigin;
}

/** Only the main frame of a page of the app is trusted: not a frame inside it, not a page that took its place. */
export function isTrustedSender(frame: SenderFrame | null): boolean {
  return frame !== null && frame.parent === null && isAppUrl(frame.url);
}
