import { Button } from '@mantine/core';
import type { RotaBoard, RotaProposal } from '@seldinger/contract';
import { rotaFigures } from '@seldinger/domain';
import { Banner, DataTable, Section, Tag, type Column } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../../i18n/use-format';
import { assignmentsOf, problemOf, type Occupants } from '../draft';
import { unwished, worstWish } from '../figures';
import { useBoardNames, useStandingWords } from '../outcome-words';
import { isProven } from '../proven';
import styles from './proposal.module.css';
import { useReasonWords } from './reason-words';

interface ProposalAnswerProps {
  board: RotaBoard;
  occupants: Occupants;
  proposal: RotaProposal;
  onTake: () => void;
  onAgain: () => void;
  onClose: () => void;
}

/** The plan before it is taken: figures now and then, the proof, who gets what, and why not better. */
export function ProposalAnswer({ board, occupants, proposal, onTake, onAgain, onClose }: ProposalAnswerProps) {
  const { t } = useTranslation(['handson', 'common']);
  const reasons = useReasonWords(board, proposal);
  const { clash, changes } = proposal;
  return (
    <>
      <Proof proposal={proposal} />
      {clash && (
        <Banner tone="attention" title={t('clash.title')}>
          <p>{reasons.clash(clash)}</p>
          <ul className={styles.list}>
            {clash.rules.map((rule, index) => (
              <li key={index}>{reasons.clashRule(rule)}</li>
            ))}
          </ul>
        </Banner>
      )}
      <Figures board={board} occupants={occupants} proposal={proposal} />
      <div className={styles.buttons}>
        {changes.length > 0 ? (
          <Button variant="filled" onClick={onTake}>
            {t('propose.take')}
          </Button>
        ) : (
          <p className={styles.same}>{t('propose.same')}</p>
        )}
        <Button onClick={onAgain}>{t('propose.again')}</Button>
        <Button variant="subtle" onClick={onClose}>
          {t('common:close')}
        </Button>
      </div>
      <WhoGetsWhat board={board} occupants={occupants} proposal={proposal} />
      <WhyNotBetter board={board} proposal={proposal} />
    </>
  );
}

/** "Proven in 0.1 s: no plan places more, has a better lowest wish, or a smaller sum of ranks." */
function Proof({ proposal }: { proposal: RotaProposal }) {
  const { t } = useTranslation('handson');
  const format = useFormat();
  const { proofs, milliseconds, seed } = proposal;
  const proven = isProven(proposal);
  const seconds = format.number(Math.max(milliseconds, 10) / 1000, milliseconds < 1000 ? 2 : 1);
  return (
    <Banner tone={proven ? 'good' : 'attention'} title={proven ? t('proof.title', { seconds }) : t('proof.open')} live="polite">
      <p>{proofs.map(({ stage, value, bound }) => (value === bound ? t(`proof.${stage}`, { value }) : t('proof.bound', { what: t(`proof.${stage}`, { value }), bound }))).join(', ')}.</p>
      <p className={styles.quiet}>{t('proof.seed', { seed })}</p>
    </Banner>
  );
}

/** The figures of the draft as it stands beside those of the plan. */
function Figures({ board, occupants, proposal }: Pick<ProposalAnswerProps, 'board' | 'occupants' | 'proposal'>) {
  const { t } = useTranslation('handson');
  const agreed = board.bookings.map(({ placeId, person }) => ({ placeId, personId: person.id }));
  const now = rotaFigures({ ...problemOf(board), agreed }, assignmentsOf(occupants));
  const then = proposal.figures;
  const rows = [
    { key: 'without', now: now.trainees - now.placed, then: then.trainees - then.placed },
    { key: 'first', now: now.byRank[0] ?? 0, then: then.byRank[0] ?? 0 },
    { key: 'worst', now: worstWish(now), then: worstWish(then) },
    { key: 'unwished', now: unwished(now), then: unwished(then) },
    { key: 'sum', now: now.rankSum, then: then.rankSum },
    { key: 'sharing', now: now.sharing, then: then.sharing },
    { key: 'exposure', now: now.exposure, then: then.exposure },
  ] as const;
  const columns: Column<(typeof rows)[number]>[] = [
    { key: 'what', header: t('compare.what'), cell: ({ key }) => t(`compare.${key}`) },
    { key: 'now', header: t('compare.now'), numeric: true, width: '5rem', cell: (row) => row.now },
    { key: 'then', header: t('compare.then'), numeric: true, width: '5rem', cell: (row) => <b>{row.then}</b> },
  ];
  return <DataTable label={t('compare.label')} columns={columns} rows={[...rows]} rowKey={({ key }) => key} />;
}

/** Every trainee of the plan with the week now and then. */
function WhoGetsWhat({ board, occupants, proposal }: Pick<ProposalAnswerProps, 'board' | 'occupants' | 'proposal'>) {
  const { t } = useTranslation('handson');
  const names = useBoardNames(board);
  const standingWords = useStandingWords();
  const weekOf = new Map(board.setup.places.map(({ id, weekId }) => [id, weekId]));
  const now = new Map([...occupants].map(([placeId, personId]) => [personId, weekOf.get(placeId)]));
  const hasWished = new Map(board.trainees.map((trainee) => [trainee.id, trainee.hasWished]));
  type Row = RotaProposal['wishes'][number];
  const wishWords = ({ personId, weekId, rank, wished }: Row) => (weekId === null ? t('compare.none') : standingWords({ weekId, rank, wished }, hasWished.get(personId) ?? false));
  const tone = ({ weekId, rank, wished }: Row) => (weekId === null ? 'wrong' : !wished ? 'quiet' : rank === 1 ? 'good' : rank === 2 ? 'accent' : 'attention');
  const weekName = (weekId: string | null | undefined) => (weekId ? names.week(weekId) : '–');
  const columns: Column<Row>[] = [
    { key: 'person', header: t('who.person'), sortBy: ({ personId }) => names.person(personId), cell: ({ personId }) => names.person(personId) },
    { key: 'now', header: t('compare.now'), width: '6rem', cell: ({ personId }) => weekName(now.get(personId)) },
    { key: 'then', header: t('compare.then'), width: '6rem', cell: ({ weekId }) => <b>{weekName(weekId)}</b> },
    { key: 'wish', header: t('who.wish'), width: '9rem', sortBy: ({ rank }) => rank ?? Infinity, cell: (row) => <Tag tone={tone(row)}>{wishWords(row)}</Tag> },
  ];
  return (
    <Section title={t('who.title')}>
      <DataTable label={t('who.title')} columns={columns} rows={proposal.wishes} rowKey={({ personId }) => personId} initialSorting={{ column: 'person', descending: false }} />
    </Section>
  );
}

/** For each who did not get a better wish the reason of every better one. */
function WhyNotBetter({ board, proposal }: { board: RotaBoard; proposal: RotaProposal }) {
  const { t } = useTranslation('handson');
  const names = useBoardNames(board);
  const reasons = useReasonWords(board, proposal);
  const people = proposal.wishes.filter(({ unmet }) => unmet.length > 0);
  if (people.length === 0) return null;
  return (
    <Section title={t('why.title')}>
      <dl className={styles.reasons}>
        {people.map(({ personId, unmet }) => (
          <div key={personId}>
            <dt>{names.person(personId)}</dt>
            {unmet.map((each) => (
              <dd key={each.weekId}>
                <b>{t('wish.rank', { rank: each.rank })}:</b> {reasons.unmet(personId, each)}
              </dd>
            ))}
          </div>
        ))}
      </dl>
    </Section>
  );
}
