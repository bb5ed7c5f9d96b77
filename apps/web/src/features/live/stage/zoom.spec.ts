import { clampZoom, fitScale, keepPoint, stepZoom } from './zoom';

const desktop = { width: 1920, height: 1080 };
const frame = { width: 960, height: 600 };
const fit = fitScale(desktop, frame);

describe('the zoom of the shared desktop', () => {
  it('fits the whole picture into the frame', () => {
    expect(fit).toBe(0.5);
    expect(fitScale({ width: 0, height: 0 }, frame)).toBe(0);
  });

  it('stops at 100 % on the way in and out', () => {
    expect(stepZoom(0.75, 1, fit, 1)).toBe(1);
    expect(stepZoom(1, 1, fit, 1)).toBe(1.5);
    expect(stepZoom(1.2, -1, fit, 1)).toBe(1);
  });

  it('comes back to fit, and no smaller', () => {
    expect(stepZoom(0.6, -1, fit, 1)).toBe('fit');
    expect(clampZoom(0.1, fit, 1)).toBe('fit');
  });

  it('ends where a pixel is eight pixels wide', () => expect(clampZoom(100, fit, 0.5)).toBe(4));

  it('a picture smaller than the frame can be seen at 100 % too', () => {
    const small = fitScale({ width: 480, height: 300 }, frame);
    expect(small).toBe(2);
    expect(clampZoom(1, small, 1)).toBe(1);
  });

  it('the point under the pointer stays under it', () => {
    const before = { width: 960, height: 540 };
    const after = { width: 1920, height: 1080 };
    // The picture's centre, in the frame's centre: 30 px of margin above the fitted picture.
    expect(keepPoint({ left: 0, top: 0 }, { x: 480, y: 300 }, before, after, frame)).toEqual({ left: 480, top: 240 });
    expect(keepPoint({ left: 480, top: 240 }, { x: 480, y: 300 }, after, before, frame)).toEqual({ left: 0, top: 0 });
  });
});
