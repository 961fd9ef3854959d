const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** `text` for use as an element's content or inside a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => entities[sign] as string);
}

/** Markup that was put together here and needs no more escaping. */
export interface Markup {
  readonly markup: string;
}

type Insert = string | number | Markup | readonly Markup[];

/** A piece of a page; whatever is put into it is escaped unless it is markup already. */
export function html(strings: TemplateStringsArray, ...inserts: readonly Insert[]): Markup {
  return { markup: strings.reduce((text, string, place) => text + written(inserts[place - 1] ?? '') + string) };
}

function written(insert: Insert): string {
  if (typeof insert === 'string') return escapeHtml(insert);
  if (typeof insert === 'number') return String(insert);
  if ('markup' in insert) return insert.markup;
  return insert.map(({ markup }) => markup).join('');
}

/** Nothing at all. */
export const nothing: Markup = { markup: '' };
