import type { Lecture, Plan } from '@seldinger/contract';
import { toast } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { $api } from '../../api/client';
import { useErrorToast } from '../../api/error-toast';
import { useFormat } from '../../i18n/use-format';
import { bodyOf, changeOf, valuesOf, type LectureValues } from './lecture-form';
import { usePlanChanged } from './plan';

/** Saves a new or a changed lecture and leads back to the plan. `base`: the lecture as the form knows it. */
export function useSaveLecture(plan: Plan, base: Lecture | undefined, onRefused: (error: unknown) => void) {
  const { t } = useTranslation('programme');
  const format = useFormat();
  const navigate = useNavigate();
  const planChanged = usePlanChanged();
  const done = (words: 'edit.added' | 'edit.saved') => async (saved: Lecture) => {
    await planChanged();
    toast({ message: t(words, { title: format.text(saved.title) }), tone: 'good' });
    void navigate('/plan');
  };
  const add = $api.useMutation('post', '/api/editions/{editionId}/lectures', { onSuccess: done('edit.added'), onError: onRefused });
  const change = $api.useMutation('patch', '/api/lectures/{lectureId}', { onSuccess: done('edit.saved'), onError: onRefused });
  return {
    error: add.error ?? change.error,
    isPending: add.isPending || change.isPending,
    save: (values: LectureValues) => {
      if (base) change.mutate({ params: { path: { lectureId: base.id } }, body: { ...changeOf(valuesOf(base, plan.edition.timeZone), values), version: base.version } });
      else add.mutate({ params: { path: { editionId: plan.edition.id } }, body: bodyOf(values) });
    },
  };
}

/** Deletes a lecture at once; "Undo" plans the same lecture anew, so the plan never shows what the server does not have. */
export function useDeleteLecture({ edition }: Plan) {
  const { t } = useTranslation(['programme', 'common']);
  const format = useFormat();
  const navigate = useNavigate();
  const planChanged = usePlanChanged();
  const failed = useErrorToast();
  const restore = $api.useMutation('post', '/api/editions/{editionId}/lectures', {
    onSuccess: async (lecture) => {
      await planChanged();
      toast({ message: t('edit.restored', { title: format.text(lecture.title) }), tone: 'good' });
    },
    onError: failed,
  });
  const remove = $api.useMutation('delete', '/api/lectures/{lectureId}');
  return {
    error: remove.error,
    isPending: remove.isPending,
    remove: (lecture: Lecture) =>
      remove.mutate(
        { params: { path: { lectureId: lecture.id } } },
        {
          onSuccess: () => {
            const body = bodyOf(valuesOf(lecture, edition.timeZone));
            const undo = () => restore.mutate({ params: { path: { editionId: edition.id } }, body });
            toast({ message: t('edit.deleted', { title: format.text(lecture.title) }), action: { label: t('common:undo'), onPress: undo } });
            void navigate('/plan');
            void planChanged();
          },
        },
      ),
  };
}
