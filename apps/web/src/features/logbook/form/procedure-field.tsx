import { Button, Select } from '@mantine/core';
import { CHAPTERS, PROCEDURES } from '@seldinger/domain';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format';
import { useWords } from '../use-words';
import styles from './form.module.css';

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** A part of each word is enough, wherever it stands. */
const matches = (label: string, search: string) => plain(search).split(/\s+/).every((part) => plain(label).includes(part));

interface ProcedureFieldProps {
  value: string;
  /** What was written down last: one tap away. */
  recent: readonly string[];
  onChange: (procedure: string) => void;
  error?: string;
  inputRef: (input: HTMLInputElement | null) => void;
}

/** One of the catalogue, by chapter, by a part of its name or among the last used. */
export function ProcedureField({ value, recent, onChange, error, inputRef }: ProcedureFieldProps) {
  const { t } = useTranslation('logbook');
  const format = useFormat();
  const words = useWords();
  const data = CHAPTERS.map((chapter) => ({
    group: t(`chapter.${chapter}`),
    items: PROCEDURES.filter((each) => each.chapter === chapter).map((each) => ({ value: each.key, label: format.text(each) })),
  }));
  return (
    <div>
      <Select
        label={t('entry.procedure')}
        placeholder={t('entry.procedureHint')}
        searchable
        selectFirstOptionOnChange
        withScrollArea={false}
        comboboxProps={{ withinPortal: false, keepMounted: false }}
        styles={{ dropdown: { maxHeight: 320, overflowY: 'auto' } }}
        data={data}
        value={value || null}
        onChange={(key) => onChange(key ?? '')}
        filter={({ options, search }) =>
          options.flatMap((option) => {
            if (!('group' in option)) return [];
            const items = option.items.filter(({ label }) => matches(label, search) || matches(String(option.group), search));
            return items.length > 0 ? [{ ...option, items }] : [];
          })
        }
        nothingFoundMessage={t('entry.procedureNone')}
        error={error}
        ref={inputRef}
      />
      {value === '' && recent.length > 0 && (
        <div className={styles.recent} role="group" aria-label={t('entry.recent')} style={{ marginTop: 8 }}>
          <span aria-hidden="true">{t('entry.recent')}</span>
          {recent.map((key) => (
            <Button key={key} variant="light" size="compact-md" onClick={() => onChange(key)}>
              {words.procedure(key)}
            </Button>
          ))}
        </div>
      )}
    </div>
  );
}
