import { Button } from '@mantine/core';
import { PageHeader, toast } from '@seldinger/ui';
import { useQueryClient } from '@tanstack/react-query';
import { FormProvider, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { $api } from '../../api/client';
import { asAppError } from '../../api/errors';
import { FormError, markFields } from '../../api/form-error';
import { session, useMe } from '../../api/session';
import { chooseEdition } from '../../shell/edition';
import { EditionFields, isNameTaken, type EditionValues } from './edition-fields';
import styles from './form.module.css';

/** Makes an edition; whoever makes it becomes its director and goes on to its plan. */
export function NewEdition() {
  const { t } = useTranslation(['programme', 'common']);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { person, memberships } = useMe();
  const form = useForm<EditionValues>({ defaultValues: { name: '', startsOn: '', endsOn: '', timeZone: person.timeZone } });
  const create = $api.useMutation('post', '/api/editions', {
    onSuccess: async ({ id, name }) => {
      // The new role is part of the session.
      await queries.invalidateQueries({ queryKey: session.queryKey });
      chooseEdition(id);
      toast({ message: t('edition.created', { name }), tone: 'good' });
      void navigate('/plan');
    },
    onError: (error) => {
      markFields(error, form.setError);
      if (isNameTaken(asAppError(error).fields)) form.setError('name', { message: t('edition.taken') });
    },
  });
  return (
    <>
      <PageHeader title={t(memberships.length > 0 ? 'edition.anotherTitle' : 'edition.newTitle')} lead={t('edition.newLead')} />
      <form noValidate className={styles.form} onSubmit={(event) => void form.handleSubmit((body) => create.mutate({ body }))(event)}>
        <FormError error={create.error} />
        <FormProvider {...form}>
          <EditionFields />
        </FormProvider>
        <div className={styles.actions}>
          <Button type="submit" variant="filled" loading={create.isPending}>
            {t('edition.create')}
          </Button>
        </div>
      </form>
    </>
  );
}
