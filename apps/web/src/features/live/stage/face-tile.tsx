import { VisuallyHidden } from '@mantine/core';
import { useIsSpeaking } from '@livekit/components-react/hooks';
import { Icon } from '@seldinger/ui';
import { Track, type RemoteTrackPublication } from 'livekit-client';
import { useTranslation } from 'react-i18next';
import { useInside } from '../inside/inside';
import type { ArrangedFace } from '../media/use-faces';
import { useShownCamera } from '../media/use-subscriptions';
import styles from './faces.module.css';
import { Quality } from './quality';
import { TrackVideo } from './track-video';

const initials = (name: string) =>
  name
    .split(/\s+/)
    .map((word) => word[0] ?? '')
    .slice(0, 2)
    .join('')
    .toUpperCase();

/** One face of the strip: picture or initials, name, microphone, connection; speaking by ring and word. */
export function FaceTile({ face }: { face: ArrangedFace }) {
  const { t } = useTranslation('live');
  const { pinned, pin } = useInside();
  const { participant, own, camera, identity, name } = face;
  const speaking = useIsSpeaking(participant);
  const publication = participant.getTrackPublication(Track.Source.Camera);
  useShownCamera(camera && publication && !publication.isLocal ? (publication as RemoteTrackPublication) : undefined);
  const muted = !participant.isMicrophoneEnabled;
  const isPinned = pinned === identity;
  return (
    <li className={styles.face} data-speaking={speaking || undefined}>
      {camera ? <TrackVideo track={publication?.track} data-mirrored={own || undefined} aria-hidden="true" tabIndex={-1} /> : <span className={styles.initials} aria-hidden="true">{initials(name)}</span>}
      <span className={styles.name}>
        {muted && <Icon name="mic-off" size={14} label={t('faces.muted')} />}
        <span className={own ? styles.own : undefined}>{own ? t('you') : name}</span>
        {speaking && <VisuallyHidden>, {t('faces.speaking')}</VisuallyHidden>}
        <Quality participant={participant} />
      </span>
      {camera && (
        <button type="button" className={styles.pin} aria-pressed={isPinned} aria-label={t(isPinned ? 'faces.unpin' : 'faces.pin', { name })} onClick={() => pin(isPinned ? null : identity)}>
          <Icon name={isPinned ? 'close' : 'plus'} size={14} />
        </button>
      )}
    </li>
  );
}
