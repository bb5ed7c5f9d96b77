import { Banner } from '@seldinger/ui';
import type { FieldValues, Path, UseFormSetError } from 'react-hook-form';
import { useErrorWords } from './error-words';
import { asAppError } from './errors';

/** The refusal of a whole form, above its button; said at once. */
export function FormError({ error }: { error: unknown }) {
  const { what, todo } = useErrorWords(error);
  if (!error) return null;
  return (
    <Banner tone="wrong" title={what} live="assertive">
      {todo}
    </Banner>
  );
}

/** Puts the server's remarks beside the fields they are about, and the focus on the first of them. */
export function markFields<Values extends FieldValues>(thrown: unknown, setError: UseFormSetError<Values>): void {
  asAppError(thrown).fields.forEach(({ path, message }, index) => setError(path as Path<Values>, { message }, { shouldFocus: index === 0 }));
}
