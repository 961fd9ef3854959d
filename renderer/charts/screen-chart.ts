import type { EChartsCoreOption } from 'echarts/core';
import type { Scheme } from '../theme/chart-theme.ts';
import type { ChartHit, ChartNotice, ChartSize, PointerAct } from './chart-messages.ts';
import { ChartLine } from './chart-thread.ts';
import { hideTip, markOf, showTip } from './chart-tip.ts';

/** A chart in an element of the page: its canvas, which the other thread draws, its size, its pointer and its tooltips. */
export class ScreenChart {
  /** The part of the chart that the person clicked. */
  onPick: ((hit: ChartHit) => void) | undefined = undefined;
  /** Nothing comes of this chart any more: what it was to show must be told otherwise. */
  onFailed: (() => void) | undefined = undefined;

  readonly #element: HTMLElement;
  readonly #canvas = document.createElement('canvas');
  readonly #scheme: Scheme;
  readonly #line = new ChartLine((notice) => this.#take(notice));
  readonly #stop = new AbortController();
  readonly #sizes: ResizeObserver;
  #option: EChartsCoreOption | null = null;
  #isOpen = false;
  #isZoomed = false;
  #isPointed = false;
  #pointer = { x: 0, y: 0 };

  constructor(element: HTMLElement, scheme: Scheme) {
    this.#element = element;
    this.#scheme = scheme;
    Object.assign(this.#canvas.style, { display: 'block', width: '100%', height: '100%', visibility: 'hidden' });
    element.append(this.#canvas);
    this.#sizes = new ResizeObserver(([entry]) => entry && this.#fit(entry.contentRect));
    this.#sizes.observe(element);
    this.#listen();
  }

  show(option: EChartsCoreOption): void {
    this.#option = option;
    this.#isZoomed = option.dataZoom !== undefined;
    if (this.#isOpen) this.#line.send({ kind: 'show', option: this.#line.write(option) });
  }

  close(): void {
    this.#stop.abort();
    this.#sizes.disconnect();
    if (this.#isPointed) hideTip();
    if (this.#isOpen) this.#line.send({ kind: 'close' });
    this.#line.close();
    this.#canvas.remove();
  }

  #fit({ width, height }: { readonly width: number; readonly height: number }): void {
    const size: ChartSize = {
      widthPx: Math.round(width),
      heightPx: Math.round(height),
      pixelRatio: window.devicePixelRatio,
    };
    // Not laid out, or out of sight: its size comes with its place.
    if (size.widthPx === 0 || size.heightPx === 0) return;
    if (this.#isOpen) this.#line.send({ kind: 'resize', size });
    else this.#open(size);
  }

  #open(size: ChartSize): void {
    this.#isOpen = true;
    const canvas = this.#canvas.transferControlToOffscreen();
    this.#line.send({ kind: 'open', canvas, scheme: this.#scheme, size }, [canvas]);
    if (this.#option) this.show(this.#option);
  }

  #listen(): void {
    const listen = <Name extends keyof HTMLElementEventMap>(
      type: Name,
      name: PointerAct['name'],
      also?: (event: HTMLElementEventMap[Name]) => void,
    ) =>
      this.#element.addEventListener(
        type,
        (event) => {
          also?.(event);
          this.#point(name, event as MouseEvent);
        },
        { signal: this.#stop.signal },
      );
    listen('pointermove', 'mousemove');
    // A hand on the zoom may leave the chart.
    listen('pointerdown', 'mousedown', (event) => {
      if (this.#isZoomed) this.#element.setPointerCapture(event.pointerId);
    });
    listen('pointerup', 'mouseup');
    listen('click', 'click');
    listen('pointerleave', 'mouseout', hideTip);
    this.#element.addEventListener(
      'wheel',
      (event) => {
        if (!this.#isZoomed) return;
        event.preventDefault();
        this.#point('mousewheel', event);
      },
      { signal: this.#stop.signal, passive: false },
    );
  }

  #point(name: PointerAct['name'], event: MouseEvent): void {
    if (!this.#isOpen) return;
    this.#isPointed = name !== 'mouseout';
    this.#pointer = { x: event.clientX, y: event.clientY };
    const { left, top } = this.#element.getBoundingClientRect();
    const wheelTurns = event instanceof WheelEvent ? -Math.sign(event.deltaY) : 0;
    const act = { name, x: event.clientX - left, y: event.clientY - top, which: event.button + 1, wheelTurns };
    this.#line.send({ kind: 'point', act });
  }

  #take(notice: ChartNotice): void {
    switch (notice.kind) {
      case 'shown':
        this.#canvas.style.visibility = 'visible';
        return;
      case 'tip':
        if (this.#isPointed) showTip(this.#tipText(notice.place, notice.facts), this.#pointer.x, this.#pointer.y);
        return;
      case 'untip':
        hideTip();
        return;
      case 'cursor':
        this.#element.style.cursor = notice.cursor;
        return;
      case 'picked':
        this.onPick?.(notice.hit);
        return;
      case 'failed':
        console.error(`A chart could not be drawn: ${notice.reason}`);
        this.onFailed?.();
    }
  }

  #tipText(place: number, facts: unknown): string {
    const marked = (fact: unknown) =>
      typeof fact === 'object' && fact !== null
        ? { ...fact, marker: markOf((fact as { readonly color?: unknown }).color) }
        : fact;
    return this.#line.text({ place, facts: [Array.isArray(facts) ? facts.map(marked) : marked(facts)] });
  }
}
