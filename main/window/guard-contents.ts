import { app, type Session } from 'electron';
import { isAppUrl } from '../ipc/trusted-sender.ts';

/** Holds for every page that is ever opened: it stays where it is, opens nothing and embeds nothing. */
export function guardContents(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => event.preventDefault());
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}

/** Every permission, device and certificate question is answered with no, and nothing is fetched from outside. */
export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
  session.webRequest.onBeforeRequest((request, decide) => {
    decide({ cancel: !isAppUrl(request.url) && !/^(data|blob|devtools):/.test(request.url) });
  });
}
