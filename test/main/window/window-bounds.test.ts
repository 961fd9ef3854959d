import { describe, expect, it } from 'vitest';
import { openingBounds } from '../../../main/window/window-bounds.ts';

const laptop = { x: 0, y: 25, width: 1440, height: 875 };
const monitor = { x: 1440, y: 0, width: 2560, height: 1400 };

describe('openingBounds', () => {
  it('opens where it was', () => {
    const remembered = { x: 1600, y: 100, width: 1200, height: 800 };
    expect(openingBounds(remembered, [laptop, monitor])).toEqual(remembered);
  });

  it('stays where it spans two screens', () => {
    const remembered = { x: 1000, y: 100, width: 1200, height: 700 };
    expect(openingBounds(remembered, [laptop, monitor])).toEqual(remembered);
  });

  it('keeps its size on the first screen when the other is gone, as far as there is room', () => {
    expect(openingBounds({ x: 1600, y: 100, width: 1200, height: 800 }, [laptop])).toEqual({
      width: 1200,
      height: 800,
    });
    expect(openingBounds({ x: 1600, y: 100, width: 2400, height: 1300 }, [laptop])).toEqual({
      width: 1440,
      height: 875,
    });
  });

  it('comes back when only a part or nothing of the title bar would be seen', () => {
    const size = { width: 1200, height: 800 };
    expect(openingBounds({ x: 1400, y: 100, ...size }, [laptop])).toEqual({ x: 240, y: 100, ...size });
    expect(openingBounds({ x: 100, y: -60, ...size }, [laptop])).toEqual({ x: 100, y: 25, ...size });
    expect(openingBounds({ x: 0, y: 25, width: 2500, height: 1380 }, [laptop])).toEqual(laptop);
  });

  it('fits a small screen but stays usable', () => {
    expect(openingBounds(null, [{ x: 0, y: 0, width: 1024, height: 500 }])).toEqual({ width: 1024, height: 600 });
  });
});
