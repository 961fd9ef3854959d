import { readFile } from 'node:fs/promises';
import { protocol, type Session } from 'electron';
import { appScheme, isAppUrl } from '../ipc/trusted-sender.ts';
import { securityHeaders } from './content-security-policy.ts';
import { packagedFileOf } from './packaged-file.ts';

/** To be called before the app is ready: pages of the scheme are treated as a web site of their own. */
export function declareAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** Serves the renderer's files, and `pages` that are made here, to windows of `session`. */
export function serveApp(session: Session, rendererFolder: string, pages: ReadonlyMap<string, string>): void {
  session.protocol.handle(appScheme, async (request) => {
    if (request.method !== 'GET' || !isAppUrl(request.url)) return refuse(403);
    const page = pages.get(new URL(request.url).pathname);
    if (page !== undefined) return answer(page, 'text/html; charset=utf-8');
    const found = packagedFileOf(request.url, rendererFolder);
    if (!found) return refuse(404);
    try {
      return answer(await readFile(found.file), found.contentType);
    } catch {
      return refuse(404);
    }
  });
}

function answer(body: string | Uint8Array<ArrayBuffer>, contentType: string): Response {
  return new Response(body, { headers: { ...securityHeaders, 'content-type': contentType } });
}

function refuse(status: number): Response {
  return new Response(null, { status, headers: { ...securityHeaders } });
}
