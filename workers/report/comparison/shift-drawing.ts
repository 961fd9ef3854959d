import type { ComparedColumn } from '../../../contract/comparison.ts';
import { escapeHtml, type Markup, nothing } from '../page/escape-html.ts';

const width = 460;
const height = 130;

/** How the values of a column are spread in both tables, as shares: the earlier one as a ground, the later one as a line of steps. */
export function shiftDrawing({ categories, histogram }: ComparedColumn): Markup {
  const earlier = histogram?.earlier ?? categories?.map((one) => one.earlier) ?? [];
  const later = histogram?.later ?? categories?.map((one) => one.later) ?? [];
  const shares = (counts: readonly number[]) => {
    const total = counts.reduce((sum, count) => sum + count, 0);
    return counts.map((count) => (total === 0 ? 0 : count / total));
  };
  const [before, after] = [shares(earlier), shares(later)];
  const highest = Math.max(...before, ...after, 0);
  if (highest === 0) return nothing;
  const step = width / before.length;
  const y = (share: number) => (height - (share / highest) * (height - 6)).toFixed(1);
  const x = (bin: number) => (bin * step).toFixed(1);
  const bars = before.map(
    (share, bin) =>
      `<rect x="${x(bin)}" y="${y(share)}" width="${Math.max(0.5, step - 1).toFixed(1)}" height="${(height - Number(y(share))).toFixed(1)}" fill="var(--faint)" opacity="0.4"/>`,
  );
  const line = after.map((share, bin) => `L${x(bin)} ${y(share)}L${x(bin + 1)} ${y(share)}`).join('');
  const markup =
    `<svg viewBox="0 -2 ${width} ${height + 4}" aria-hidden="true">${bars.join('')}` +
    `<path d="M0 ${height}${line}L${width} ${height}" fill="none" stroke="var(--accent)" stroke-width="2"/></svg>`;
  return { markup };
}

/** What the two look like, for the words beneath. */
export function shiftLegend(earlier: string, later: string): Markup {
  return {
    markup:
      `<p class="note"><span style="display:inline-block;width:10px;height:10px;background:var(--faint);opacity:.5"></span> ${escapeHtml(earlier)} ` +
      `&nbsp; <span style="display:inline-block;width:14px;height:0;border-top:2px solid var(--accent);vertical-align:middle"></span> ${escapeHtml(later)}</p>`,
  };
}
