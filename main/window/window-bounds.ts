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

/** How many pixels of a remembered window must be on a screen for it to be put there again. */
const visiblePixels = 100;

/**
 * Where the window opens: as remembered if enough of that still lies on one of the `workAreas` (a monitor may be gone),
 * else of the usual size, as far as the first screen has room. Without x and y the system chooses the place.
 */
export function openingBounds(
  remembered: Bounds | null,
  workAreas: readonly Bounds[],
): { width: number; height: number; x?: number; y?: number } {
  if (remembered && workAreas.some((area) => isWithin(remembered, area))) {
    return {
      x: remembered.x,
      y: remembered.y,
      width: Math.max(remembered.width, minimumSize.width),
      height: Math.max(remembered.height, minimumSize.height),
    };
  }
  const area = workAreas[0];
  return {
    width: Math.max(minimumSize.width, Math.min(usualSize.width, area?.width ?? usualSize.width)),
    height: Math.max(minimumSize.height, Math.min(usualSize.height, area?.height ?? usualSize.height)),
  };
}

function isWithin(bounds: Bounds, area: Bounds): boolean {
  const width = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x);
  const height = Math.min(bounds.y + bounds.height, area.y + area.height) - Math.max(bounds.y, area.y);
  return width >= visiblePixels && height >= visiblePixels && bounds.y >= area.y - visiblePixels;
}
