import 'reflect-metadata';
import { readConfig } from './platform/config';
import { migrate } from './platform/db';

/** Brings the database up to date and says what was run. */
migrate(readConfig(process.env).DATABASE_URL)
  .then((names) => console.log(names.length === 0 ? 'up to date' : names.join(', ')))
  .catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });
