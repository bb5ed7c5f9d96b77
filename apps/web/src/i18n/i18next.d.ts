import type account from './en/account.json';
import type attendance from './en/attendance.json';
import type common from './en/common.json';
import type credits from './en/credits.json';
import type errors from './en/errors.json';
import type identity from './en/identity.json';
import type live from './en/live.json';
import type notifications from './en/notifications.json';
import type people from './en/people.json';
import type programme from './en/programme.json';
import type recordings from './en/recordings.json';
import type shell from './en/shell.json';
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
      identity: typeof identity;
      live: typeof live;
      notifications: typeof notifications;
      people: typeof people;
      programme: typeof programme;
      recordings: typeof recordings;
      shell: typeof shell;
      today: typeof today;
    };
  }
}
