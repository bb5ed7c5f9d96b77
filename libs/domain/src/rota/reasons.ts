import type { Move, Unmet, UnmetKind } from './answer';
import type { Ground } from './ground';
import { networkOf, type Network } from './network';
import { groundStage, type Aim, type Plan } from './plan';
import type { Stage } from './stage';

const KINDS: Record<Aim, UnmetKind> = { sum: 'sum', exposure: 'exposure', sharing: 'sharing', draw: 'draw' };

/** For each trainee, why each wish better than what they got was not met: what is the case, or what meeting it would cost the plan as a whole. */
export function reasonsOf(ground: Ground, plan: Plan): Unmet[][] {
  const weekAt = new Map(ground.weeks.map(({ id }, week) => [id, week]));
  const beyond = beyondWorst(ground, plan);
  return ground.trainees.map(({ ranked, impossible }, trainee) => {
    const bin = plan.bins[trainee]!;
    const got = bin < ground.weeks.length ? ground.ranks[trainee]![bin]! : Infinity;
    const better = ranked.slice(0, got === Infinity ? undefined : got - 1).filter((weekId) => !impossible.includes(weekId));
    return better.map((weekId): Unmet => {
      const rank = ranked.indexOf(weekId) + 1;
      const week = weekAt.get(weekId);
      if (week === undefined) return { weekId, rank, kind: ground.shut.get(weekId) ?? 'closed', chain: [], loss: null };
      return { weekId, rank, ...costOfWish(ground, plan, beyond, trainee, week) };
    });
  });
}

/** The first aim by which the plan with this wish met would be worse. */
function costOfWish(ground: Ground, plan: Plan, beyond: () => { stage: Stage; network: Network }, trainee: number, week: number): Pick<Unmet, 'kind' | 'chain' | 'loss'> {
  const now = plan.bins[trainee]!;
  for (const { aim, stage, network } of plan.aims) {
    const loss = lossOf(stage, network, trainee, now, week);
    const chain = () => network.chain(week, now).map((move) => named(ground, move));
    if (loss === Infinity) break;
    if (loss > 0 || aim === 'draw') return { kind: KINDS[aim], chain: chain(), loss: aim === 'sum' ? loss : 0 };
  }
  const { network } = beyond();
  return { kind: 'worst', chain: network.chain(week, now).map((move) => named(ground, move)), loss: null };
}

/** By how much the best plan in which the trainee has this week costs more: the trainee's own change, and the cheapest chain that makes room. */
function lossOf({ options }: Stage, network: Network, trainee: number, now: number, week: number): number {
  const cost = (bin: number) => options[trainee]!.find((option) => option.bin === bin)?.cost ?? Infinity;
  return cost(week) - cost(now) + network.distance(week, now);
}

/** How trainees could move if they might be worse off than the worst is now, by as few ranks as possible. Made when it is asked for: seldom. */
function beyondWorst(ground: Ground, { placed, worst, bins }: Plan): () => { stage: Stage; network: Network } {
  let made: { stage: Stage; network: Network } | undefined;
  return () => {
    if (made !== undefined) return made;
    const all = groundStage(ground, placed, Infinity);
    const excess = (trainee: number, bin: number) => (bin < ground.weeks.length ? Math.max(0, ground.ranks[trainee]![bin]! - worst) : 0);
    const stage = { ...all, options: all.options.map((options, trainee) => options.map(({ bin }) => ({ bin, cost: excess(trainee, bin) }))) };
    return (made = { stage, network: networkOf(stage, bins) });
  };
}

function named({ trainees, weeks, ranks }: Ground, { trainee, from, to }: { trainee: number; from: number; to: number }): Move {
  const rank = (bin: number) => (bin < weeks.length ? ranks[trainee]![bin]! : null);
  return { personId: trainees[trainee]!.id, fromRank: rank(from), toRank: rank(to), fromWeekId: weeks[from]?.id ?? null, toWeekId: weeks[to]?.id ?? null };
}
