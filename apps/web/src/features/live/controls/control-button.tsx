import { Button } from '@mantine/core';
import { Icon, type IconName } from '@seldinger/ui';
import styles from './controls.module.css';

interface ControlButtonProps {
  icon: IconName;
  /** What it turns on is on. The word says what a press does. */
  on?: boolean;
  filled?: boolean;
  dangerous?: boolean;
  disabled?: boolean;
  onClick: () => void;
  children: string;
}

/** A control with a word; on a phone the word stands below its sign. */
export function ControlButton({ icon, on = false, filled = false, dangerous = false, disabled, onClick, children }: ControlButtonProps) {
  return (
    <Button
      className={styles.control}
      variant={filled ? 'filled' : on ? 'outline' : 'default'}
      color={dangerous ? 'red' : undefined}
      leftSection={<Icon name={icon} />}
      disabled={disabled}
      onClick={onClick}
    >
      {children}
    </Button>
  );
}
