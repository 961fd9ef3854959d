import { type ChartDesign, drawSvg } from '../charts/draw-svg.ts';
import { html, type Markup, nothing } from '../page/escape-html.ts';
import { figure } from '../page/page-context.ts';
import { themedSvg } from '../page/page-style.ts';

/** A drawing with its title and what its lines mean. */
export async function plotCard(
  title: string,
  design: ChartDesign,
  legend: readonly { readonly name: string; readonly color: string }[] = [],
): Promise<Markup> {
  const lines = legend.map(
    ({ color, name }) => html`<li><i style="border-color:${{ markup: themedSvg(color) }}"></i>${name}</li>`,
  );
  const list = lines.length > 0 ? html`<ul class="legend">${lines}</ul>` : nothing;
  return html`<div class="card"><h3>${title}</h3>${figure(await drawSvg(design), title)}${list}</div>`;
}

export const plots = (cards: readonly Markup[]): Markup => html`<div class="plots">${cards}</div>`;
