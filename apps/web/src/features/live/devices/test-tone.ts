const notesHz = [440, 554.37, 659.25];
const noteS = 0.35;

/** Whether sound can be sent to a chosen loudspeaker here. */
export const canChooseSpeaker = (): boolean => 'setSinkId' in HTMLMediaElement.prototype;

/** Three rising notes, made here, on the given loudspeaker (empty: the system's). */
export function playTestTone(speakerId: string): { ended: Promise<void>; stop: () => void } {
  const context = new AudioContext();
  const output = context.createMediaStreamDestination();
  notesHz.forEach((hz, index) => {
    const start = context.currentTime + 0.1 + index * noteS;
    const note = context.createOscillator();
    const volume = context.createGain();
    note.frequency.value = hz;
    // A soft start and end, so that it does not click.
    volume.gain.setValueAtTime(0, start);
    volume.gain.linearRampToValueAtTime(0.25, start + 0.03);
    volume.gain.setTargetAtTime(0, start + noteS * 0.6, 0.06);
    note.connect(volume).connect(output);
    note.start(start);
    note.stop(start + noteS);
  });
  const player = new Audio();
  player.srcObject = output.stream;
  const placed = speakerId && canChooseSpeaker() ? player.setSinkId(speakerId).catch(() => undefined) : Promise.resolve();
  const stop = () => {
    player.pause();
    player.srcObject = null;
    if (context.state !== 'closed') void context.close();
  };
  const ended = placed
    .then(() => player.play())
    .then(() => new Promise<void>((done) => setTimeout(done, (notesHz.length * noteS + 0.4) * 1000)))
    .catch(() => undefined)
    .finally(stop);
  return { ended, stop };
}
