import { describe, expect, it } from 'vitest';
import { openingBounds } from '../../../main/window/window-bounds.ts';

const laptop = { x: 0, y: 25, width: 1440, height: 875 };
const monitor = { x: 1440, y: 0, width: 2560, height: 1400 };

describe('openingBounds', () => {
  it('opens where it was', () => {
    const remembered = { x: 1600, y: 100, width: 1200, height: 800 };
    expect(openingBounds(remembered, [laptop, monitor])).toEqual(remembered);
  });

  it('comes back to the first screen when the other is gone', () => {
    expect(openingBounds({ x: 1600, y: 100, width: 1200, height: 800 }, [laptop])).toEqual({
      width: 1280,
      height: 820,
    });
  });

  it('comes back when only a corner or nothing of the title bar would be seen', () => {
    expect(openingBounds({ x: 1400, y: 100, width: 1200, height: 800 }, [laptop])).not.toHaveProperty('x');
    expect(openingBounds({ x: 100, y: -400, width: 1200, height: 800 }, [laptop])).not.toHaveProperty('x');
  });

  it('fits a small screen but stays usable', () => {
    expect(openingBounds(null, [{ x: 0, y: 0, width: 1024, height: 500 }])).toEqual({ width: 1024, height: 600 });
  });
});
