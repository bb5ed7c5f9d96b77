import type { Lecture } from '@seldinger/contract';
import { toLocal } from '@seldinger/domain';

/** A lecture as its form holds it: wall-clock time in the edition's zone, an empty text for nothing chosen. */
export interface LectureValues {
  title: { en: string; it: string };
  moduleId: string;
  trainerId: string;
  /** YYYY-MM-DD */
  date: string;
  /** HH:mm */
  time: string;
  durationMinutes: number;
}

export const lectureFields = ['title.en', 'title.it', 'moduleId', 'trainerId', 'date', 'time', 'durationMinutes'] as const;
export type LectureField = (typeof lectureFields)[number];

export function valuesOf(lecture: Lecture, zone: string): LectureValues {
  const [date = '', time = ''] = toLocal(Date.parse(lecture.startsAt), zone).split('T');
  return { title: { ...lecture.title }, moduleId: lecture.moduleId, trainerId: lecture.trainer?.id ?? '', date, time, durationMinutes: lecture.plannedMinutes };
}

/** A first guess for a new lecture: as long and at the same hour as the last one planned. */
export function emptyValues(last: Lecture | undefined, zone: string): LectureValues {
  const like = last && valuesOf(last, zone);
  return { title: { en: '', it: '' }, moduleId: '', trainerId: '', date: '', time: like?.time ?? '', durationMinutes: like?.durationMinutes ?? 180 };
}

export const valueOf = (values: LectureValues, field: LectureField): string | number => (field === 'title.en' ? values.title.en : field === 'title.it' ? values.title.it : values[field]);

/** Which fields differ between two states of a lecture. */
export const differences = (before: LectureValues, after: LectureValues): LectureField[] => lectureFields.filter((field) => valueOf(before, field) !== valueOf(after, field));

export const startsAtLocal = ({ date, time }: LectureValues): string => `${date}T${time}`;

/** The whole lecture as the API takes a new one. */
export const bodyOf = (values: LectureValues) => ({
  moduleId: values.moduleId,
  title: values.title,
  trainerId: values.trainerId || null,
  startsAtLocal: startsAtLocal(values),
  durationMinutes: values.durationMinutes,
});

/** Only what the person changed, so that the fields of others stay as they are. */
export function changeOf(base: LectureValues, values: LectureValues): Partial<ReturnType<typeof bodyOf>> {
  const changed = new Set(differences(base, values));
  const whole = bodyOf(values);
  return {
    ...((changed.has('title.en') || changed.has('title.it')) && { title: whole.title }),
    ...(changed.has('moduleId') && { moduleId: whole.moduleId }),
    ...(changed.has('trainerId') && { trainerId: whole.trainerId }),
    ...((changed.has('date') || changed.has('time')) && { startsAtLocal: whole.startsAtLocal }),
    ...(changed.has('durationMinutes') && { durationMinutes: whole.durationMinutes }),
  };
}

/** Takes over what somebody else changed where the person did not type. `base`: what the form was opened with. */
export function merged(base: LectureValues, typed: LectureValues, current: LectureValues): LectureValues {
  const mine = new Set(differences(base, typed));
  const pick = <Value>(field: LectureField, own: Value, other: Value): Value => (mine.has(field) ? own : other);
  return {
    title: { en: pick('title.en', typed.title.en, current.title.en), it: pick('title.it', typed.title.it, current.title.it) },
    moduleId: pick('moduleId', typed.moduleId, current.moduleId),
    trainerId: pick('trainerId', typed.trainerId, current.trainerId),
    date: pick('date', typed.date, current.date),
    time: pick('time', typed.time, current.time),
    durationMinutes: pick('durationMinutes', typed.durationMinutes, current.durationMinutes),
  };
}
