import { Button, Checkbox } from '@mantine/core';
import type { EditionRole, PersonRow } from '@seldinger/contract';
import { Dialog, toast } from '@seldinger/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { $api, api } from '../../api/client';
import { FormError } from '../../api/form-error';
import { useFormat } from '../../i18n/use-format';
import styles from './people.module.css';
import { editionRoles, inOrder } from './roles';
import { usePeopleChanged } from './use-people';

interface RolesDialogProps {
  editionId: string;
  person: PersonRow;
  onClose: () => void;
}

/** Gives and takes a person's roles; the message after it leads back. */
export function RolesDialog({ editionId, person, onClose }: RolesDialogProps) {
  const { t } = useTranslation(['people', 'common']);
  const format = useFormat();
  const changed = usePeopleChanged();
  const [roles, setRoles] = useState<EditionRole[]>(person.roles);
  const name = format.name(person);
  const params = { path: { editionId, personId: person.id } };
  const undo = async () => {
    const put = api.PUT('/api/editions/{editionId}/people/{personId}/roles', { params, body: { roles: person.roles } });
    await put.then(
      () => toast({ message: t('roles.undone', { name }) }),
      () => toast({ tone: 'wrong', message: t('roles.undoFailed', { name }) }),
    );
    changed();
  };
  const change = $api.useMutation('put', '/api/editions/{editionId}/people/{personId}/roles', {
    onSuccess: (after) => {
      changed();
      onClose();
      const words = inOrder(after.roles).map((role) => t(`common:role.${role}`)).join(', ') || t('noRoles');
      toast({ tone: 'good', message: t('roles.done', { name, roles: words }), action: { label: t('common:undo'), onPress: () => void undo() } });
    },
  });
  return (
    <Dialog onClose={onClose} title={t('roles.title', { name })} closeLabel={t('common:close')}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate({ params, body: { roles } });
        }}
      >
        <p>{t('roles.text')}</p>
        <FormError error={change.error} />
        <RoleChoice legend={t('invite.roles')} roles={roles} onChange={setRoles} />
        <div className={styles.buttons}>
          <Button type="submit" variant="filled" loading={change.isPending}>
            {t('common:save')}
          </Button>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}

/** Any of the edition's roles. */
export function RoleChoice({ legend, roles, onChange, error }: { legend: string; roles: EditionRole[]; onChange: (roles: EditionRole[]) => void; error?: string }) {
  const { t } = useTranslation('common');
  return (
    <Checkbox.Group label={legend} value={roles} onChange={(next) => onChange(inOrder(next))} error={error}>
      <div className={styles.roles}>
        {editionRoles.map((role) => (
          <Checkbox key={role} value={role} label={t(`role.${role}`)} />
        ))}
      </div>
    </Checkbox.Group>
  );
}
