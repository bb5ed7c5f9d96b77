import type { RotaBoard } from '@seldinger/contract';
import { rotaFigures, type RotaFigures } from '@seldinger/domain';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { assignmentsOf, problemOf, type Occupants } from './draft';
import { planKey, wasProven } from './proven';

/** A rota in figures, by the reckoning of the solver, of all trainees. */
export function useFigures(board: RotaBoard, occupants: Occupants): RotaFigures {
  return useMemo(() => rotaFigures({ ...problemOf(board), agreed: [] }, assignmentsOf(occupants)), [board, occupants]);
}

/** Trainees whose week is none of their wishes. */
export const unwished = ({ placed, byRank }: Pick<RotaFigures, 'placed' | 'byRank'>): number => placed - byRank.reduce((sum, count) => sum + count, 0);

/** The lowest wish that somebody has; 0 where nobody has any. */
export const worstWish = ({ byRank }: Pick<RotaFigures, 'byRank'>): number => byRank.findLastIndex((count) => count > 0) + 1;

/** Of those who have a week, how many never said a wish. */
export function silentOf({ trainees }: Pick<RotaBoard, 'trainees'>, occupants: Occupants): number {
  const placed = new Set(occupants.values());
  return trainees.filter(({ id, ranked }) => ranked.length === 0 && placed.has(id)).length;
}

/** "36 trainees, 34 placed · 28 have their first wish, nobody worse than wish 3" */
export function useFigureWords(): (figures: RotaFigures, silent: number) => string {
  const { t } = useTranslation('handson');
  return (figures, silent) => {
    const { trainees, placed, byRank } = figures;
    const parts = [t('figures.placed', { count: trainees, placed })];
    const first = byRank[0] ?? 0;
    const others = unwished(figures) - silent;
    if (placed > 0 && first === placed) parts.push(t('figures.allFirst'));
    else if (first > 0 || worstWish(figures) > 0) parts.push(`${t('figures.first', { count: first })}, ${t('figures.worst', { rank: worstWish(figures) })}`);
    if (others > 0) parts.push(t('figures.unwished', { count: others }));
    if (silent > 0) parts.push(t('figures.silent', { count: silent }));
    return parts.join(' · ');
  };
}

/** The sentence above the board: the draft in figures, and whether it is known to be the best there is. */
export function useLead(board: RotaBoard, occupants: Occupants): string {
  const { t } = useTranslation('handson');
  const figures = useFigures(board, occupants);
  const words = useFigureWords()(figures, silentOf(board, occupants));
  const proven = wasProven(board.setup.editionId, planKey(board, occupants));
  return proven ? `${words} · ${t('figures.proven')}` : words;
}
