import { announce } from '@seldinger/ui';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClassroomState } from '../classroom-state';
import { useSaid } from './use-said';

const comingAndGoingMs = 4_000;
const chatMs = 2_000;
const longestQuote = 160;

/** Says to people who hear the page what others see change: who comes and goes, hands, messages, the lecture's phase. */
export function useAnnouncements(state: ClassroomState, personId: string): void {
  const { t } = useTranslation('live');
  const came = useSaid((names) => (names.length === 1 ? t('say.came', { name: names[0] }) : t('say.cameMany', { count: names.length })), comingAndGoingMs);
  const went = useSaid((names) => (names.length === 1 ? t('say.went', { name: names[0] }) : t('say.wentMany', { count: names.length })), comingAndGoingMs);
  const hand = useSaid((names) => (names.length === 1 ? t('say.hand', { name: names[0] }) : t('say.handMany', { count: names.length })), chatMs);
  const quotes = useRef(new Map<string, string>());
  const wrote = useSaid((names) => {
    const name = names.at(-1) ?? '';
    return names.length === 1 ? t('chat.said', { name, text: quotes.current.get(name) ?? '' }) : t('chat.saidMany', { count: names.length, name });
  }, chatMs);

  const before = useRef(state);
  useEffect(() => {
    const past = before.current;
    before.current = state;
    // What was missed while the connection was lost is read, not heard.
    if (past.link !== 'connected' || state.link !== 'connected') return;
    if (past.members !== state.members) {
      const wasHere = new Set(past.members.filter(({ present }) => present).map((member) => member.personId));
      for (const member of state.members) {
        if (member.personId === personId || member.present === wasHere.has(member.personId)) continue;
        if (member.present) came(member.name);
        else went(member.name);
      }
    }
    if (past.hands !== state.hands) {
      const wereUp = new Set(past.hands.map((each) => each.personId));
      for (const each of state.hands) if (each.personId !== personId && !wereUp.has(each.personId)) hand(each.name);
    }
    if (past.messages !== state.messages) {
      const last = past.messages.at(-1)?.seq ?? 0;
      for (const message of state.messages) {
        if (message.seq <= last || message.personId === personId || message.removed) continue;
        quotes.current.set(message.name, message.text.slice(0, longestQuote));
        wrote(message.name);
      }
    }
    if (past.phase !== state.phase) {
      if (state.phase === 'live') announce(t(past.phase === 'break' ? 'say.resumed' : 'say.started'));
      else if (state.phase === 'break' || state.phase === 'ended') announce(t(`say.${state.phase}`));
    }
  }, [state, personId, came, went, hand, wrote, t]);
}
