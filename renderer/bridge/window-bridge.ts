import type { Bridge } from '../../contract/bridge.ts';

declare global {
  interface Window {
    /** Put here by the preload. */
    readonly bridge: Bridge;
  }
}
