import { VisuallyHidden } from '@mantine/core';
import { logbookRole, type LogbookExposure, type LogbookRole } from '@seldinger/contract';
import { CHAPTERS, PROCEDURES } from '@seldinger/domain';
import { ScrollRegion } from '@seldinger/ui';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useFormat } from '../../../i18n/use-format';
import styles from './exposure.module.css';

type Item = LogbookExposure['items'][number];

const chapters = CHAPTERS.map((chapter) => ({ chapter, procedures: PROCEDURES.filter((each) => each.chapter === chapter) }));

/** Trainees down, procedures by chapter across: the best part as a letter on a shade, and how often. */
export function Matrix({ items }: { items: Item[] }) {
  const { t } = useTranslation('logbook');
  const format = useFormat();
  return (
    <>
      <Legend />
      <ScrollRegion label={t('exposure.table')}>
        <table className={styles.matrix} aria-label={t('exposure.table')}>
          <thead>
            <tr>
              <th rowSpan={2} scope="col" className={styles.corner}>
                {t('exposure.trainee')}
              </th>
              <th rowSpan={2} scope="col" className={styles.count}>
                {t('exposure.lackingHead')}
              </th>
              {chapters.map(({ chapter, procedures }) => (
                <th key={chapter} scope="colgroup" colSpan={procedures.length} className={styles.chapter}>
                  {t(`chapter.${chapter}`)}
                </th>
              ))}
            </tr>
            <tr>
              {chapters.flatMap(({ procedures }) =>
                procedures.map((procedure, index) => (
                  <th key={procedure.key} scope="col" className={styles.procedure} data-first={index === 0 || undefined}>
                    <span>{format.text(procedure)}</span>
                  </th>
                )),
              )}
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <TraineeRow key={item.person.id} item={item} />
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </>
  );
}

const TraineeRow = memo(function TraineeRow({ item: { person, cells, lacking } }: { item: Item }) {
  const { t } = useTranslation('logbook');
  const format = useFormat();
  const met = new Map(cells.map((cell) => [cell.procedure as string, cell]));
  return (
    <tr>
      <th scope="row" className={styles.name}>
        <Link to={`/logbook/${person.id}`}>{format.listName(person)}</Link>
      </th>
      <td className={styles.count}>{format.number(lacking.length)}</td>
      {chapters.flatMap(({ procedures }) =>
        procedures.map(({ key }, index) => {
          const cell = met.get(key);
          return (
            <td key={key} className={styles.cell} data-best={cell?.best} data-first={index === 0 || undefined}>
              {cell ? (
                <>
                  <span aria-hidden="true">
                    {t(`letter.${cell.best}`)}
                    <small>{cell.count}</small>
                  </span>
                  <VisuallyHidden>{t('exposure.times', { role: t(`role.${cell.best}`), count: cell.count })}</VisuallyHidden>
                </>
              ) : (
                <VisuallyHidden>{t('exposure.none')}</VisuallyHidden>
              )}
            </td>
          );
        }),
      )}
    </tr>
  );
});

function Legend() {
  const { t } = useTranslation('logbook');
  const entry = (role: LogbookRole) => (
    <li key={role}>
      <span className={styles.swatch} data-best={role} aria-hidden="true">
        {t(`letter.${role}`)}
      </span>
      {t(`role.${role}`)}
    </li>
  );
  return (
    <ul className={styles.legend} aria-label={t('exposure.legend')}>
      {logbookRole.options.map(entry)}
    </ul>
  );
}
