import type { RotaBoard } from '@seldinger/contract';
import { rotaFigures, type RotaFigures } from '@seldinger/domain';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { assignmentsOf, problemOf, type Occupants } from './draft';
import { planKey, wasProven } from './proven';

/** A rota in figures, by the reckoning of the solver. */
export function useFigures(board: RotaBoard, occupants: Occupants): RotaFigures {
  return useMemo(() => rotaFigures(problemOf(board), assignmentsOf(occupants)), [board, occupants]);
}

/** "36 trainees, 34 placed · 28 have their first wish, nobody worse than wish 3" */
export function useFigureWords(): (figures: RotaFigures) => string {
  const { t } = useTranslation('handson');
  return ({ trainees, placed, byRank, worstRank }) => {
    const placedWords = t('figures.placed', { count: trainees, placed });
    if (placed === 0) return placedWords;
    const first = byRank[0] ?? 0;
    const wishes = worstRank <= 1 ? t('figures.allFirst') : t('figures.wishes', { count: first, worst: worstRank });
    return `${placedWords} · ${wishes}`;
  };
}

/** The sentence above the board: the draft in figures, and whether it is known to be the best there is. */
export function useLead(board: RotaBoard, occupants: Occupants): string {
  const { t } = useTranslation('handson');
  const figures = useFigures(board, occupants);
  const words = useFigureWords()(figures);
  const proven = wasProven(board.setup.editionId, planKey(board, occupants));
  return proven ? `${words} · ${t('figures.proven')}` : words;
}
