import type { CSSProperties } from 'react';

/** 24 x 24 line drawings, one stroke weight, round ends. */
const drawings = {
  today: 'M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.4M5.6 18.4 7 17M17 7l1.4-1.4M12 8.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7Z',
  lectures: 'M4 5h16v11H4zM9 20h6M12 16v4M10.5 8.5v4l3.5-2z',
  'hands-on': 'M4 20 14.5 9.5M12.5 7.5l4 4M14.5 9.5 18 6c.9-.9 2.3-.9 3 0M4 20c3 .3 4.5-.5 6-2',
  logbook: 'M6 3.5h11a1.5 1.5 0 0 1 1.5 1.5v14a1.5 1.5 0 0 1-1.5 1.5H6zM6 3.5a1.5 1.5 0 0 0-1.5 1.5v15.5H6M9.5 8h5.5M9.5 11.5h5.5M9.5 15h3',
  credits: 'M4 19V9M9.3 19V5M14.6 19v-7M20 19v-4M3 21.5h18',
  surveys: 'M5 4h14v16H5zM8.5 9h2M8.5 13h2M8.5 17h2M13 9h3M13 13h3M13 17h3',
  people: 'M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM2.5 20c.4-3.6 3-5.5 6.5-5.5s6.1 1.9 6.5 5.5M16 4.8a3.5 3.5 0 0 1 0 6.4M18 14.9c2 .8 3.2 2.5 3.5 5.1',
  plan: 'M4 6h16v14H4zM4 10.5h16M8.5 3.5v4M15.5 3.5v4M8 14.5h3M8 17h6',
  reports: 'M6 3h8.5L19 7.5V21H6zM14 3v5h5M9 17v-3M12.5 17v-5M16 17v-2',
  mail: 'M3.5 6h17v12.5h-17zM4 6.5l8 6.5 8-6.5',
  mic: 'M12 3.5a2.8 2.8 0 0 0-2.8 2.8v5a2.8 2.8 0 0 0 5.6 0v-5A2.8 2.8 0 0 0 12 3.5ZM5.5 11.3a6.5 6.5 0 0 0 13 0M12 17.8v3',
  'mic-off': 'M9.2 9v2.3a2.8 2.8 0 0 0 4.3 2.4M14.8 11V6.3a2.8 2.8 0 0 0-5.5-.7M5.5 11.3a6.5 6.5 0 0 0 10 5.5M18.5 11.3c0 .9-.2 1.8-.5 2.6M12 17.8v3M4 4l16 16',
  camera: 'M3.5 7h11.5v10H3.5zM15 10.8l5.5-3v8.4l-5.5-3z',
  'camera-off': 'M9 7h6v6M15 16v1H3.5V7H5.5M15 10.8l5.5-3v8.4L17 14.3M4 4l16 16',
  screen: 'M3.5 4.5h17V16h-17zM8.5 20h7M12 7.5v5.5M9.7 9.7 12 7.4l2.3 2.3',
  hand: 'M7.5 12.5V6.3a1.4 1.4 0 0 1 2.8 0V11M10.3 10.5V4.6a1.4 1.4 0 0 1 2.8 0v5.9M13.1 11V5.7a1.4 1.4 0 0 1 2.8 0V12M15.9 12V8.5a1.4 1.4 0 0 1 2.7 0v6c0 3.7-2.4 6.5-6 6.5-2.8 0-4.3-1.2-5.6-3.4L4.4 13.3c-.9-1.6 1-2.9 2.2-1.6l.9.9',
  chat: 'M4 5h16v11.5h-8.5L7 20.5v-4H4z',
  settings: 'M4 7h9M17 7h3M4 17h3M11 17h9M15 4.8a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4ZM9 14.8a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4Z',
  leave: 'M13.5 4H5v16h8.5M10 12h10.5M17 8.5l3.5 3.5-3.5 3.5',
  check: 'M4.5 12.5 9.5 17.5 19.5 6.5',
  warning: 'M12 4 21 19.5H3zM12 10v4.5M12 17v.2',
  error: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM9 9l6 6M15 9l-6 6',
  info: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM12 11v5.5M12 7.5v.2',
  offline: 'M3 9.5A14 14 0 0 1 8 6.6M12 5.6c3.4 0 6.5 1.4 9 3.9M6.5 13.3a8.5 8.5 0 0 1 4-2.3M15 11.6c1 .4 1.8 1 2.5 1.7M12 18.5v.2M4 4l16 16',
  clock: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM12 7.5V12l3 2',
  link: 'M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.7l1-1',
  search: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM15.5 15.5 20.5 20.5',
  sun: 'M12 7.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9ZM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4',
  moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5Z',
  more: 'M5.5 12h.1M12 12h.1M18.5 12h.1',
  close: 'M6 6l12 12M18 6 6 18',
  plus: 'M12 5v14M5 12h14',
  edit: 'M4 20l1-4.5L16 4.5 19.5 8 8.5 19zM14 6.5l3.5 3.5',
  play: 'M7 4.5v15l12-7.5z',
  recordings: 'M4 5h16v14H4zM8 5v14M16 5v14M4 9.5h4M4 14.5h4M16 9.5h4M16 14.5h4',
  pause: 'M8 5v14M16 5v14',
  back: 'M4.5 8.5A8.5 8.5 0 1 1 3.5 12M4.5 4v4.5H9',
  forward: 'M19.5 8.5A8.5 8.5 0 1 0 20.5 12M19.5 4v4.5H15',
  volume: 'M4 9.5h3.5L12 5.5v13l-4.5-4H4zM15.5 9a4.2 4.2 0 0 1 0 6M18 6.5a7.8 7.8 0 0 1 0 11',
  'volume-off': 'M4 9.5h3.5L12 5.5v13l-4.5-4H4zM16 9.5l5 5M21 9.5l-5 5',
  captions: 'M3.5 5.5h17v13h-17zM10.5 10.5a2.2 2.2 0 1 0 0 3M17 10.5a2.2 2.2 0 1 0 0 3',
  'full-screen': 'M4 9V4.5h5M15 4.5h5V9M20 15v4.5h-5M9 19.5H4V15',
  'leave-full-screen': 'M9 4.5V9H4M20 9h-5V4.5M15 19.5V15h5M4 15h5v4.5',
  'picture-in-picture': 'M3.5 5h17v14h-17zM12 12h6.5v5H12z',
  mark: 'M6.5 4h11v16.5L12 16.5l-5.5 4z',
  upload: 'M12 16V4.5M7 9.5l5-5 5 5M4 16.5V20h16v-3.5',
  download: 'M12 4.5V16M7 11l5 5 5-5M4 16.5V20h16v-3.5',
  remove: 'M5 7h14M9.5 7V4.5h5V7M7 7l1 13h8l1-13M10.5 10.5v6M13.5 10.5v6',
  cut: 'M6.5 5.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5ZM6.5 13.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5ZM8.6 9.5 20 17M8.6 14.5 20 7',
  'chevron-down': 'M6 9.5l6 6 6-6',
  'chevron-up': 'M6 14.5l6-6 6 6',
  'chevron-left': 'M14.5 6l-6 6 6 6',
  'chevron-right': 'M9.5 6l6 6-6 6',
} as const;

export type IconName = keyof typeof drawings;

export interface IconProps {
  name: IconName;
  /** Pixels; 20 beside text, 24 alone. */
  size?: number;
  /** Only when no word stands beside it. */
  label?: string;
  style?: CSSProperties;
  className?: string;
}

/** A line drawing in the colour of its text; silent to a screen reader unless it stands alone. */
export function Icon({ name, size = 20, label, style, className }: IconProps) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === 'more' ? 3 : 1.75}
      strokeLinecap="round"
      strokeLinejoin="round"
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
      focusable="false"
      style={{ flex: 'none', ...style }}
      className={className}
    >
      <path d={drawings[name]} />
    </svg>
  );
}
