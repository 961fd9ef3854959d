import { type FaultData, faultRemedy, faultSentence } from '../../contract/faults.ts';
import type { Locale } from '../../contract/texts.ts';
import { shellText } from './shell-texts.ts';

/** Where the page is served. */
export const startUpFailurePath = '/start-up-failure';

/** A page without any script that says why the app cannot start and what can be done about it. */
export function startUpFailurePage(fault: FaultData, locale: Locale): string {
  const text = (name: Parameters<typeof shellText>[0]) => escapeHtml(shellText(name, locale));
  const detail = fault.detail === null ? fault.code : `${fault.code}\n${fault.detail}`;
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="color-scheme" content="light dark">
<title>${text('cannotStart')}</title>
<style>
  body { font: 15px/1.6 system-ui, "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", sans-serif; margin: 0; display: grid; min-height: 100vh; place-items: center; background: Canvas; color: CanvasText; }
  main { max-width: 34rem; padding: 2.5rem; }
  h1 { font-size: 1.35rem; margin: 0 0 1rem; }
  p { margin: 0 0 .75rem; overflow-wrap: anywhere; }
  .hint, details { opacity: .7; font-size: .9em; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; max-height: 12rem; overflow: auto; }
</style>
</head>
<body>
<main data-testid="start-up-failure" data-fault-code="${fault.code}">
<h1>${text('cannotStart')}</h1>
<p>${escapeHtml(faultSentence(fault, locale))}</p>
<p>${escapeHtml(faultRemedy(fault, locale))}</p>
<p class="hint">${text('cannotStartHint')}</p>
<details><summary>${text('details')}</summary><pre>${escapeHtml(detail)}</pre></details>
</main>
</body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
