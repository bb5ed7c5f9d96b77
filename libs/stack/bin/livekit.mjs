// Makes sure that a media server is at hand before tests that have no time to build one: says where it is.
import livekit from '../dist/livekit.js';
import build from '../dist/livekit-build.js';

const { buildLivekit, findGo, findLivekit } = build;

const found = findLivekit(process.env);
const go = findGo(process.env);
if (found) {
  console.log(`Media server: ${found}`);
} else if (go) {
  let told = -10;
  const server = await buildLivekit({
    go,
    environment: process.env,
    onProgress: (percent) => {
      if (percent < told + 10) return;
      told = percent;
      console.log(`Media server: building, ${Math.floor(percent)} %`);
    },
  });
  console.log(`Media server: ${server}`);
} else {
  console.error(livekit.HOW_TO_ADD);
  process.exitCode = 1;
}
