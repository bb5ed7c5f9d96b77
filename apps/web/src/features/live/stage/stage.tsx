import { Icon } from '@seldinger/ui';
import { useSpeakingParticipants } from '@livekit/components-react/hooks';
import { Track, type RemoteTrackPublication, type TrackPublication } from 'livekit-client';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useInside } from '../inside/inside';
import { chooseStage } from '../media/arrange';
import { useShownCamera } from '../media/use-subscriptions';
import { EmptyStage } from './empty-stage';
import { SharedDesktop } from './shared-desktop';
import styles from './stage.module.css';
import { StartSound } from './start-sound';
import { TrackVideo } from './track-video';
import { useFullScreen } from './use-full-screen';

const namedSpeakers = 3;

/** Who speaks, by name; they may be on another page of the strip. */
function Speakers() {
  const { t } = useTranslation('live');
  const speakers = useSpeakingParticipants({ room: useInside().room });
  if (speakers.length === 0) return null;
  return <p className={styles.speakers}>{t('stage.speaking', { names: speakers.slice(0, namedSpeakers).map(({ name }) => name).join(', ') })}</p>;
}

const remote = (publication: TrackPublication | undefined) => (publication && !publication.isLocal ? (publication as RemoteTrackPublication) : undefined);

/** The large picture: the shared desktop, else a face, else what one waits for. */
export function Stage() {
  const { t } = useTranslation('live');
  const { faces, pinned, pin, room, state } = useInside();
  const stage = useRef<HTMLElement>(null);
  const fullScreen = useFullScreen(stage);
  const choice = state.phase === 'ended' ? null : chooseStage(faces, pinned);
  const publication = choice?.face.participant.getTrackPublication(choice.source === 'screen' ? Track.Source.ScreenShare : Track.Source.Camera);
  useShownCamera(remote(publication));
  const label = choice && t(choice.source === 'screen' ? 'stage.screenOf' : 'stage.cameraOf', { name: choice.face.name });

  return (
    <section ref={stage} className={styles.stage} aria-label={label ?? t('stage.label')}>
      {!choice && <EmptyStage />}
      {choice?.source === 'screen' && <SharedDesktop key={publication?.trackSid} track={publication?.track} name={choice.face.name} />}
      {choice?.source === 'camera' && (
        <TrackVideo track={publication?.track} data-testid="stage-video" aria-label={label ?? undefined} className={styles.camera} data-mirrored={choice.face.own || undefined} />
      )}
      {choice && (
        <div className={styles.caption}>
          <p>{choice.source === 'screen' && choice.face.own ? t('stage.ownScreen') : choice.face.name}</p>
          {choice.face.identity === pinned && (
            <button type="button" onClick={() => pin(null)}>
              {t('stage.unpin')}
            </button>
          )}
        </div>
      )}
      <Speakers />
      <StartSound room={room} />
      {choice && fullScreen.toggle && (
        <button type="button" className={styles.fullScreen} onClick={fullScreen.toggle}>
          <Icon name="screen" size={18} />
          {t(fullScreen.on ? 'stage.leaveFullScreen' : 'stage.fullScreen')}
        </button>
      )}
    </section>
  );
}
