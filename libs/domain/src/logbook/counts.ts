import { CHAPTERS, PROCEDURES, type Chapter } from './catalogue';

/** What the trainee did, from least to most. */
export const LOGBOOK_ROLES = ['observed', 'assisted', 'supervised', 'performed'] as const;
export type LogbookRoleName = (typeof LOGBOOK_ROLES)[number];
export type RoleCounts = Record<LogbookRoleName, number>;
/** How many entries of one procedure, role and state there are. Returned ones are nobody's experience. */
export type EntryTally = { procedure: string; role: LogbookRoleName; state: 'waiting' | 'signed'; count: number };
export type Counted = { signed: RoleCounts; waiting: number };
export type ExperienceCounts = {
  chapters: (Counted & { chapter: Chapter })[];
  procedures: (Counted & { procedure: string })[];
  firstOperator: number;
  firstOperatorVascular: number;
};

/** What the European board asked for when this was written; older public pages, to be confirmed before anybody relies on it. */
export const NEEDED = { firstOperator: 250, firstOperatorVascular: 150 } as const;

/** Procedures of oncology that go through an artery; those of the portal vein and of the needle do not count. */
const VASCULAR_ONCOLOGY = new Set(['tace', 'tare-workup', 'tare']);
const VASCULAR_CHAPTERS: ReadonlySet<Chapter> = new Set(['access', 'arterial', 'aorta', 'embolisation', 'venous']);
const CHAPTER_OF = new Map(PROCEDURES.map(({ key, chapter }) => [key, chapter]));

/** Whether the board counts this procedure of the catalogue among the vascular ones. */
export function isVascular(procedureKey: string): boolean {
  const chapter = CHAPTER_OF.get(procedureKey);
  return chapter !== undefined && (VASCULAR_CHAPTERS.has(chapter) || VASCULAR_ONCOLOGY.has(procedureKey));
}

/** Whether who had this role was the first operator: alone or under supervision. */
export function firstOperator(role: LogbookRoleName): boolean {
  return role === 'supervised' || role === 'performed';
}

/** How many of these signed entries were done as first operator. */
export function firstOperatorOf(signed: RoleCounts): number {
  return signed.supervised + signed.performed;
}

/** Every chapter, and every procedure that has an entry, in the catalogue's order. Keys that the catalogue does not know count nowhere. */
export function countExperience(tallies: readonly EntryTally[]): ExperienceCounts {
  const byProcedure = new Map<string, Counted>();
  for (const tally of tallies) {
    const counted = byProcedure.get(tally.procedure) ?? empty();
    byProcedure.set(tally.procedure, add(counted, tally.state === 'signed' ? { signed: { ...empty().signed, [tally.role]: tally.count }, waiting: 0 } : { ...empty(), waiting: tally.count }));
  }
  const procedures = PROCEDURES.flatMap(({ key, chapter }) => {
    const counted = byProcedure.get(key);
    return counted ? [{ procedure: key, chapter, ...counted }] : [];
  });
  const firstOperators = (which: (procedure: string) => boolean): number => procedures.filter(({ procedure }) => which(procedure)).reduce((sum, { signed }) => sum + firstOperatorOf(signed), 0);
  return {
    chapters: CHAPTERS.map((chapter) => ({ chapter, ...procedures.filter((one) => one.chapter === chapter).reduce<Counted>(add, empty()) })),
    procedures: procedures.map(({ procedure, signed, waiting }) => ({ procedure, signed, waiting })),
    firstOperator: firstOperators(() => true),
    firstOperatorVascular: firstOperators(isVascular),
  };
}

export type ExperienceRow = { chapter: Chapter; vascular: boolean; supervised: number; performed: number; firstOperator: number };
export type ExperienceSum = Omit<ExperienceRow, 'chapter' | 'vascular'>;

/** The proof's table: what was done as first operator by chapter, the vascular part first. A chapter of both kinds stands in both, so that the rows add up to their sums. */
export function experienceTable(procedures: ExperienceCounts['procedures']): { rows: ExperienceRow[]; vascular: ExperienceSum; all: ExperienceSum } {
  const rows = [true, false].flatMap((vascular) =>
    CHAPTERS.filter((chapter) => PROCEDURES.some((one) => one.chapter === chapter && isVascular(one.key) === vascular)).map((chapter) => {
      const those = procedures.filter(({ procedure }) => CHAPTER_OF.get(procedure) === chapter && isVascular(procedure) === vascular);
      return { chapter, vascular, ...sumOf(those.map(({ signed }) => ({ supervised: signed.supervised, performed: signed.performed, firstOperator: firstOperatorOf(signed) }))) };
    }),
  );
  return { rows, vascular: sumOf(rows.filter((row) => row.vascular)), all: sumOf(rows) };
}

function sumOf(parts: readonly ExperienceSum[]): ExperienceSum {
  const sum = (of: keyof ExperienceSum): number => parts.reduce((total, part) => total + part[of], 0);
  return { supervised: sum('supervised'), performed: sum('performed'), firstOperator: sum('firstOperator') };
}

const empty = (): Counted => ({ signed: { observed: 0, assisted: 0, supervised: 0, performed: 0 }, waiting: 0 });

function add(left: Counted, right: Counted): Counted {
  const signed = Object.fromEntries(LOGBOOK_ROLES.map((role) => [role, left.signed[role] + right.signed[role]])) as RoleCounts;
  return { signed, waiting: left.waiting + right.waiting };
}
