import type { WeekChange } from '@seldinger/contract/api';

type PlannedKeys = WeekChange['planned'];

/** Keys as the API names them; those of the page come from the catalogue, or from the API itself. */
export const plannedKeys = (keys: readonly string[]): PlannedKeys => [...keys] as PlannedKeys;
