/** As many trainees as possible, each in one of the weeks open to them. `crowd`: trainees who show that there can be no more. */
export type Matching = { placed: number; weekOf: (number | null)[]; crowd: number[] };

/** Places trainees one by one; where all weeks are full somebody is moved on to make room. */
export function matching(open: readonly (readonly number[])[], capacity: readonly number[]): Matching {
  const weekOf: (number | null)[] = open.map(() => null);
  const inWeek: number[][] = capacity.map(() => []);
  let seen = new Set<number>();
  const place = (trainee: number): boolean => {
    for (const week of open[trainee]!) {
      if (seen.has(week)) continue;
      seen.add(week);
      const there = inWeek[week]!;
      const at = there.length < capacity[week]! ? there.length : there.findIndex(place);
      if (at < 0) continue;
      there[at] = trainee;
      weekOf[trainee] = week;
      return true;
    }
    return false;
  };
  const crowd = new Set<number>();
  for (const trainee of open.keys()) {
    seen = new Set();
    place(trainee);
  }
  for (const trainee of open.keys()) {
    if (weekOf[trainee] === null) join(trainee);
  }
  /** Whoever could have taken the place of one who has none. */
  function join(trainee: number): void {
    if (crowd.has(trainee)) return;
    crowd.add(trainee);
    for (const week of open[trainee]!) inWeek[week]!.forEach(join);
  }
  return { placed: weekOf.filter((week) => week !== null).length, weekOf, crowd: [...crowd] };
}

/** No more than this many can be placed, seen from any one set of trainees: those outside it, and as many of it as there are places open to them. */
export function atMostPlaced(open: readonly (readonly number[])[], capacity: readonly number[], crowd: readonly number[]): number {
  const weeks = new Set(crowd.flatMap((trainee) => open[trainee]!));
  const places = [...weeks].reduce((sum, week) => sum + capacity[week]!, 0);
  return open.length - crowd.length + Math.min(crowd.length, places);
}
