import { Icon } from '@seldinger/ui';
import { useElementSize } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useInside } from '../inside/inside';
import { facesPerPage } from '../media/arrange';
import { FaceTile } from './face-tile';
import styles from './faces.module.css';

const gapPx = 10;

/** The strip of faces, a page at a time: only what is shown is received. */
export function Faces({ tilePx }: { tilePx: number }) {
  const { t } = useTranslation('live');
  const { faces } = useInside();
  const { ref, width } = useElementSize();
  const [page, setPage] = useState(0);
  const perPage = facesPerPage(width, tilePx, gapPx);
  const pages = Math.max(1, Math.ceil(faces.length / perPage));
  const shown = Math.min(page, pages - 1);
  const from = shown * perPage;
  const onPage = faces.slice(from, from + perPage);
  if (faces.length === 0) return null;
  return (
    <section className={styles.strip} aria-label={t('faces.label')}>
      {pages > 1 && (
        <button type="button" className={styles.turn} aria-label={t('faces.previous')} disabled={shown === 0} onClick={() => setPage(shown - 1)}>
          <Icon name="chevron-left" />
        </button>
      )}
      <ul ref={ref} className={styles.faces} style={{ gap: gapPx }}>
        {onPage.map((face) => (
          <FaceTile key={face.identity} face={face} />
        ))}
      </ul>
      {pages > 1 && (
        <>
          <span className={styles.range}>{t('faces.range', { from: from + 1, to: from + onPage.length, count: faces.length })}</span>
          <button type="button" className={styles.turn} aria-label={t('faces.next')} disabled={shown === pages - 1} onClick={() => setPage(shown + 1)}>
            <Icon name="chevron-right" />
          </button>
        </>
      )}
    </section>
  );
}
