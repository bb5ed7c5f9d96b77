import { Button, Checkbox, TextInput } from '@mantine/core';
import type { HandsonRule, HandsonSetup } from '@seldinger/contract';
import { toInstant, toLocal } from '@seldinger/domain';
import { toast } from '@seldinger/ui';
import { useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { $api } from '../../../api/client';
import { FormError, markFields } from '../../../api/form-error';
import { useFormat } from '../../../i18n/use-format';
import styles from './setup.module.css';
import { useTakeSetup } from './use-take-setup';

const WEEK_DAYS = 5;

const numbers = [
  { name: 'maxWishes', label: 'rule.maxWishes', hint: 'rule.maxWishesHint', min: 1, max: 20 },
  { name: 'holdHours', label: 'rule.holdHours', hint: 'rule.holdHoursHint', min: 1, max: 720 },
  { name: 'offerHours', label: 'rule.offerHours', hint: 'rule.offerHoursHint', min: 1, max: 720 },
  { name: 'dayMinutes', label: 'rule.dayMinutes', hint: 'rule.dayMinutesHint', min: 60, max: 720 },
] as const;

type Values = Omit<HandsonRule, 'wishesUntil' | 'version'> & { wishesUntil: string };

const valuesOf = (rule: HandsonRule, zone: string): Values => {
  const { maxWishes, keepLectureDays, holdHours, offerHours, dayMinutes } = rule;
  return { maxWishes, keepLectureDays, holdHours, offerHours, dayMinutes, wishesUntil: rule.wishesUntil ? toLocal(Date.parse(rule.wishesUntil), zone) : '' };
};

/** The rules of an edition: until when wishes count, and for how long places are held. */
export function RuleForm({ setup, zone }: { setup: HandsonSetup; zone: string }) {
  const { t } = useTranslation(['handson', 'common']);
  const format = useFormat();
  const takeSetup = useTakeSetup(setup.editionId);
  // As it was when the form was opened: what others change meanwhile must not pass unseen.
  const [rule] = useState(setup.rule);
  const form = useForm<Values>({ defaultValues: valuesOf(rule, zone) });
  const { errors } = form.formState;
  const required = t('common:required');
  const change = $api.useMutation('put', '/api/editions/{editionId}/hands-on/rule', {
    onSuccess: (answer) => {
      takeSetup(answer);
      toast({ tone: 'good', message: t('rule.saved') });
    },
    onError: (error) => markFields(error, form.setError),
  });
  const send = form.handleSubmit(({ wishesUntil, ...values }) =>
    change.mutate({ params: { path: { editionId: setup.editionId } }, body: { ...values, wishesUntil: wishesUntil ? new Date(toInstant(wishesUntil, zone)).toISOString() : null, version: rule.version } }),
  );
  const dayMinutes = useWatch({ control: form.control, name: 'dayMinutes' });
  return (
    <form noValidate className={styles.form} onSubmit={(event) => void send(event)}>
      <FormError error={change.error} />
      <TextInput type="datetime-local" label={t('rule.wishesUntil')} description={t('rule.wishesUntilHint', { zone })} {...form.register('wishesUntil')} error={errors.wishesUntil?.message} />
      <Checkbox label={t('rule.keepLectureDays')} description={t('rule.keepLectureDaysHint')} {...form.register('keepLectureDays')} />
      <div className={styles.pair}>
        {numbers.map(({ name, label, hint, min, max }) => {
          const range = t('rule.range', { min, max });
          return (
            <TextInput
              key={name}
              type="number"
              inputMode="numeric"
              label={t(label)}
              description={t(hint)}
              {...form.register(name, { required, valueAsNumber: true, min: { value: min, message: range }, max: { value: max, message: range }, validate: (value) => Number.isInteger(value) || range })}
              error={errors[name]?.message}
            />
          );
        })}
      </div>
      <p role="status" className={styles.hint}>
        {dayMinutes >= 60 && t('rule.dayMeans', { hours: format.hoursMinutes(dayMinutes * WEEK_DAYS), cme: format.cme(dayMinutes * WEEK_DAYS) })}
      </p>
      <div className={styles.actions}>
        <Button type="submit" variant="filled" loading={change.isPending}>
          {t('common:save')}
        </Button>
      </div>
    </form>
  );
}
