import { Textarea } from '@mantine/core';
import { findIdentifiers, type Identifier } from '@seldinger/domain';
import { Fragment, useMemo } from 'react';
import type { UseFormRegisterReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import styles from './form.module.css';

const MOST = 500;

/** The note with what may identify a patient marked in it. */
function Marked({ text, found }: { text: string; found: readonly Identifier[] }) {
  const sorted = [...found].sort((a, b) => a.from - b.from);
  return (
    <p>
      {sorted.map(({ from, until }, index) => {
        const begun = Math.max(from, sorted[index - 1]?.until ?? 0);
        return (
          <Fragment key={from}>
            {text.slice(sorted[index - 1]?.until ?? 0, begun)}
            <mark>{text.slice(begun, Math.max(begun, until))}</mark>
          </Fragment>
        );
      })}
      {text.slice(sorted.at(-1)?.until ?? 0)}
    </p>
  );
}

interface NoteFieldProps {
  label: string;
  hint: string;
  text: string;
  field: UseFormRegisterReturn;
  error?: string;
}

/** Free text that is looked through while it is written, by the same rule as at the server: nothing of a patient may stand in it. */
export function NoteField({ label, hint, text, field, error }: NoteFieldProps) {
  const { t } = useTranslation('logbook');
  const found = useMemo(() => findIdentifiers(text), [text]);
  return (
    <div>
      <Textarea label={label} description={hint} autosize minRows={3} maxLength={MOST} {...field} error={error} />
      <div role="status">
        {found.length > 0 && (
          <div className={styles.found}>
            <strong>{t('entry.found', { count: found.length })}</strong>
            <Marked text={text} found={found} />
            <ul>
              {found.map(({ kind, from, until }) => (
                <li key={`${kind} ${from}`}>
                  “{text.slice(from, until)}”: {t(`found.${kind}`)}
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </div>
  );
}
