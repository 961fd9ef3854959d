import { MantineProvider } from '@mantine/core';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { vi } from 'vitest';
import type { FaultData } from '../../../contract/faults.ts';
import { startLocale } from '../../../renderer/locale/locale.ts';
import { theme } from '../../../renderer/theme/theme.ts';

type Ask = (signal: AbortSignal) => Promise<unknown>;

/** What the engine has answered so far, by request, such as `models.listModels`; what is absent is still on its way. */
export const answers: Record<string, unknown> = {};
export const faults: Record<string, FaultData> = {};
let asked: string | null = null;

/** A client that only notes what it is asked. */
const silentClient = (path: readonly string[] = []): unknown =>
  new Proxy(() => undefined, {
    get: (_, name) => silentClient([...path, String(name)]),
    apply: () => {
      asked ??= path.join('.');
      return new Promise(() => undefined);
    },
  });
export const clientModule = { client: silentClient() };

/** Stands in for the hook of the same name: the answer to the first request that `ask` makes. */
export function useAnswer(ask: Ask) {
  asked = null;
  void ask(new AbortController().signal).catch(() => undefined);
  const path = String(asked);
  return { answer: answers[path] ?? null, fault: faults[path] ?? null, refresh: vi.fn(), put: vi.fn() };
}

export function forgetAnswers(): void {
  for (const known of [answers, faults]) for (const path of Object.keys(known)) delete known[path];
}

// Only the language is marked there; a document that stayed would be taken for a window.
vi.stubGlobal('document', { documentElement: { lang: '' } });
startLocale('en');
vi.unstubAllGlobals();

/** A component as it is first drawn. */
export function drawn(screen: ReactNode): string {
  const markup = renderToStaticMarkup(<MantineProvider theme={theme}>{screen}</MantineProvider>);
  return markup.replace(/<style[^>]*>.*?<\/style>/gs, '');
}

/** Its words, as a person reads them. */
export function wordsOf(markup: string): string {
  const text = markup.replace(/<[^>]+>/g, ' ');
  const signs: Record<string, string> = { '&amp;': '&', '&#x27;': "'", '&quot;': '"', '&lt;': '<', '&gt;': '>' };
  return text.replace(/&(amp|#x27|quot|lt|gt);/g, (sign) => signs[sign] ?? sign).replace(/\s+/g, ' ');
}
