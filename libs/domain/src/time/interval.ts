/** A half-open span of time [start, end) in epoch milliseconds. One that does not end after it starts is empty. */
export type Interval = { start: number; end: number };

/** The time covered by at least one interval: sorted, disjoint, touching ones joined, empty ones dropped. */
export function union(intervals: readonly Interval[]): Interval[] {
  const sorted = intervals.filter(({ start, end }) => start < end).sort((a, b) => a.start - b.start);
  const merged: Interval[] = [];
  for (const { start, end } of sorted) {
    const last = merged.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  return merged;
}

/** The time covered by both sets, as `union` would give it. */
export function intersect(a: readonly Interval[], b: readonly Interval[]): Interval[] {
  const left = inOrder(a);
  const right = inOrder(b);
  const both: Interval[] = [];
  let i = 0;
  let j = 0;
  for (let x = left[i], y = right[j]; x && y; x = left[i], y = right[j]) {
    const start = Math.max(x.start, y.start);
    const end = Math.min(x.end, y.end);
    if (start < end) both.push({ start, end });
    if (x.end < y.end) i++;
    else j++;
  }
  return both;
}

/** The time covered by `a` and not by `b`, as `union` would give it. */
export function subtract(a: readonly Interval[], b: readonly Interval[]): Interval[] {
  const cuts = inOrder(b);
  const rest: Interval[] = [];
  let first = 0;
  for (const { start, end } of inOrder(a)) {
    let from = start;
    while (first < cuts.length && cuts[first]!.end <= from) first++;
    for (let i = first; i < cuts.length && cuts[i]!.start < end; i++) {
      const cut = cuts[i]!;
      if (from < cut.start) rest.push({ start: from, end: cut.start });
      from = Math.max(from, cut.end);
    }
    if (from < end) rest.push({ start: from, end });
  }
  return rest;
}

/** How many milliseconds the intervals cover; time covered twice counts once. */
export function totalMs(intervals: readonly Interval[]): number {
  return inOrder(intervals).reduce((sum, { start, end }) => sum + end - start, 0);
}

/** The same as `union`, without a copy where nothing has to change: most sets are results of the functions above. */
function inOrder(intervals: readonly Interval[]): readonly Interval[] {
  let reach = -Infinity;
  for (const { start, end } of intervals) {
    if (start >= end || start <= reach) return union(intervals);
    reach = end;
  }
  return intervals;
}
