import { Icon } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import styles from './stage.module.css';
import type { ZoomView } from './use-zoom';

const moves = [
  { word: 'left', icon: 'chevron-left', x: -1, y: 0 },
  { word: 'up', icon: 'chevron-up', x: 0, y: -1 },
  { word: 'down', icon: 'chevron-down', x: 0, y: 1 },
  { word: 'right', icon: 'chevron-right', x: 1, y: 0 },
] as const;

/** How the desktop is seen; what dragging and the wheel do, by buttons. */
export function ZoomControls({ view }: { view: ZoomView }) {
  const { t } = useTranslation('live');
  return (
    <div role="group" aria-label={t('stage.view')} className={styles.zoom}>
      {view.larger &&
        moves.map(({ word, icon, x, y }) => (
          <button key={word} type="button" aria-label={t(`stage.${word}`)} title={t(`stage.${word}`)} onClick={() => view.pan(x, y)}>
            <Icon name={icon} size={18} />
          </button>
        ))}
      <button type="button" aria-pressed={view.zoom === 'fit'} onClick={view.showWhole}>
        {t('stage.fit')}
      </button>
      <button type="button" aria-pressed={view.zoom !== 'fit' && view.percent === 100} onClick={view.showActual}>
        {t('stage.actual')}
      </button>
      <button type="button" aria-label={t('stage.zoomOut')} title={t('stage.zoomOut')} onClick={view.zoomOut}>
        <span aria-hidden="true">−</span>
      </button>
      <output className={styles.percent}>{t('stage.scale', { percent: view.percent })}</output>
      <button type="button" aria-label={t('stage.zoomIn')} title={t('stage.zoomIn')} onClick={view.zoomIn}>
        <Icon name="plus" size={18} />
      </button>
    </div>
  );
}
