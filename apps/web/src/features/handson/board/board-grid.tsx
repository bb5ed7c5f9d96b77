import { VisuallyHidden } from '@mantine/core';
import { monitorForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import type { HandsonSetup } from '@seldinger/contract';
import { Fragment, useEffect, useLayoutEffect, useRef, useState, type CSSProperties, type KeyboardEvent, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './board.module.css';
import { placeTable, placeTowards } from './grid-keys';
import { PlaceCell } from './place-cell';
import type { PlaceView } from './place-views';
import type { Picking } from './use-picking';
import { WeekHead } from './week-head';

interface BoardGridProps {
  label: string;
  setup: HandsonSetup;
  views: ReadonlyMap<string, PlaceView>;
  /** Without it the grid is to be read only. */
  picking: Picking | null;
  /** The key that leads out of the last row. */
  onBelow?: () => void;
}

/** Weeks across, the four places down; moved over by the arrow keys, one place of it reached by Tab. */
export function BoardGrid({ label, setup, views, picking, onBelow }: BoardGridProps) {
  const { t } = useTranslation('handson');
  const frame = useRef<HTMLDivElement>(null);
  const table = placeTable(setup);
  const firstOpen = setup.weeks.findIndex(({ past }) => !past);
  const [active, setActive] = useState<string | null>(null);
  const activePlace = active !== null && views.has(active) ? active : (table[0]?.[Math.max(firstOpen, 0)] ?? null);
  const handlers = useGridHandlers(frame, table, views, picking, setActive, onBelow);
  useDragging(picking);
  useShowWeek(frame, firstOpen);
  return (
    <div ref={frame} className={styles.frame}>
      <table role="grid" aria-label={label} aria-readonly={picking === null || undefined} className={styles.grid} style={{ '--weeks': setup.weeks.length } as CSSProperties} data-picking={picking?.picked ? true : undefined}>
        <thead>
          <tr>
            <td className={styles.corner} />
            {setup.weeks.map((week) => (
              <WeekHead key={week.id} week={week} />
            ))}
          </tr>
        </thead>
        <tbody>
          {setup.rooms.map((room, roomIndex) => (
            <Fragment key={room.id}>
              {[0, 1].map((offset) => (
                <tr key={offset} data-first={offset === 0 || undefined}>
                  <th scope="row" className={styles.room}>
                    {offset === 0 ? room.name : <VisuallyHidden>{`${room.name}, ${t('board.secondPlace')}`}</VisuallyHidden>}
                  </th>
                  {table[roomIndex * 2 + offset]?.map((placeId) => {
                    const view = views.get(placeId);
                    if (!view) return null;
                    const outcome = picking?.outcomes.get(placeId);
                    return (
                      <PlaceCell
                        key={placeId}
                        view={view}
                        isActive={placeId === activePlace}
                        isPicked={picking?.picked?.placeId === placeId}
                        isTarget={picking?.target === placeId}
                        outcome={outcome ? { tone: outcome.tone, words: picking?.words.short(outcome) ?? '' } : null}
                        readOnly={picking === null}
                        {...handlers}
                      />
                    );
                  })}
                </tr>
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What presses and keys do; always the same functions, so that only the places that changed are drawn again. */
function useGridHandlers(frame: RefObject<HTMLDivElement | null>, table: ReturnType<typeof placeTable>, views: BoardGridProps['views'], picking: Picking | null, setActive: (placeId: string) => void, onBelow: (() => void) | undefined) {
  const now = useRef({ table, views, picking, onBelow });
  useLayoutEffect(() => {
    now.current = { table, views, picking, onBelow };
  });
  const [handlers] = useState(() => {
    const onPress = (placeId: string) => {
      const { views: seen, picking: by } = now.current;
      const view = seen.get(placeId);
      if (!by || !view) return;
      if (by.picked?.placeId === placeId) return by.cancel();
      if (by.picked) return view.past ? undefined : void by.drop(placeId);
      if (view.movable && view.personId) by.pick({ personId: view.personId, placeId });
    };
    const onEnter = (placeId: string) => {
      setActive(placeId);
      now.current.picking?.aim(placeId);
    };
    const focus = (placeId: string) => frame.current?.querySelector<HTMLElement>(`[data-place="${placeId}"]`)?.focus();
    const onKey = (event: KeyboardEvent, placeId: string) => {
      const { table: places, picking: by, views: seen, onBelow: below } = now.current;
      if (event.key === 'Enter' || event.key === ' ') {
        event.preventDefault();
        return onPress(placeId);
      }
      if (event.key === 'Escape') return by?.cancel();
      const view = seen.get(placeId);
      if (event.key === 'Delete' && by && view?.movable && view.personId) return void by.drop(null, { personId: view.personId, placeId });
      const to = event.altKey || event.ctrlKey || event.metaKey ? null : placeTowards(places, placeId, event.key);
      if (to === null) return;
      event.preventDefault();
      if (to === 'below') return below?.();
      focus(to);
      by?.aim(to, { aloud: true });
    };
    return { onPress, onEnter, onKey };
  });
  return handlers;
}

/** Dragging says the same as pressing: taken up, over a place, put down. */
function useDragging(picking: Picking | null) {
  const now = useRef(picking);
  useLayoutEffect(() => {
    now.current = picking;
  });
  useEffect(() => {
    const whoOf = (data: Record<string, unknown>) => ({ personId: String(data['personId']), placeId: typeof data['placeId'] === 'string' ? data['placeId'] : null });
    const placeOf = (data: Record<string, unknown> | undefined) => (data ? (typeof data['placeId'] === 'string' ? data['placeId'] : null) : undefined);
    return monitorForElements({
      canMonitor: ({ source }) => typeof source.data['personId'] === 'string',
      onDragStart: ({ source }) => now.current?.pick(whoOf(source.data), { aloud: false }),
      onDropTargetChange: ({ location }) => now.current?.aim(placeOf(location.current.dropTargets[0]?.data)),
      onDrop: ({ source, location }) => {
        const to = placeOf(location.current.dropTargets[0]?.data);
        if (to === undefined) now.current?.cancel(true);
        else void now.current?.drop(to, whoOf(source.data));
      },
    });
  }, []);
}

/** Weeks that are over lie to the left, out of the way, when the grid opens. */
function useShowWeek(frame: RefObject<HTMLDivElement | null>, column: number) {
  useLayoutEffect(() => {
    const element = frame.current;
    const head = element?.querySelectorAll<HTMLElement>('thead th')[column];
    const corner = element?.querySelector<HTMLElement>('thead td');
    if (element && head && corner && column > 0) element.scrollLeft = head.offsetLeft - corner.offsetWidth;
  }, [frame, column]);
}
