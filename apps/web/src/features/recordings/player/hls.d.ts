/** The build without what our streams have not: subtitles, other sound tracks, keys. */
declare module 'hls.js/light' {
  export { default } from 'hls.js';
}
