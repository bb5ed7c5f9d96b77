import type { CaptionLanguage } from '@seldinger/contract';
import { Icon, type IconName } from '@seldinger/ui';
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format';
import { clockTime } from '../place';
import { usePlayer, usePlaying } from './player-context';
import styles from './player.module.css';
import { speeds } from './preferences';

/** So far behind what is recorded now one no longer watches live. */
const liveWithinMs = 20_000;

interface PressProps {
  icon: IconName;
  label: string;
  /** The key that does the same. */
  keys: string;
  onClick: () => void;
  pressed?: boolean;
  /** Of use only with a keyboard. */
  forKeys?: boolean;
  children?: ReactNode;
}

function Press({ icon, label, keys, onClick, pressed, forKeys, children }: PressProps) {
  return (
    <button type="button" className={styles.press} aria-label={label} aria-pressed={pressed} title={`${label} (${keys})`} data-keys={forKeys || undefined} onClick={onClick}>
      <Icon name={icon} size={22} />
      {children}
    </button>
  );
}

function Pick({ label, value, options, onChange }: { label: string; value: string; options: { value: string; label: string; lang?: string }[]; onChange: (value: string) => void }) {
  const id = useId();
  return (
    <label className={styles.pick} htmlFor={id}>
      <span>{label}</span>
      <select id={id} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value} lang={option.lang}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}

/** How far, and while it is recorded how far behind. */
function Time() {
  const { t } = useTranslation('recordings');
  const { playback } = usePlayer();
  const format = useFormat();
  const second = usePlaying(({ playerMs }) => Math.floor(playerMs / 1000)) * 1000;
  const durationMs = usePlaying((state) => state.durationMs);
  const goesOn = usePlaying((state) => state.goesOn);
  const behindMs = durationMs - second;
  return (
    <>
      <span className={styles.time}>{t('player.of', { at: clockTime(second), of: clockTime(durationMs) })}</span>
      {goesOn && (
        <button type="button" className={styles.live} data-live={behindMs < liveWithinMs || undefined} onClick={() => playback.toLive()}>
          <i aria-hidden="true" />
          {behindMs < liveWithinMs ? t('player.live') : behindMs < 60_000 ? t('player.toLive') : t('player.toLiveBehind', { minutes: format.number(Math.round(behindMs / 60_000)) })}
        </button>
      )}
    </>
  );
}

export interface ControlsProps {
  onHelp: () => void;
  wholeScreen: { on: boolean; toggle: () => void };
  picture: { on: boolean; toggle: (() => void) | undefined };
}

const languageNames: Record<CaptionLanguage, string> = { en: 'English', it: 'Italiano' };

/** The bar below the picture; nothing of it ever covers an image. */
export function Controls({ onHelp, wholeScreen, picture }: ControlsProps) {
  const { t } = useTranslation('recordings');
  const { recording, playback } = usePlayer();
  const format = useFormat();
  const { playing, ended, volume, muted, speed, captions, level, shown } = {
    playing: usePlaying((state) => state.playing),
    ended: usePlaying((state) => state.ended),
    volume: usePlaying((state) => state.volume),
    muted: usePlaying((state) => state.muted),
    speed: usePlaying((state) => state.speed),
    captions: usePlaying((state) => state.captions),
    level: usePlaying((state) => state.level),
    shown: usePlaying((state) => state.shown),
  };
  const levels = usePlaying((state) => state.levels);
  const auto = levels[shown] && level === -1 ? t('player.autoAt', { height: levels[shown].height }) : t('player.auto');
  return (
    <div className={styles.controls} role="group" aria-label={t('player.controls')}>
      <div className={styles.group}>
        <Press icon={playing ? 'pause' : ended ? 'back' : 'play'} label={t(playing ? 'player.pause' : ended ? 'player.again' : 'player.play')} keys="K" onClick={() => playback.toggle()} />
        <Press icon="back" label={t('player.back10')} keys="J" onClick={() => playback.seekBy(-10_000)}>
          <small aria-hidden="true">10</small>
        </Press>
        <Press icon="forward" label={t('player.forward10')} keys="L" onClick={() => playback.seekBy(10_000)}>
          <small aria-hidden="true">10</small>
        </Press>
        <Time />
      </div>
      <div className={styles.group}>
        <div className={styles.volume}>
          <Press icon={muted || volume === 0 ? 'volume-off' : 'volume'} label={t(muted ? 'player.unmute' : 'player.mute')} keys="M" onClick={() => playback.toggleMuted()} />
          <input type="range" data-slider min={0} max={100} step={5} value={muted ? 0 : Math.round(volume * 100)} aria-label={t('player.volume')} aria-valuetext={`${muted ? 0 : Math.round(volume * 100)} %`} onChange={(event) => playback.chooseVolume(Number(event.currentTarget.value) / 100)} />
        </div>
        {recording.captions.length > 0 && (
          <Pick
            label={t('player.captions')}
            value={recording.captions.some((language) => language === captions) ? captions : 'off'}
            options={[{ value: 'off', label: t('player.captionsOff') }, ...recording.captions.map((language) => ({ value: language, label: languageNames[language], lang: language }))]}
            onChange={(value) => playback.chooseCaptions(value as CaptionLanguage | 'off')}
          />
        )}
        <Pick label={t('player.speed')} value={String(speed)} options={speeds.map((each) => ({ value: String(each), label: `${format.number(each, 2)}×` }))} onChange={(value) => playback.chooseSpeed(Number(value))} />
        {levels.length > 1 && (
          <Pick
            label={t('player.quality')}
            value={String(level)}
            options={[{ value: '-1', label: auto }, ...levels.map(({ height }, index) => ({ value: String(index), label: `${height}p` })).reverse()]}
            onChange={(value) => playback.chooseLevel(Number(value))}
          />
        )}
        {picture.toggle && <Press icon="picture-in-picture" label={t('player.pictureInPicture')} keys="I" pressed={picture.on} onClick={picture.toggle} />}
        <Press icon={wholeScreen.on ? 'leave-full-screen' : 'full-screen'} label={t(wholeScreen.on ? 'player.leaveFullScreen' : 'player.fullScreen')} keys="F" onClick={wholeScreen.toggle} />
        <Press icon="info" label={t('player.keys')} keys="?" forKeys onClick={onHelp} />
      </div>
    </div>
  );
}
