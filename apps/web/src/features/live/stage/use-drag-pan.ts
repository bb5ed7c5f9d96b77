import { useState, type PointerEvent } from 'react';

/** Moves a scrolling element by dragging with a mouse or pen; a finger scrolls by itself. */
export function useDragPan() {
  const [dragging, setDragging] = useState(false);
  return {
    'data-dragging': dragging || undefined,
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.pointerType === 'touch' || event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      setDragging(true);
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (dragging) event.currentTarget.scrollBy({ left: -event.movementX, top: -event.movementY, behavior: 'instant' });
    },
    onPointerUp: () => setDragging(false),
    onPointerCancel: () => setDragging(false),
  };
}
