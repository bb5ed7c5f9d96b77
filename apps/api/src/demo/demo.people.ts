import type { EditionRole } from '@seldinger/contract';

/** How a trainee gets on: hardly ever away, in danger of losing credit, or away more often than not. */
export type Fate = 'steady' | 'at-risk' | 'often-away';
export type DemoPerson = { givenName: string; familyName: string; locale: 'en' | 'it'; timeZone: string };

/** One word for all of them; a demo has no secrets. */
export const PASSWORD = 'embolisation';

const person = (givenName: string, familyName: string, timeZone = 'Europe/Rome', locale: 'en' | 'it' = 'it'): DemoPerson => ({ givenName, familyName, timeZone, locale });

export const DIRECTOR = person('Laura', 'Ferri', 'Europe/Rome', 'en');
export const ADMINISTRATOR = person('Davide', 'Neri', 'Europe/Rome', 'en');
export const STAFF = [person('Silvia', 'Moretti', 'Europe/Rome', 'en'), person('Luca', 'Gallo')];
export const SUPERVISORS = [person('Andrea', 'Colombo', 'Europe/Rome', 'en'), person('Marta', 'Riva')];

/** Each gives the lectures of a day, in turn; several come from other hospitals. */
export const TRAINERS = [
  person('Francesco', 'De Luca'),
  person('Ingrid', 'Solberg', 'Europe/Oslo', 'en'),
  person('Marco', 'Santoro'),
  person('Hannah', 'Vogel', 'Europe/Berlin', 'en'),
  person('Chiara', 'Fontana'),
  person('James', 'Whitfield', 'Europe/London', 'en'),
  person('Roberto', 'Leone'),
  person('Claire', 'Dubois', 'Europe/Paris', 'en'),
  person('Giorgio', 'Mancini'),
  person('Núria', 'Ferrer', 'Europe/Madrid', 'en'),
  person('Teresa', 'Caruso'),
  person('Paolo', 'Rinaldi', 'Europe/Rome', 'en'),
];

export const TRAINEES: readonly (DemoPerson & { fate: Fate })[] = [
  { ...person('Elena', 'Marchetti', 'Europe/Rome', 'en'), fate: 'steady' },
  { ...person('Giulia', 'Conti'), fate: 'steady' },
  { ...person('Sami', 'Haddad', 'Asia/Beirut', 'en'), fate: 'steady' },
  { ...person('Petra', 'Novak', 'Europe/Zagreb', 'en'), fate: 'steady' },
  { ...person('Chidi', 'Okafor', 'Africa/Lagos', 'en'), fate: 'steady' },
  { ...person('Joana', 'Silva', 'America/Sao_Paulo', 'en'), fate: 'steady' },
  { ...person('Anna', 'Weber', 'Europe/Vienna', 'en'), fate: 'at-risk' },
  { ...person('Deniz', 'Yilmaz', 'Europe/Istanbul', 'en'), fate: 'steady' },
  { ...person('Matteo', 'Barbieri'), fate: 'steady' },
  { ...person('Sofia', 'Ricci'), fate: 'steady' },
  { ...person('Alessandro', 'Greco'), fate: 'at-risk' },
  { ...person('Valentina', 'Serra'), fate: 'steady' },
  { ...person('Lorenzo', 'Pellegrini'), fate: 'steady' },
  { ...person('Beatrice', 'Villa'), fate: 'steady' },
  { ...person('Tommaso', 'Longo'), fate: 'often-away' },
  { ...person('Camilla', 'Ferraro'), fate: 'steady' },
  { ...person('Pablo', 'Navarro', 'Europe/Madrid', 'en'), fate: 'steady' },
  { ...person('Inês', 'Carvalho', 'Europe/Lisbon', 'en'), fate: 'steady' },
  { ...person('Dimitra', 'Papadaki', 'Europe/Athens', 'en'), fate: 'steady' },
  { ...person('Andrei', 'Ionescu', 'Europe/Bucharest', 'en'), fate: 'at-risk' },
  { ...person('Katarzyna', 'Zielińska', 'Europe/Warsaw', 'en'), fate: 'steady' },
  { ...person('Oliver', 'Hughes', 'Europe/London', 'en'), fate: 'steady' },
  { ...person('Mariam', 'Farouk', 'Africa/Cairo', 'en'), fate: 'steady' },
  { ...person('Luka', 'Kovač', 'Europe/Ljubljana', 'en'), fate: 'steady' },
];

/** givenname.familyname, in plain letters. */
export function emailOf({ givenName, familyName }: DemoPerson): string {
  const plain = (name: string): string => name.normalize('NFKD').toLowerCase().replace(/[^a-z]/g, '');
  return `${plain(givenName)}.${plain(familyName)}@example.org`;
}

/** Everyone with a role in the edition. */
export const CAST: readonly { person: DemoPerson; role: EditionRole }[] = [
  { person: DIRECTOR, role: 'director' },
  ...STAFF.map((one) => ({ person: one, role: 'staff' as const })),
  ...SUPERVISORS.map((one) => ({ person: one, role: 'supervisor' as const })),
  ...TRAINERS.map((one) => ({ person: one, role: 'trainer' as const })),
  ...TRAINEES.map((one) => ({ person: one, role: 'trainee' as const })),
];
