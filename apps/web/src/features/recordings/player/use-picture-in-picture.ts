import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';

interface PictureWindows {
  requestWindow: (options: { width: number; height: number }) => Promise<Window>;
}
const windows = () => (window as { documentPictureInPicture?: PictureWindows }).documentPictureInPicture;

/**
 * The picture in a small window above all others. With something over the picture that must stay with it, the whole picture moves there,
 * where the browser can; a bare video would leave it behind. `toggle` is undefined where the browser cannot.
 */
export function usePictureInPicture(picture: RefObject<HTMLElement | null>, video: RefObject<HTMLVideoElement | null>, covered: boolean): { on: boolean; toggle: (() => void) | undefined } {
  const [on, setOn] = useState(false);
  const opened = useRef<Window>(undefined);

  useEffect(() => {
    const element = video.current;
    const enter = () => setOn(true);
    const leave = () => setOn(false);
    element?.addEventListener('enterpictureinpicture', enter);
    element?.addEventListener('leavepictureinpicture', leave);
    return () => {
      element?.removeEventListener('enterpictureinpicture', enter);
      element?.removeEventListener('leavepictureinpicture', leave);
      opened.current?.close();
    };
  }, [video]);

  const bare = useCallback(() => {
    if (document.pictureInPictureElement) void document.exitPictureInPicture().catch(() => undefined);
    else void video.current?.requestPictureInPicture().catch(() => undefined);
  }, [video]);

  const whole = useCallback(async () => {
    if (opened.current) return opened.current.close();
    const element = picture.current;
    const home = element?.parentElement;
    const apart = windows();
    if (!element || !home || !apart) return;
    const next = element.nextSibling;
    const small = await apart.requestWindow({ width: 480, height: 270 }).catch(() => null);
    if (!small) return;
    for (const sheet of document.querySelectorAll('link[rel=stylesheet], style')) small.document.head.append(sheet.cloneNode(true));
    small.document.documentElement.setAttribute('data-mantine-color-scheme', 'dark');
    small.document.title = document.title;
    small.document.body.style.margin = '0';
    small.document.body.append(element);
    opened.current = small;
    setOn(true);
    small.addEventListener('pagehide', () => {
      opened.current = undefined;
      setOn(false);
      home.insertBefore(element, next);
    });
  }, [picture]);

  if (covered) return { on, toggle: windows() && (() => void whole()) };
  return { on, toggle: document.pictureInPictureEnabled ? bare : undefined };
}
