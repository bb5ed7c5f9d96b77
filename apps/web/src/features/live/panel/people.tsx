import type { ClassMember } from '@seldinger/contract';
import { Button } from '@mantine/core';
import { Icon } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { useInside } from '../inside/inside';
import styles from './panel.module.css';
import { PersonActions } from './person-actions';

const rank = { trainer: 0, director: 1, trainee: 2, observer: 3 } as const;
const inOrder = (a: ClassMember, b: ClassMember) => rank[a.role] - rank[b.role] || a.name.localeCompare(b.name);

function PersonRow({ member }: { member: ClassMember }) {
  const { t } = useTranslation('live');
  const { state, personId } = useInside();
  const own = member.personId === personId;
  const raised = state.hands.some((hand) => hand.personId === member.personId);
  return (
    <li>
      <span className={styles.who}>
        {member.name} {own && <span className={styles.quiet}>({t('you')})</span>}
        <span className={styles.quiet}>
          {[member.role !== 'trainee' && t(`role.${member.role}`), member.present && member.devices > 1 && t('people.devices', { count: member.devices })].filter(Boolean).join(', ')}
        </span>
      </span>
      {raised && <Icon name="hand" size={18} label={t('people.hand')} />}
      {state.abilities.moderate && member.present && !own && <PersonActions member={member} raised={raised} />}
    </li>
  );
}

function PeopleList({ title, members }: { title: string; members: ClassMember[] }) {
  if (members.length === 0) return null;
  return (
    <section className={styles.group}>
      <h2>
        {title} <span className={styles.count}>{members.length}</span>
      </h2>
      <ul className={styles.rows} aria-label={title}>
        {[...members].sort(inOrder).map((member) => (
          <PersonRow key={member.personId} member={member} />
        ))}
      </ul>
    </section>
  );
}

/** Who is here, who is not, and who was asked to leave. */
export function People() {
  const { t } = useTranslation('live');
  const { state, moderation } = useInside();
  const { members, removed, abilities, phase } = state;
  const isRemoved = new Set(removed.map(({ personId }) => personId));
  return (
    <div className={styles.people}>
      {abilities.moderate && phase !== 'ended' && (
        <Button leftSection={<Icon name="mic-off" size={18} />} onClick={() => void moderation.muteAll()}>
          {t('controls.muteAll')}
        </Button>
      )}
      <PeopleList title={t('people.here')} members={members.filter(({ present }) => present)} />
      {abilities.moderate && removed.length > 0 && (
        <section className={styles.group}>
          <h2>{t('people.removed')}</h2>
          <ul className={styles.rows} aria-label={t('people.removed')}>
            {removed.map(({ personId, name }) => (
              <li key={personId}>
                <span className={styles.who}>{name}</span>
                <Button size="xs" aria-label={t('people.readmitOf', { name })} onClick={() => void moderation.readmit(personId, name)}>
                  {t('people.readmit')}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <PeopleList title={t('people.notHere')} members={members.filter(({ present, personId }) => !present && !isRemoved.has(personId))} />
    </div>
  );
}
