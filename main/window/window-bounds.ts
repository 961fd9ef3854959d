/** A rectangle on the screen in device-independent pixels. */
export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface RememberedWindow {
  readonly bounds: Bounds | null;
  readonly isMaximized: boolean;
}

export const minimumSize = { width: 900, height: 600 } as const;
const usualSize = { width: 1280, height: 820 } as const;

/** How much of a remembered window, and of the strip to drag it by, must be on the screens for it to be put there again. */
const shownShare = { window: 0.75, strip: 0.5 } as const;
const stripHeight = 30;

/**
 * Where the window opens: as remembered if it is seen there (a monitor may be gone, or another one stand in its place), else
 * with its size, or the usual one, on the screen that has most of it, as far as that has room. Without x and y the system
 * chooses the place.
 */
export function openingBounds(
  remembered: Bounds | null,
  workAreas: readonly Bounds[],
): { width: number; height: number; x?: number; y?: number } {
  if (!remembered) return sizeWithin(usualSize, workAreas[0]);
  if (isSeen(remembered, workAreas)) {
    return { ...sizeWithin(remembered, undefined), x: remembered.x, y: remembered.y };
  }
  const [area] = [...workAreas].sort((one, other) => overlap(remembered, other) - overlap(remembered, one));
  const size = sizeWithin(remembered, area);
  if (!area || overlap(remembered, area) === 0) return sizeWithin(remembered, workAreas[0]);
  const place = (at: number, from: number, room: number) => Math.max(from, Math.min(at, from + room));
  return {
    ...size,
    x: place(remembered.x, area.x, area.width - size.width),
    y: place(remembered.y, area.y, area.height - size.height),
  };
}

/** `size`, no larger than `area` and never smaller than the screens can bear. */
function sizeWithin(size: { width: number; height: number }, area: Bounds | undefined) {
  return {
    width: Math.max(minimumSize.width, Math.min(size.width, area?.width ?? size.width)),
    height: Math.max(minimumSize.height, Math.min(size.height, area?.height ?? size.height)),
  };
}

function isSeen(bounds: Bounds, workAreas: readonly Bounds[]): boolean {
  const share = (part: Bounds) =>
    workAreas.reduce((sum, area) => sum + overlap(part, area), 0) / (part.width * part.height);
  return share(bounds) >= shownShare.window && share({ ...bounds, height: stripHeight }) >= shownShare.strip;
}

/** How many pixels `bounds` and `area` share. */
function overlap(bounds: Bounds, area: Bounds): number {
  const width = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x);
  const height = Math.min(bounds.y + bounds.height, area.y + area.height) - Math.max(bounds.y, area.y);
  return Math.max(0, width) * Math.max(0, height);
}
