import { Button } from '@mantine/core';
import type { CaptionLanguage } from '@seldinger/contract';
import { announce, Icon } from '@seldinger/ui';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorWords } from '../../../api/error-words';
import { AppError } from '../../../api/errors';
import { useCaptionVersion } from '../use-captions';
import { captionFile } from '../recording-calls';
import { Controls } from './controls';
import type { Seam } from './growing';
import { keyAction, type Focused } from './keys';
import { KeysDialog } from './keys-dialog';
import { usePlayer, usePlaying } from './player-context';
import styles from './player.module.css';
import { SeekBar } from './seek-bar';
import { usePictureInPicture } from './use-picture-in-picture';
import { useWholeScreen } from './use-whole-screen';
import { Watermark } from './watermark';

function focusedOn(target: EventTarget | null): Focused {
  if (!(target instanceof HTMLElement)) return 'other';
  if (target.matches('select, textarea, input:not([type=range])')) return 'field';
  if (target.matches('[data-slider]')) return 'slider';
  return target.closest('button, a') ? 'button' : 'other';
}

/** The picture with what lies over it, the bar, and the controls. Keys act while the focus is inside. */
export function Player({ seams }: { seams: Seam[] }) {
  const { t } = useTranslation('recordings');
  const { recording, playback } = usePlayer();
  const frame = useRef<HTMLElement>(null);
  const picture = useRef<HTMLDivElement>(null);
  const video = useRef<HTMLVideoElement>(null);
  const [helping, setHelping] = useState(false);
  const captions = useCaptionFile();
  const wholeScreen = useWholeScreen(frame);
  const small = usePictureInPicture(picture, video, recording.watermark !== null);

  useEffect(() => {
    if (!video.current) return;
    playback.start(video.current);
    return () => playback.stop();
  }, [playback]);

  const last = useRef(recording.captions[0]);
  const toggleCaptions = () => {
    const { captions } = playback.now();
    const on = recording.captions.some((language) => language === captions);
    if (on && captions !== 'off') last.current = captions;
    const next = on ? 'off' : (last.current ?? recording.captions[0] ?? 'off');
    playback.chooseCaptions(next);
    announce(t(next === 'off' ? 'player.captionsAreOff' : 'player.captionsAreOn'));
  };
  const help = () => {
    // A dialog of the page lies below a full screen.
    if (wholeScreen.on) wholeScreen.toggle();
    setHelping(true);
  };
  const press = (event: KeyboardEvent) => {
    const action = keyAction(event, focusedOn(event.target ?? frame.current));
    if (!action) return;
    event.preventDefault();
    if (action.do === 'toggle') playback.toggle();
    else if (action.do === 'by') playback.seekBy(action.ms);
    else if (action.do === 'to') playback.seekPlayer(playback.now().durationMs * action.share);
    else if (action.do === 'speed') {
      playback.speedBy(action.steps);
      announce(t('player.speedIs', { speed: playback.now().speed }));
    } else if (action.do === 'volume') playback.chooseVolume(playback.now().volume + action.change);
    else if (action.do === 'captions') toggleCaptions();
    else if (action.do === 'full-screen') wholeScreen.toggle();
    else if (action.do === 'mute') playback.toggleMuted();
    else if (action.do === 'picture') small.toggle?.();
    else help();
  };
  const pressed = useRef(press);
  useEffect(() => {
    pressed.current = press;
  });
  useEffect(() => {
    const element = frame.current;
    const listen = (event: KeyboardEvent) => pressed.current(event);
    element?.addEventListener('keydown', listen);
    return () => element?.removeEventListener('keydown', listen);
  }, []);

  return (
    <section ref={frame} className={styles.player} aria-label={t('player.label')} tabIndex={-1} data-filling={wholeScreen.filling || undefined}>
      <div className={styles.place}>
        <div ref={picture} className={styles.picture}>
          {/* A press on the picture is for pointers, the keyboard has the button. */}
          <video ref={video} playsInline preload="auto" disablePictureInPicture={recording.watermark !== null || undefined} aria-label={t('player.picture')} onClick={() => playback.toggle()} onDoubleClick={wholeScreen.toggle}>
            {/* Only the chosen one is fetched; another version of it is another file, and without one there is nothing to draw. */}
            <track key={captions?.src} kind="captions" srcLang={captions?.language} label={captions?.language} src={captions?.src} default={captions !== null} ref={showing} />
          </video>
          {recording.watermark !== null && <Watermark name={recording.watermark} />}
          <Over />
        </div>
        {small.on && <p className={styles.away}>{t('player.isSmall')}</p>}
      </div>
      <SeekBar seams={seams} />
      <Controls onHelp={help} wholeScreen={wholeScreen} picture={small} />
      {helping && <KeysDialog onClose={() => setHelping(false)} />}
    </section>
  );
}

/** What stands over the picture: the first press, waiting, no connection, a refusal. */
function Over() {
  const { t } = useTranslation('recordings');
  const { playback } = usePlayer();
  const playing = usePlaying((state) => state.playing);
  const ready = usePlaying((state) => state.ready);
  const waiting = usePlaying((state) => state.waiting);
  const offline = usePlaying((state) => state.offline);
  const refusal = usePlaying((state) => state.refusal);
  if (refusal) return <Refused code={refusal} />;
  // What is there already plays on without a connection.
  if (offline && (waiting || !playing)) {
    return (
      <div className={styles.message} role="status">
        <Icon name="offline" />
        {t('player.offline')}
      </div>
    );
  }
  if (playing && waiting) {
    return (
      <div className={styles.message} role="status">
        {t('player.waiting')}
      </div>
    );
  }
  if (playing) return null;
  return (
    <button type="button" className={styles.first} aria-label={t('player.play')} disabled={!ready} onClick={() => playback.play()}>
      <Icon name="play" size={34} />
    </button>
  );
}

function Refused({ code }: { code: AppError['code'] }) {
  const { t } = useTranslation('common');
  const { what, todo } = useErrorWords(new AppError(code));
  return (
    <div className={styles.message} role="alert">
      <span>
        <strong>{what}</strong> {todo}
      </span>
      <Button onClick={() => window.location.reload()}>{t('retry')}</Button>
    </div>
  );
}

/** A browser goes on drawing what a track had on the picture when it was taken away, unless it is told. */
function showing(element: HTMLTrackElement) {
  element.track.mode = 'showing';
  return () => {
    element.track.mode = 'disabled';
  };
}

/** The caption file of the chosen language, which the browser draws; null without one. */
function useCaptionFile(): { language: CaptionLanguage; src: string } | null {
  const { recording } = usePlayer();
  const chosen = usePlaying((state) => state.captions);
  const language = recording.captions.find((each) => each === chosen);
  const version = useCaptionVersion(recording.id, language);
  return language && version !== undefined ? { language, src: captionFile(recording.id, language, `${version}-${recording.version}`) } : null;
}
