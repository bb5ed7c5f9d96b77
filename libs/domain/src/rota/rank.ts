/** The rank a week has for a trainee: that of the wish; a week that is merely possible comes behind the last wish; null for an impossible one. */
export function rankOf(trainee: { ranked: readonly string[]; impossible: readonly string[] }, weekId: string): number | null {
  if (trainee.impossible.includes(weekId)) return null;
  const at = trainee.ranked.indexOf(weekId);
  return at < 0 ? trainee.ranked.length + 1 : at + 1;
}
