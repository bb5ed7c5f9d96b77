import type { Classroom } from '@seldinger/contract';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMe } from '../../../api/session';
import { useFormat } from '../../../i18n/use-format';
import type { Choices } from '../choices';
import { choiceOf, DeviceSelect } from '../devices/device-select';
import { TestSound } from '../devices/test-sound';
import { canChooseSpeaker } from '../devices/test-tone';
import { useStream } from '../devices/use-stream';
import { MediaNote } from '../inside/media-note';
import { LanguageSwitch } from '../language-switch';
import { ConnectionCheck } from './connection-check';
import { Entry } from './entry';
import styles from './pre-join.module.css';
import { Preview } from './preview';
import { Recorded } from './recorded';
import { LectureRecorded } from './lecture-recorded';
import { WatchFromStart } from '../inside/watch-from-start';

interface PreJoinProps {
  classroom: Classroom;
  choices: Choices;
  onChange: (change: Partial<Choices>) => void;
  onJoin: () => void;
}

const readerZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Before the classroom: see and hear oneself, know what is recorded, go in. */
export function PreJoin({ classroom, choices, onChange, onJoin }: PreJoinProps) {
  const { t } = useTranslation('live');
  const format = useFormat();
  const { guestOfLectureId } = useMe();
  const { lecture, media, refusal, role } = classroom;
  const title = format.text(lecture.title);
  const mayUse = refusal === null || refusal === 'too-early';
  const camera = useStream('video', choices.cameraId, mayUse && choices.cameraOn);
  const microphone = useStream('audio', choices.microphoneId, mayUse);
  const allowed = Boolean(camera.stream ?? microphone.stream);

  return (
    <div className={styles.page}>
      <title>{`${t('preJoin.documentTitle', { title })} · Seldinger`}</title>
      <header className={styles.top}>
        {guestOfLectureId ? <span>Seldinger</span> : <Link to="/">{t('preJoin.back')}</Link>}
        <LanguageSwitch />
      </header>
      <main className={styles.columns}>
        <div className={styles.title}>
          <h1 tabIndex={-1}>{title}</h1>
          <p className={styles.quiet}>
            {t('preJoin.when', { time: format.lectureTime(lecture, readerZone) })}
            {lecture.trainer && `, ${t('preJoin.trainer', { name: format.name(lecture.trainer) })}`}
          </p>
        </div>
        {mayUse && <Preview choices={choices} onChange={onChange} camera={camera} microphone={microphone} />}
        <div className={styles.words}>
          {media !== 'up' && mayUse && <MediaNote state={media} />}
          <Entry classroom={classroom} onJoin={onJoin} />
          {role === 'trainee' && refusal === null && <WatchFromStart lectureId={lecture.id} />}
          {mayUse && (
            <div className={styles.devices}>
              <DeviceSelect kind="microphone" value={choices.microphoneId} allowed={allowed} onChange={(id) => onChange({ [choiceOf.microphone]: id })} />
              <DeviceSelect kind="camera" value={choices.cameraId} allowed={allowed} onChange={(id) => onChange({ [choiceOf.camera]: id })} />
              {canChooseSpeaker() ? (
                <DeviceSelect kind="speaker" value={choices.speakerId} allowed={allowed} onChange={(id) => onChange({ [choiceOf.speaker]: id })} />
              ) : (
                <p className={styles.quiet}>{t('settings.outputFixed')}</p>
              )}
              <TestSound speakerId={choices.speakerId} />
              <ConnectionCheck lectureId={lecture.id} />
            </div>
          )}
        </div>
        <div className={styles.told}>
          {mayUse && <LectureRecorded lectureId={lecture.id} />}
          <Recorded counted={role === 'trainee'} />
        </div>
      </main>
    </div>
  );
}
