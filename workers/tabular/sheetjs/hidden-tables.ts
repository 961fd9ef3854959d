import { openByteFile } from '../zip/byte-file.ts';
import { readCentralDirectory } from '../zip/central-directory.ts';
import { sheetLimits } from '../zip/unpack-limits.ts';
import { unpackPart } from '../zip/unpack-part.ts';

/** Tags are cut by chunks; no tag that matters here is longer. */
const longestTag = 4096;

/**
 * The sheets that an OpenDocument spreadsheet hides: those whose style says `table:display="false"` (OpenDocument 1.3
 * part 3, 16.2 and 17.15). SheetJS does not tell.
 */
export async function hiddenTables(path: string, fileName: string): Promise<Set<string>> {
  const file = openByteFile(path);
  try {
    const entry = readCentralDirectory(file, fileName).entries.get('content.xml');
    const hidden = new Set<string>();
    if (!entry) return hidden;
    const hiddenStyles = new Set<string>();
    let rest = '';
    let style = '';
    const decoder = new TextDecoder('utf-8');
    for await (const chunk of unpackPart(file, entry, fileName, sheetLimits)) {
      const text = rest + decoder.decode(chunk, { stream: true });
      const end = Math.max(0, text.lastIndexOf('<'), text.length - longestTag);
      for (const [tag] of text
        .slice(0, end)
        .matchAll(/<(?:style:style|style:table-properties|table:table)\s[^<>]*>/g)) {
        if (tag.startsWith('<style:style')) style = attribute(tag, 'style:name');
        else if (tag.startsWith('<style:table-p')) {
          if (attribute(tag, 'table:display') === 'false') hiddenStyles.add(style);
        } else if (hiddenStyles.has(attribute(tag, 'table:style-name'))) hidden.add(attribute(tag, 'table:name'));
      }
      rest = text.slice(end);
    }
    return hidden;
  } finally {
    file.close();
  }
}

function attribute(tag: string, name: string): string {
  const match = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag);
  return (match?.[1] ?? match?.[2] ?? '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}
