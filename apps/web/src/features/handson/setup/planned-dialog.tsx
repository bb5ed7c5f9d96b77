import { Button, Checkbox, TextInput } from '@mantine/core';
import type { HandsonSetup, HandsonWeek } from '@seldinger/contract';
import { CHAPTERS, PROCEDURES, type Procedure } from '@seldinger/domain';
import { Dialog, Icon, toast } from '@seldinger/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '../../../api/client';
import { FormError } from '../../../api/form-error';
import { useFormat } from '../../../i18n/use-format';
import { plannedKeys } from './planned-keys';
import styles from './setup.module.css';
import { useTakeSetup } from './use-take-setup';

/** The procedures of the catalogue that the suite's list has in a week. */
export function PlannedDialog({ setup, week, onClose }: { setup: HandsonSetup; week: HandsonWeek; onClose: () => void }) {
  const { t } = useTranslation(['handson', 'common']);
  const format = useFormat();
  const takeSetup = useTakeSetup(setup.editionId);
  const [planned, setPlanned] = useState<ReadonlySet<string>>(new Set(week.planned));
  const [text, setText] = useState('');
  const date = format.calendarDate(week.monday);
  const change = $api.useMutation('patch', '/api/hands-on/weeks/{weekId}', {
    onSuccess: (answer) => {
      takeSetup(answer);
      toast({ tone: 'good', message: t('planned.saved', { week: date }) });
      onClose();
    },
  });
  const toggle = (key: string) => setPlanned((before) => new Set(before.has(key) ? [...before].filter((each) => each !== key) : [...before, key]));
  const sought = text.trim().toLocaleLowerCase();
  const found = PROCEDURES.filter((procedure) => format.text(procedure).toLocaleLowerCase().includes(sought) || t(`chapter.${procedure.chapter}`).toLocaleLowerCase().includes(sought));
  const inOrder = () => PROCEDURES.map(({ key }) => key).filter((key) => planned.has(key));
  return (
    <Dialog title={t('planned.title', { week: date })} closeLabel={t('common:close')} size="lg" onClose={onClose}>
      <div className={styles.form}>
        <FormError error={change.error} />
        <TextInput type="search" leftSection={<Icon name="search" size={18} />} aria-label={t('planned.search')} placeholder={t('planned.search')} value={text} onChange={(event) => setText(event.currentTarget.value)} />
        <p role="status" className={styles.hint}>
          {found.length === 0 ? t('planned.none') : t('planned.chosen', { count: planned.size })}
        </p>
        <div className={styles.chapters}>
          {CHAPTERS.map((chapter) => (
            <Chapter key={chapter} title={t(`chapter.${chapter}`)} procedures={found.filter((procedure) => procedure.chapter === chapter)} planned={planned} onToggle={toggle} />
          ))}
        </div>
        <div className={styles.sticky}>
          <Button variant="filled" loading={change.isPending} onClick={() => change.mutate({ params: { path: { weekId: week.id } }, body: { planned: plannedKeys(inOrder()) } })}>
            {t('common:save')}
          </Button>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
        </div>
      </div>
    </Dialog>
  );
}

function Chapter({ title, procedures, planned, onToggle }: { title: string; procedures: readonly Procedure[]; planned: ReadonlySet<string>; onToggle: (key: string) => void }) {
  const format = useFormat();
  if (procedures.length === 0) return null;
  return (
    <fieldset className={styles.chapter}>
      <legend>{title}</legend>
      {procedures.map((procedure) => (
        <Checkbox key={procedure.key} label={format.text(procedure)} checked={planned.has(procedure.key)} onChange={() => onToggle(procedure.key)} />
      ))}
    </fieldset>
  );
}
