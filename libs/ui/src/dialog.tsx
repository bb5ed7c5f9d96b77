import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './dialog.module.css';

export interface DialogProps {
  title: string;
  onClose: () => void;
  /** Names the cross: "Close". */
  closeLabel: string;
  /** Without it the dialog stands as long as it is rendered. */
  opened?: boolean;
  size?: 'md' | 'lg';
  children: ReactNode;
}

/** A task of its own above the page; Escape and the cross leave it, and the focus returns to where it was. */
export function Dialog({ title, onClose, closeLabel, opened = true, size = 'md', children }: DialogProps) {
  return (
    <Modal.Root opened={opened} onClose={onClose} size={size}>
      <Modal.Overlay backgroundOpacity={0.45} />
      <Modal.Content>
        {/* Mantine's own header would be a second banner of the page. */}
        <div className={styles.head}>
          <Modal.Title className={styles.title}>{title}</Modal.Title>
          <Modal.CloseButton aria-label={closeLabel} size="lg" />
        </div>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
