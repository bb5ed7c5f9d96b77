import styles from './brand.module.css';

/** The ring of a guide wire seen end on, and the name. */
export function Brand() {
  return (
    <span className={styles.brand}>
      <i aria-hidden="true" />
      Seldinger
    </span>
  );
}
