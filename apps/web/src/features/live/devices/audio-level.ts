/** How loud a stream is now: 0 for silence, 1 for shouting. Call `close` when done. */
export function levelOf(stream: MediaStream): { read: () => number; close: () => void } {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 1024;
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  return {
    read: () => {
      // Without a gesture on the page the browser may keep it asleep.
      if (context.state === 'suspended') void context.resume();
      analyser.getFloatTimeDomainData(samples);
      const rms = Math.sqrt(samples.reduce((sum, each) => sum + each * each, 0) / samples.length);
      // Speech moves between −60 and −15 dB.
      return Math.min(1, Math.max(0, (20 * Math.log10(rms || 1e-6) + 60) / 45));
    },
    close: () => void context.close(),
  };
}
