import { Button, NativeSelect, TextInput } from '@mantine/core';
import type { CourseModule, Plan } from '@seldinger/contract';
import { CME_MINUTES } from '@seldinger/domain';
import { EmptyState, PageHeader, toast } from '@seldinger/ui';
import { useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { $api } from '../../api/client';
import { FormError, markFields } from '../../api/form-error';
import { Loaded } from '../../api/loaded';
import { useFormat } from '../../i18n/use-format';
import { useEditionId } from '../../shell/edition';
import styles from './form.module.css';
import { usePlan, usePlanChanged } from './plan';

/** A module: its titles and its weight in credits. */
export function ModulePage() {
  const { t } = useTranslation(['programme', 'errors']);
  const { moduleId } = useParams();
  const plan = usePlan(useEditionId());
  return (
    <>
      <PageHeader title={t(moduleId ? 'module.title' : 'module.new')} back={<Link to="/plan">{t('plan.back')}</Link>} />
      <Loaded query={plan}>
        {(data) => {
          const module = data.modules.find(({ id }) => id === moduleId);
          if (moduleId && !module) return <EmptyState icon="search" title={t('errors:request.not-found.what')}>{t('errors:request.not-found.todo')}</EmptyState>;
          return <ModuleForm plan={data} module={module} />;
        }}
      </Loaded>
    </>
  );
}

interface Values {
  title: { en: string; it: string };
  kind: CourseModule['kind'];
  elearningCme: number;
  handsonCme: number;
}

const valuesOf = (module: CourseModule | undefined): Values =>
  module
    ? { title: module.title, kind: module.kind, elearningCme: module.elearningMinutes / CME_MINUTES, handsonCme: module.handsonMinutes / CME_MINUTES }
    : { title: { en: '', it: '' }, kind: 'e-learning', elearningCme: 1, handsonCme: 0 };

/** Saves a new or a changed module, then leads back to the plan. */
function useSaveModule(editionId: string, module: CourseModule | undefined, onRefused: (error: unknown) => void) {
  const { t } = useTranslation('programme');
  const format = useFormat();
  const navigate = useNavigate();
  const planChanged = usePlanChanged();
  const done = (words: 'module.added' | 'module.saved') => async (saved: CourseModule) => {
    await planChanged();
    toast({ message: t(words, { title: format.text(saved.title) }), tone: 'good' });
    void navigate('/plan');
  };
  const add = $api.useMutation('post', '/api/editions/{editionId}/modules', { onSuccess: done('module.added'), onError: onRefused });
  const change = $api.useMutation('patch', '/api/modules/{moduleId}', { onSuccess: done('module.saved'), onError: onRefused });
  return {
    error: add.error ?? change.error,
    isPending: add.isPending || change.isPending,
    save: (values: Values) => {
      const body = { ...values, handsonCme: values.kind === 'e-learning' ? 0 : values.handsonCme };
      if (module) change.mutate({ params: { path: { moduleId: module.id } }, body: { ...body, version: module.version } });
      else add.mutate({ params: { path: { editionId } }, body });
    },
  };
}

function ModuleForm({ plan, module: current }: { plan: Plan; module: CourseModule | undefined }) {
  const { t } = useTranslation(['programme', 'common']);
  // As it was when the form was opened: what others change meanwhile must not pass unseen.
  const [module] = useState(current);
  const form = useForm<Values>({ defaultValues: valuesOf(module) });
  const { errors } = form.formState;
  const kind = useWatch({ control: form.control, name: 'kind' });
  const { save, error, isPending } = useSaveModule(plan.edition.id, module, (refusal) => markFields(refusal, form.setError));
  const required = t('common:required');
  const weight = { required, valueAsNumber: true, validate: (value: number) => (value >= 0 && value <= 100 && Number.isInteger(value * 2)) || t('module.weightInvalid') };
  return (
    <form noValidate className={styles.form} onSubmit={(event) => void form.handleSubmit(save)(event)}>
      <FormError error={error} />
      <TextInput label={t('edit.titleEn')} lang="en" maxLength={200} {...form.register('title.en', { required })} error={errors.title?.en?.message} />
      <TextInput label={t('edit.titleIt')} lang="it" maxLength={200} {...form.register('title.it', { required })} error={errors.title?.it?.message} />
      <NativeSelect label={t('module.kind')} data={(['e-learning', 'e-learning + hands-on'] as const).map((value) => ({ value, label: t(`module.${value}`) }))} {...form.register('kind')} />
      <div className={styles.pair}>
        <TextInput type="number" step={0.5} min={0} label={t('module.elearning')} description={t('module.weightHint')} {...form.register('elearningCme', weight)} error={errors.elearningCme?.message} />
        {kind !== 'e-learning' && <TextInput type="number" step={0.5} min={0} label={t('module.handson')} description={t('module.weightHint')} {...form.register('handsonCme', weight)} error={errors.handsonCme?.message} />}
      </div>
      <div className={styles.actions}>
        <Button type="submit" variant="filled" loading={isPending}>
          {t(module ? 'common:save' : 'module.add')}
        </Button>
        <Button component={Link} to="/plan" variant="subtle">
          {t('common:cancel')}
        </Button>
        {module && <DeleteModule plan={plan} module={module} />}
      </div>
    </form>
  );
}

/** Only a module without lectures can go; with undo. */
function DeleteModule({ plan, module }: { plan: Plan; module: CourseModule }) {
  const { t } = useTranslation(['programme', 'common']);
  const format = useFormat();
  const navigate = useNavigate();
  const planChanged = usePlanChanged();
  const lectures = plan.lectures.filter(({ moduleId }) => moduleId === module.id).length;
  const again = $api.useMutation('post', '/api/editions/{editionId}/modules', { onSuccess: planChanged });
  const remove = $api.useMutation('delete', '/api/modules/{moduleId}', {
    onSuccess: async () => {
      void navigate('/plan');
      await planChanged();
      toast({
        message: t('module.deleted', { title: format.text(module.title) }),
        action: { label: t('common:undo'), onPress: () => again.mutate({ params: { path: { editionId: plan.edition.id } }, body: valuesOf(module) }) },
      });
    },
  });
  if (lectures > 0) return <p className={styles.hint}>{t('module.inUse', { count: lectures })}</p>;
  return (
    <>
      <Button className={styles.last} color="red" loading={remove.isPending} onClick={() => remove.mutate({ params: { path: { moduleId: module.id } } })}>
        {t('module.delete')}
      </Button>
      <FormError error={remove.error} />
    </>
  );
}
