import type { TicketAnswer } from './files.ts';

/** The part of a DOM `File` that is looked at here; this room has no DOM types. */
export interface ChosenFile {
  readonly name: string;
  readonly size: number;
}

/** What the preload puts on `window.bridge`; nothing else of the shell is within the renderer's reach. */
export interface Bridge {
  /** Asks main for a port; it arrives as a window message whose data is `portOpened` and whose first port carries the contract. */
  readonly openPort: () => void;
  /** Turns what the person dropped or chose into tickets; each place holds the file, the folder's files, or why there is none. */
  readonly requestTickets: (files: readonly ChosenFile[]) => Promise<readonly TicketAnswer[]>;
}

/** Names of the raw channels between preload and main; used only by their two ends. */
export const bridgeChannels = {
  openPort: 'auspex:open-port',
  portOpened: 'auspex:port-opened',
  requestTickets: 'auspex:request-tickets',
} as const;
