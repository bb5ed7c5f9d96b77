import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { actualScale, clampZoom, fitScale, keepPoint, stepZoom, type Size, type Zoom } from './zoom';

const nothing: Size = { width: 0, height: 0 };
/** A hand's breadth of the frame for each press of a move button. */
const panShare = 0.25;

/** The view on a picture that may be larger than its frame: zoom about a point, pan by scrolling, so that keys, touch and bars work too. */
export function useZoom() {
  const frame = useRef<HTMLDivElement>(null);
  const [frameSize, setFrameSize] = useState(nothing);
  const [picture, setPicture] = useState(nothing);
  const [zoom, setZoom] = useState<Zoom>('fit');
  const scrollTo = useRef<{ left: number; top: number }>(undefined);

  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    // Its border box, which bars that come and go do not change.
    const measure = () => setFrameSize({ width: element.offsetWidth, height: element.offsetHeight });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const fit = fitScale(picture, frameSize);
  const actual = actualScale(window.devicePixelRatio || 1);
  const scale = zoom === 'fit' ? fit : zoom;
  const size = { width: picture.width * scale, height: picture.height * scale };
  const larger = zoom !== 'fit' && (size.width > frameSize.width + 1 || size.height > frameSize.height + 1);

  const change = useCallback(
    (next: Zoom, at?: { x: number; y: number }) => {
      const element = frame.current;
      const nextScale = next === 'fit' ? fit : next;
      if (element && picture.width > 0) {
        const point = at ?? { x: frameSize.width / 2, y: frameSize.height / 2 };
        const after = { width: picture.width * nextScale, height: picture.height * nextScale };
        scrollTo.current = keepPoint({ left: element.scrollLeft, top: element.scrollTop }, point, { width: picture.width * scale, height: picture.height * scale }, after, frameSize);
      }
      setZoom(next);
    },
    [fit, scale, picture, frameSize],
  );

  useLayoutEffect(() => {
    if (scrollTo.current) frame.current?.scrollTo({ ...scrollTo.current, behavior: 'instant' });
    scrollTo.current = undefined;
  }, [zoom]);

  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const wheel = (event: WheelEvent) => {
      // Sideways wheels and trackpads pan.
      if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) return;
      event.preventDefault();
      const box = element.getBoundingClientRect();
      change(clampZoom(scale * 1.2 ** (-event.deltaY / 100), fit, actual), { x: event.clientX - box.left, y: event.clientY - box.top });
    };
    element.addEventListener('wheel', wheel, { passive: false });
    return () => element.removeEventListener('wheel', wheel);
  }, [change, scale, fit, actual]);

  const pan = useCallback((x: number, y: number) => {
    const element = frame.current;
    element?.scrollBy({ left: x * panShare * element.clientWidth, top: y * panShare * element.clientHeight });
  }, []);

  return {
    frame,
    setPicture,
    zoom,
    size,
    larger,
    /** Screen pixels for one of the picture, percent. */
    percent: Math.round((scale / actual) * 100),
    showWhole: () => change('fit'),
    showActual: () => change(actual),
    zoomIn: () => change(stepZoom(zoom, 1, fit, actual)),
    zoomOut: () => change(stepZoom(zoom, -1, fit, actual)),
    pan,
  };
}

export type ZoomView = ReturnType<typeof useZoom>;
