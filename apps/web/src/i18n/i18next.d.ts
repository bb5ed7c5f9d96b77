import type account from './en/account.json';
import type attendance from './en/attendance.json';
import type common from './en/common.json';
import type credits from './en/credits.json';
import type errors from './en/errors.json';
import type handson from './en/handson.json';
import type identity from './en/identity.json';
import type live from './en/live.json';
import type logbook from './en/logbook.json';
import type notifications from './en/notifications.json';
import type people from './en/people.json';
import type programme from './en/programme.json';
import type recordings from './en/recordings.json';
import type requests from './en/requests.json';
import type shell from './en/shell.json';
import type suite from './en/suite.json';
import type today from './en/today.json';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: {
      account: typeof account;
      attendance: typeof attendance;
      common: typeof common;
      credits: typeof credits;
      errors: typeof errors;
      handson: typeof handson;
      identity: typeof identity;
      live: typeof live;
      logbook: typeof logbook;
      notifications: typeof notifications;
      people: typeof people;
      programme: typeof programme;
      recordings: typeof recordings;
      requests: typeof requests;
      shell: typeof shell;
      suite: typeof suite;
      today: typeof today;
    };
  }
}
