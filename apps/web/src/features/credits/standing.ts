import type { Progress } from '@seldinger/contract';
import type { CmeModule } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format';
import { useModuleName } from '../../i18n/use-module-name';

type Module = Progress['modules'][number];

/** Where a trainee stands, in words. */
export function useStanding() {
  const { t } = useTranslation('credits');
  const format = useFormat();
  const shortName = useModuleName();
  const target = ({ elearningMinutes, handsonMinutes }: Module) => elearningMinutes + handsonMinutes;
  return {
    shortName,
    target,
    /** "16.5 of 33 CME earned" */
    headline: ({ earnedMinutes, targetMinutes }: Progress) => t('earnedOf', { earned: format.cme(earnedMinutes), target: format.cme(targetMinutes) }),
    /** "4.2 of 7 CME hands-on" */
    handson: ({ handson }: Progress) => t('handsonOf', { earned: format.cme(handson.earnedMinutes), target: format.cme(handson.targetMinutes) }),
    /** On track and with how much slack, or what is out of reach. Without a name it is said to the trainee. */
    sentence: ({ elearning, onTrack, slackLectures }: Progress, name?: string): string => {
      if (!onTrack) return `${t('behind.title', { lost: format.cme(elearning.lostMinutes) })}. ${t('behind.text', { possible: format.cme(elearning.possibleMinutes) })}`;
      if (elearning.earnedMinutes === elearning.targetMinutes) return `${t('done.title')}.`;
      return `${name ? t('onTrack.titleOther', { name }) : t('onTrack.title')}. ${t('onTrack.slack', { count: slackLectures })}`;
    },
    /** A module as a segment of the bar. */
    segment: (module: Module): CmeModule => ({
      key: module.moduleId,
      name: shortName(module),
      earned: module.earnedMinutes,
      possible: module.possibleMinutes,
      lost: module.lostMinutes,
      earnedText: format.cme(module.earnedMinutes),
      totalText: t('of', { total: format.cme(target(module)) }),
      description: t('barModule', {
        earned: format.cme(module.earnedMinutes),
        target: format.cme(target(module)),
        possible: format.cme(module.possibleMinutes),
        lost: format.cme(module.lostMinutes),
      }),
    }),
  };
}
