import type { ImageFormat } from '../../contract/desktop.ts';
import type { Scheme } from '../theme/chart-theme.ts';
import type { WrittenOption } from './written-option.ts';

/** Of a chart on screen, in CSS pixels, with the screen's own to one of them. */
export interface ChartSize {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly pixelRatio: number;
}

/** What a chart lets its own texts be made of: plain values, since they cross a thread. */
export type TextFacts = readonly unknown[];

/** A text that only the window's thread can make: which of the option's functions, and from what. */
export interface TextAsked {
  readonly place: number;
  readonly facts: TextFacts;
}

/** What the pointer did above a chart, from its upper left corner. */
export interface PointerAct {
  readonly name: 'mousemove' | 'mousedown' | 'mouseup' | 'mouseout' | 'click' | 'mousewheel';
  readonly x: number;
  readonly y: number;
  /** 1 is the main button. */
  readonly which: number;
  /** Turns of the wheel, up is positive. */
  readonly wheelTurns: number;
}

/** The part of a chart that the person clicked. */
export interface ChartHit {
  readonly dataIndex: number;
  readonly name: string;
  readonly value: unknown;
}

/** From the window to the thread that draws. */
export type ChartRequest = { readonly chart: number } & (
  | {
      readonly kind: 'open';
      readonly canvas: OffscreenCanvas;
      readonly scheme: Scheme;
      readonly size: ChartSize;
    }
  | { readonly kind: 'show'; readonly option: WrittenOption }
  | { readonly kind: 'resize'; readonly size: ChartSize }
  | { readonly kind: 'point'; readonly act: PointerAct }
  | { readonly kind: 'answer'; readonly round: number; readonly texts: readonly string[] }
  | { readonly kind: 'close' }
  | {
      readonly kind: 'picture';
      readonly option: WrittenOption;
      readonly scheme: Scheme;
      readonly size: ChartSize;
      readonly format: ImageFormat;
    }
);

/** From the thread that draws to the window. */
export type ChartNotice = { readonly chart: number } & (
  | { readonly kind: 'ask'; readonly round: number; readonly asked: readonly TextAsked[] }
  | { readonly kind: 'shown' }
  | { readonly kind: 'tip'; readonly place: number; readonly facts: unknown }
  | { readonly kind: 'untip' }
  | { readonly kind: 'cursor'; readonly cursor: string }
  | { readonly kind: 'picked'; readonly hit: ChartHit }
  | { readonly kind: 'pictured'; readonly content: string }
  | { readonly kind: 'failed'; readonly reason: string }
);
