/** A module with its hands-on weight, and what the trainee's other signed weeks have given it, in minutes. */
export type HandsonModule = { id: string; weight: number; given: number };
export type HandsonShare = { moduleId: string; minutes: number; weight: number };

/**
 * Shares the minutes of a signed week out over the modules that have hands-on weight, in proportion to it, in whole minutes:
 * each minute goes to the module that is furthest behind its proportion, counting what other signed weeks have given (the
 * first of those that are level). So the rounding is that of all weeks together and not of each: whatever parts 42 h come in,
 * they fill every module to the minute, while weeks that are rounded alone could give one module a minute too many, which
 * counts for nothing, and another one too few. No share is negative, which differences of largest remainders could be, and
 * after a week is taken back the next one makes up for it.
 */
export function shareOut(minutes: number, modules: readonly HandsonModule[]): HandsonShare[] {
  const weighed = modules.filter(({ weight }) => weight > 0);
  if (weighed.length === 0) return [];
  const has = weighed.map(({ given }) => given);
  for (let left = minutes; left > 0; left--) has[furthestBehind(weighed, has)]! += 1;
  return weighed.map(({ id, weight, given }, i) => ({ moduleId: id, minutes: has[i]! - given, weight }));
}

/** The module with the greatest weight for each half minute more than it has. */
function furthestBehind(modules: readonly HandsonModule[], has: readonly number[]): number {
  let best = 0;
  for (let i = 1; i < modules.length; i++) {
    if (modules[i]!.weight * (2 * has[best]! + 1) > modules[best]!.weight * (2 * has[i]! + 1)) best = i;
  }
  return best;
}
