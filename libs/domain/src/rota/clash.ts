import type { Clash, ClashRule } from './answer';
import type { Ground } from './ground';
import type { Solve } from './program';

/** Trainees to whom the same weeks are open are one class, so that the program need not try one after the other. */
type Class = { members: number[]; weeks: number[] };

/** The smallest set of trainees who together have fewer places open to them than they are, and what keeps them out of the others. @throws Error when everybody can be placed */
export function clashOf(ground: Ground, solve: Solve): Clash {
  const crowd = smallestCrowd(ground, solve);
  const open = ground.weeks.filter((_, week) => crowd.some((trainee) => ground.ranks[trainee]![week]! > 0));
  return {
    personIds: crowd.map((trainee) => ground.trainees[trainee]!.id),
    weekIds: open.map(({ id }) => id),
    places: open.reduce((sum, { capacity }) => sum + capacity, 0),
    rules: rulesOf(ground, crowd, open.map(({ id }) => id)),
  };
}

function smallestCrowd(ground: Ground, solve: Solve): number[] {
  const classes = classesOf(ground);
  const answer = solve(programOf(classes, ground));
  if (answer === null) throw new Error('everybody can be placed');
  return classes.flatMap(({ members }, i) => members.slice(0, Math.round(answer.columns[`k${i}`]!))).sort((a, b) => a - b);
}

function classesOf({ ranks }: Ground): Class[] {
  const classes = new Map<string, Class>();
  for (const [trainee, own] of ranks.entries()) {
    const weeks = [...own.keys()].filter((week) => own[week]! > 0);
    const known = classes.get(weeks.join());
    if (known === undefined) classes.set(weeks.join(), { members: [trainee], weeks });
    else known.members.push(trainee);
  }
  return [...classes.values()];
}

/** `k`: how many of a class are in the set; `w`: whether a week is open to one of them. They are to be more than the places of those weeks. */
function programOf(classes: readonly Class[], { weeks }: Ground): string {
  const counts = classes.map((_, i) => `k${i}`);
  const used = [...new Set(classes.flatMap((one) => one.weeks))];
  const links = classes.flatMap(({ members, weeks: open }, i) => open.map((week) => `l${i}_${week}: k${i} - ${members.length} w${week} <= 0`));
  return [
    'min',
    `obj: ${counts.join('\n+ ')}`,
    'st',
    `more: ${counts.join('\n+ ')}${used.map((week) => `\n- ${weeks[week]!.capacity} w${week}`).join('')} >= 1`,
    ...links,
    'bounds',
    ...classes.map(({ members }, i) => `0 <= k${i} <= ${members.length}`),
    ...used.map((week) => `0 <= w${week} <= 1`),
    'general',
    ...counts,
    ...used.map((week) => `w${week}`),
    'end',
    '',
  ].join('\n');
}

/** What shuts the weeks that are not open to them: the week's own rule, or else that each of them calls it impossible. */
function rulesOf({ trainees, weeks, shut }: Ground, crowd: readonly number[], open: string[]): ClashRule[] {
  const ofWeeks = (['closed', 'lectures', 'past', 'given'] as const).map((kind): ClashRule => ({ kind, personId: null, weekIds: [...shut.keys()].filter((weekId) => shut.get(weekId) === kind) }));
  const elsewhere = weeks.filter(({ id }) => !open.includes(id)).map(({ id }) => id);
  const ofPersons = crowd.map((trainee): ClashRule => ({ kind: 'impossible', personId: trainees[trainee]!.id, weekIds: elsewhere }));
  const rules: ClashRule[] = [...ofPersons, ...ofWeeks, { kind: 'capacity', personId: null, weekIds: open }];
  return rules.filter(({ weekIds }) => weekIds.length > 0);
}
