/** Sizes in CSS pixels; a scale is CSS pixels per pixel of the picture. */
export interface Size {
  width: number;
  height: number;
}

/** `fit` follows the window; a number stands still. */
export type Zoom = 'fit' | number;

const largest = 8;
const step = 1.5;

/** The scale at which the whole picture is seen; 0 while its size is not known. */
export const fitScale = (picture: Size, frame: Size): number =>
  picture.width > 0 && picture.height > 0 ? Math.min(frame.width / picture.width, frame.height / picture.height) : 0;

/** One pixel of the picture on one pixel of the screen. */
export const actualScale = (devicePixelRatio: number): number => 1 / devicePixelRatio;

/** A scale within what makes sense: not smaller than whole, not larger than eight screen pixels for one. */
export function clampZoom(scale: number, fit: number, actual: number): Zoom {
  const smallest = Math.min(fit, actual);
  if (scale <= smallest * 1.001) return fit <= actual ? 'fit' : smallest;
  return Math.min(scale, actual * largest);
}

/** The next larger or smaller step; passes through exactly 100 % on the way. */
export function stepZoom(zoom: Zoom, direction: 1 | -1, fit: number, actual: number): Zoom {
  const scale = zoom === 'fit' ? fit : zoom;
  const next = direction === 1 ? scale * step : scale / step;
  const passes = (scale - actual) * (next - actual) < -1e-9;
  return clampZoom(passes ? actual : next, fit, actual);
}

/** Where to scroll so that the point of the picture under (x, y) of the frame stays there when the scale changes. */
export function keepPoint(scroll: { left: number; top: number }, point: { x: number; y: number }, before: Size, after: Size, frame: Size): { left: number; top: number } {
  const along = (offset: number, at: number, size: number, next: number, room: number) => {
    const margin = Math.max(0, (room - size) / 2);
    const nextMargin = Math.max(0, (room - next) / 2);
    return Math.max(0, ((offset + at - margin) / size) * next + nextMargin - at);
  };
  return {
    left: along(scroll.left, point.x, before.width, after.width, frame.width),
    top: along(scroll.top, point.y, before.height, after.height, frame.height),
  };
}
