import type { SuiteScreen } from '@seldinger/contract';
import { useEffect, useState } from 'react';
import { api } from '../../api/client';
import { isRefusal } from '../../api/errors';

const TICK_MS = 250;
const AGAIN_MS = 3_000;

export type Screen = { /** What was told last; its code only while `leftMs` is not 0. */ screen: SuiteScreen | null; leftMs: number; lost: boolean; gone: boolean };

/** What the room's screen shows: asked for as each code ends, and again and again while the line is gone; a code that is over is never shown. */
export function useScreen(token: string): Screen {
  const [shown, setShown] = useState<{ screen: SuiteScreen; endsAt: number } | null>(null);
  const [state, setState] = useState<'well' | 'lost' | 'gone'>('well');
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    let left = false;
    const ask = async () => {
      try {
        const { data } = await api.GET('/api/suite/screens/{token}', { params: { path: { token } } });
        if (left || !data) return;
        const length = Date.parse(data.until) - Date.parse(data.now);
        setShown({ screen: data, endsAt: Date.now() + length });
        setState('well');
        timer = setTimeout(() => void ask(), length + 50);
      } catch (error) {
        if (left) return;
        const gone = isRefusal(error, 'identity.link-invalid') || isRefusal(error, 'request.invalid');
        setState(gone ? 'gone' : 'lost');
        if (!gone) timer = setTimeout(() => void ask(), AGAIN_MS);
      }
    };
    void ask();
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [token]);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  const leftMs = shown ? Math.max(0, shown.endsAt - now) : 0;
  return { screen: shown?.screen ?? null, leftMs, lost: state === 'lost', gone: state === 'gone' };
}
