import type { SearchHit } from '@seldinger/contract';
import { EmptyState, Icon, type IconName } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Loaded } from '../../api/loaded';
import { useFormat } from '../../i18n/use-format';
import { $api } from '../../api/client';
import { clockTime, recordingAddress } from './place';
import styles from './recordings.module.css';

const icons: Record<SearchHit['kind'], IconName> = { title: 'recordings', chapter: 'mark', caption: 'captions', chat: 'chat' };

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** The excerpt with the word that was looked for standing out, where it is written as typed. */
function Marked({ text, q }: { text: string; q: string }) {
  const words = [...new Set(plain(q).split(/\s+/).filter(Boolean))];
  const flat = plain(text);
  // Without marks above letters a text may be shorter than it is shown: then nothing stands out.
  if (flat.length !== text.length) return text;
  const cuts = words.flatMap((word) => {
    const at = flat.indexOf(word);
    return at < 0 ? [] : [{ at, end: at + word.length }];
  });
  const [first] = cuts.sort((a, b) => a.at - b.at);
  if (!first) return text;
  return (
    <>
      {text.slice(0, first.at)}
      <mark>{text.slice(first.at, first.end)}</mark>
      {text.slice(first.end)}
    </>
  );
}

/** Where a word was said, written or meant; each leads to its second. */
export function SearchHits({ editionId, q }: { editionId: string; q: string }) {
  const { t } = useTranslation('recordings');
  const format = useFormat();
  const query = $api.useQuery('get', '/api/editions/{editionId}/recordings/search', { params: { path: { editionId }, query: { q } } });
  return (
    <Loaded query={query} rows={4}>
      {({ items }) => (
        <>
          <p role="status" className={styles.found}>
            {t('search.found', { count: items.length })}
          </p>
          {items.length === 0 ? (
            <EmptyState icon="search" title={t('search.none', { q })}>
              {t('search.noneText')}
            </EmptyState>
          ) : (
            <ul className={styles.list} aria-label={t('search.label')}>
              {items.map((hit, index) => (
                <li key={`${hit.recordingId}${hit.kind}${hit.atMs}${index}`} className={styles.hit}>
                  <Icon name={icons[hit.kind]} size={18} label={t(`search.kind.${hit.kind}`)} />
                  <div>
                    <Link to={recordingAddress(hit.recordingId, hit.atMs)}>
                      <Marked text={hit.excerpt} q={q} />
                    </Link>
                    <p className={styles.meta}>{[t(`search.kind.${hit.kind}`), t('list.number', { number: hit.lecture.number }), format.text(hit.lecture.title)].join(' · ')}</p>
                  </div>
                  {hit.playerMs !== null && <span className={styles.hitAt}>{clockTime(hit.playerMs)}</span>}
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </Loaded>
  );
}
