import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine';
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { useEffect, useEffectEvent, useRef, useState, type RefObject } from 'react';

const KIND = 'wish';

/** A row that can be dragged onto another, which then gives way. Without `onDrop` it cannot. */
export function useDragOrder(index: number, onDrop?: (dragged: number) => void): { row: RefObject<HTMLLIElement | null>; over: boolean } {
  const row = useRef<HTMLLIElement>(null);
  const [over, setOver] = useState(false);
  const dropped = useEffectEvent((dragged: number) => onDrop?.(dragged));
  const drags = onDrop !== undefined;
  useEffect(() => {
    const element = row.current;
    if (!element || !drags) return;
    return combine(
      draggable({ element, getInitialData: () => ({ kind: KIND, index }) }),
      dropTargetForElements({
        element,
        canDrop: ({ source }) => source.data['kind'] === KIND && source.data['index'] !== index,
        onDragEnter: () => setOver(true),
        onDragLeave: () => setOver(false),
        onDrop: ({ source }) => {
          setOver(false);
          dropped(Number(source.data['index']));
        },
      }),
    );
  }, [index, drags]);
  return { row, over };
}
