import { useId, type ReactNode } from 'react';
import styles from './form.module.css';

interface CardsProps<Value extends string> {
  label: string;
  value: Value | '';
  options: { value: Value; label: ReactNode; hint?: ReactNode }[];
  onChange: (value: Value) => void;
  error?: string;
  /** Below each other, where each says a sentence. */
  inRows?: boolean;
  /** Where the focus goes when the choice is missing. */
  inputRef?: (input: HTMLInputElement | null) => void;
}

/** One of a few, each as large as a thumb with a glove: the browser's radio buttons as cards. */
export function Cards<Value extends string>({ label, value, options, onChange, error, inRows = false, inputRef }: CardsProps<Value>) {
  const id = useId();
  return (
    <fieldset className={styles.cards} aria-describedby={error ? `${id}-error` : undefined}>
      <legend>{label}</legend>
      <div className={inRows ? styles.rows : styles.grid}>
        {options.map((option, index) => (
          <label key={option.value} className={styles.card}>
            <input
              type="radio"
              name={id}
              ref={index === 0 ? inputRef : undefined}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            <span>
              <strong>{option.label}</strong>
              {option.hint && <small>{option.hint}</small>}
            </span>
          </label>
        ))}
      </div>
      {error && (
        <p id={`${id}-error`} className={styles.error} role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}
