import type { Lecture, Plan } from '@seldinger/contract';
import { EmptyState, PageHeader } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { Loaded } from '../../api/loaded';
import { useEditionId } from '../../shell/edition';
import { LectureEditor } from './lecture-editor';
import { usePlan } from './plan';

/** A new lecture, or one of the plan to be changed. */
export function LectureEditorPage() {
  const { t } = useTranslation(['programme', 'errors']);
  const { lectureId } = useParams();
  const plan = usePlan(useEditionId());
  const find = ({ lectures }: Plan): Lecture | undefined => lectures.find(({ id }) => id === lectureId);
  return (
    <>
      <PageHeader title={t(lectureId ? 'edit.title' : 'edit.new')} back={<Link to="/plan">{t('plan.back')}</Link>} />
      <Loaded query={plan} rows={6}>
        {(data) =>
          lectureId && !find(data) ? (
            <EmptyState icon="search" title={t('errors:request.not-found.what')}>
              {t('errors:request.not-found.todo')}
            </EmptyState>
          ) : (
            <LectureEditor key={lectureId} plan={data} lecture={find(data)} />
          )
        }
      </Loaded>
    </>
  );
}
