import type { Track } from 'livekit-client';
import type { SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './stage.module.css';
import { TrackVideo } from './track-video';
import { useDragPan } from './use-drag-pan';
import { useZoom } from './use-zoom';
import { ZoomControls } from './zoom-controls';

/** From this on one wants to see the pixels themselves. */
const pixelsFromPercent = 200;

/** The shared desktop, readable to the pixel. */
export function SharedDesktop({ track, name }: { track: Track | undefined; name: string }) {
  const { t } = useTranslation('live');
  const view = useZoom();
  const drag = useDragPan();
  const measure = ({ currentTarget: { videoWidth: width, videoHeight: height } }: SyntheticEvent<HTMLVideoElement>) => view.setPicture({ width, height });
  const sized = view.size.width > 0 && view.zoom !== 'fit';
  return (
    <>
      <div
        ref={view.frame}
        className={styles.frame}
        data-larger={view.larger || undefined}
        // Reachable by keyboard while there is something to move.
        role={view.larger ? 'region' : undefined}
        aria-label={view.larger ? t('stage.viewport') : undefined}
        tabIndex={view.larger ? 0 : undefined}
        {...(view.larger && drag)}
      >
        <TrackVideo
          track={track}
          data-testid="stage-video"
          aria-label={t('stage.screenOf', { name })}
          className={styles.desktop}
          data-pixels={view.percent >= pixelsFromPercent || undefined}
          style={sized ? { width: view.size.width, height: view.size.height, maxWidth: 'none', maxHeight: 'none' } : undefined}
          onLoadedMetadata={measure}
          onResize={measure}
        />
      </div>
      <ZoomControls view={view} />
    </>
  );
}
