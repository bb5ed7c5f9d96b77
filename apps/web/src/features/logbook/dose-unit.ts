import { useState } from 'react';
import { DOSE_UNITS, type DoseUnit } from './units';

const key = 'seldinger.dose-unit';

function kept(): DoseUnit {
  const unit = localStorage.getItem(key);
  return DOSE_UNITS.find((each) => each === unit) ?? 'Gycm2';
}

/** The unit of the consoles that this reader works at, kept on this device. */
export function useDoseUnit(): [DoseUnit, (unit: DoseUnit) => void] {
  const [unit, setUnit] = useState(kept);
  const choose = (next: DoseUnit) => {
    localStorage.setItem(key, next);
    setUnit(next);
  };
  return [unit, choose];
}
