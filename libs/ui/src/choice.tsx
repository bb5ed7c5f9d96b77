import { useId } from 'react';
import styles from './choice.module.css';

export interface ChoiceProps<Value extends string> {
  label: string;
  value: Value;
  /** `lang` where a label is in another language than the page. */
  options: { value: Value; label: string; lang?: string }[];
  onChange: (value: Value) => void;
}

/** One of a few, side by side: the browser's radio buttons in the look of a switch. */
export function Choice<Value extends string>({ label, value, options, onChange }: ChoiceProps<Value>) {
  const name = useId();
  return (
    <div role="radiogroup" aria-label={label} className={styles.choice}>
      {options.map((option) => (
        <label key={option.value} className={styles.option}>
          <input type="radio" name={name} checked={option.value === value} onChange={() => onChange(option.value)} />
          <span lang={option.lang}>{option.label}</span>
        </label>
      ))}
    </div>
  );
}
