import electron from 'electron';

/** The clipboard of Electron before 45: everything at once, at once. */
interface EarlierClipboard {
  write(data: { text: string; html?: string }): void;
}

/** Puts a text on the clipboard, with the same as HTML beside it where there is one. */
export async function writeClipboard(text: string, html: string | null): Promise<void> {
  const { clipboard } = electron;
  if ('ClipboardItem' in electron) {
    const items = { 'text/plain': text, ...(html === null ? {} : { 'text/html': html }) };
    return clipboard.write([new electron.ClipboardItem(items)]);
  }
  (clipboard as unknown as EarlierClipboard).write(html === null ? { text } : { text, html });
}
