import styles from './chart-tip.module.css';

/** From the pointer. */
const gapPx = 14;

let tip: HTMLElement | null = null;

/** Shows what stands under the pointer beside it; there is one pointer, so there is one tip. `html` is the chart's own, escaped. */
export function showTip(html: string, pointerX: number, pointerY: number): void {
  if (html === '') {
    hideTip();
    return;
  }
  if (!tip) {
    tip = document.createElement('div');
    tip.className = styles.tip ?? '';
    // The same stands in the table behind the chart.
    tip.ariaHidden = 'true';
    document.body.append(tip);
  }
  if (tip.innerHTML !== html) tip.innerHTML = html;
  tip.hidden = false;
  const { offsetWidth, offsetHeight } = tip;
  const x = pointerX + gapPx + offsetWidth > window.innerWidth ? pointerX - gapPx - offsetWidth : pointerX + gapPx;
  const y = pointerY + gapPx + offsetHeight > window.innerHeight ? pointerY - gapPx - offsetHeight : pointerY + gapPx;
  tip.style.translate = `${Math.max(4, x)}px ${Math.max(4, y)}px`;
}

export function hideTip(): void {
  if (tip) tip.hidden = true;
}

/** The dot that names a series by its colour. */
export function markOf(color: unknown): string {
  if (typeof color !== 'string' || !/^[#\w(),.% ]+$/.test(color)) return '';
  return `<span style="display:inline-block;width:8px;height:8px;margin-right:6px;border-radius:50%;background:${color}"></span>`;
}
