import { VisuallyHidden } from '@mantine/core';
import styles from './count-mark.module.css';
import type { Count } from './use-counts';

/** How many things wait behind a page: a figure to see, words to hear. */
export function CountMark({ count }: { count: Count | undefined }) {
  if (!count) return null;
  return (
    <>
      <span className={styles.count} aria-hidden="true">
        {count.count}
      </span>
      <VisuallyHidden>{`, ${count.words}`}</VisuallyHidden>
    </>
  );
}
