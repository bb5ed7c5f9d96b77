import { PasswordInput, TextInput, type PasswordInputProps, type TextInputProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** An e-mail address, as phones and password managers know it. */
export function EmailField(props: TextInputProps) {
  const { t } = useTranslation('identity');
  return <TextInput label={t('email')} type="email" inputMode="email" autoComplete="username" autoCapitalize="none" spellCheck={false} {...props} />;
}

/** A password, hidden until asked for. */
export function PasswordField(props: PasswordInputProps) {
  const { t } = useTranslation('identity');
  return (
    <PasswordInput
      label={t('password')}
      autoComplete="current-password"
      visibilityToggleButtonProps={{ 'aria-label': t('showPassword'), 'aria-hidden': undefined, tabIndex: 0 }}
      {...props}
    />
  );
}

/** The rules of a form's own fields; the server checks again. */
export function useFieldRules() {
  const { t } = useTranslation(['identity', 'common']);
  const required = { required: t('common:required') };
  return {
    required,
    email: { ...required, pattern: { value: /^\s*\S+@\S+\.\S+\s*$/, message: t('emailInvalid') } },
    newPassword: { ...required, minLength: { value: 12, message: t('passwordShort') } },
  };
}
