import path from 'node:path';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

/**
 * The file of `folder` that `url` asks for and its media type; null for whatever lies outside or is of a kind that the
 * app does not ship. A page of the app is `app://auspex/` plus the file's path.
 */
export function packagedFileOf(url: string, folder: string): { file: string; contentType: string } | null {
  let name: string;
  try {
    name = decodeURIComponent(new URL(url).pathname);
  } catch {
    return null;
  }
  // A backslash or a colon has no place in our own names; on Windows each could lead elsewhere.
  if (/[\\:\0]/.test(name)) return null;
  const file = path.resolve(folder, `.${name === '/' ? '/index.html' : name}`);
  const contentType = contentTypes[path.extname(file)];
  if (contentType === undefined || !file.startsWith(path.resolve(folder) + path.sep)) return null;
  return { file, contentType };
}
