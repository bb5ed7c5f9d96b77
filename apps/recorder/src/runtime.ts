// Loaded before everything else: what the media packages expect of the process they run in.
import { AV_LOG_FATAL } from 'node-av/constants';
import { Log } from 'node-av/lib';

type Resolvers<T> = { promise: Promise<T>; resolve: (value: T | PromiseLike<T>) => void; reject: (reason?: unknown) => void };

// Node 22 brings it and node-av calls it: on Node 20 its filters would end at once, silently.
const withResolvers = function <T>(): Resolvers<T> {
  let resolve!: Resolvers<T>['resolve'];
  let reject!: Resolvers<T>['reject'];
  const promise = new Promise<T>((done, fail) => {
    resolve = done;
    reject = fail;
  });
  return { promise, resolve, reject };
};
const promises = Promise as unknown as { withResolvers?: typeof withResolvers };
promises.withResolvers ??= withResolvers;

// rtc-node logs every event unless this says otherwise.
process.env['NODE_ENV'] ??= 'production';
// Broken files are told in our own words; FFmpeg would say each damaged block to the terminal.
Log.setLevel(AV_LOG_FATAL);
