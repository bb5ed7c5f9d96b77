import { Button } from '@mantine/core';
import type { Lecture, Plan } from '@seldinger/contract';
import { Banner } from '@seldinger/ui';
import { useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { asAppError, isRefusal } from '../../api/errors';
import { FormError, markFields } from '../../api/form-error';
import { useFormat } from '../../i18n/use-format';
import styles from './form.module.css';
import { LectureCheck } from './lecture-check';
import { LectureFields } from './lecture-fields';
import { emptyValues, merged, valuesOf, type LectureValues } from './lecture-form';
import { LectureStale } from './lecture-stale';
import { useTrainers } from './plan';
import { useDeleteLecture, useSaveLecture } from './use-save-lecture';

interface Overtaken {
  before: LectureValues;
  after: LectureValues;
}

/** The form of a lecture, with what it would do to the plan beside it. */
export function LectureEditor({ plan, lecture }: { plan: Plan; lecture: Lecture | undefined }) {
  const { t } = useTranslation(['programme', 'common']);
  const format = useFormat();
  const zone = plan.edition.timeZone;
  const trainers = useTrainers(plan.edition.id).data?.items ?? (lecture?.trainer ? [lecture.trainer] : []);
  // As it was when the form was opened, until a refusal tells of a newer one: what others change must not pass unseen.
  const [base, setBase] = useState(lecture);
  const [overtaken, setOvertaken] = useState<Overtaken>();
  const form = useForm<LectureValues>({ defaultValues: lecture ? valuesOf(lecture, zone) : emptyValues(plan.lectures.at(-1), zone) });
  const values = useWatch({ control: form.control }) as LectureValues;
  const deletion = useDeleteLecture(plan);

  const refused = (error: unknown) => {
    if (base && isRefusal(error, 'request.stale')) {
      const current = asAppError(error).details?.current as Lecture;
      const [before, after] = [valuesOf(base, zone), valuesOf(current, zone)];
      setOvertaken({ before, after });
      form.reset(merged(before, form.getValues(), after));
      setBase(current);
      return;
    }
    markFields(error, form.setError);
    const time = asAppError(error).fields.find(({ path }) => path === 'startsAtLocal');
    if (time) form.setError('date', { message: time.message }, { shouldFocus: true });
  };
  const { save, error, isPending } = useSaveLecture(plan, base, refused);
  const held = base !== undefined && base.state !== 'planned';
  const trainer = trainers.find(({ id }) => id === values.trainerId);
  return (
    <form noValidate className={styles.split} onSubmit={(event) => void form.handleSubmit(save)(event)}>
      <div className={styles.form}>
        {held && <Banner icon="info">{t('edit.held')}</Banner>}
        {overtaken && <LectureStale plan={plan} trainers={trainers} typed={values} {...overtaken} />}
        {!isRefusal(error, 'request.stale') && <FormError error={error} />}
        <LectureFields form={form} plan={plan} trainers={trainers} held={held} />
        <FormError error={deletion.error} />
      </div>
      {!held && <LectureCheck plan={plan} lectureId={base?.id ?? null} values={values} trainer={trainer ? format.name(trainer) : null} />}
      <div className={styles.actions}>
        <Button type="submit" variant="filled" loading={isPending}>
          {t(base ? 'edit.save' : 'edit.add')}
        </Button>
        <Button component={Link} to="/plan" variant="subtle">
          {t('common:cancel')}
        </Button>
        {base && !held && (
          <Button className={styles.last} color="red" loading={deletion.isPending} onClick={() => deletion.remove(base)}>
            {t('edit.delete')}
          </Button>
        )}
      </div>
    </form>
  );
}
