import { CHAPTERS, PROCEDURE_KEYS, PROCEDURES } from './catalogue';
import { countExperience, experienceTable, firstOperator, firstOperatorOf, isVascular, NEEDED, type EntryTally } from './counts';

it('counts as vascular all of access, arteries, aorta, embolisation and veins, and the arterial part of oncology', () => {
  const vascular = PROCEDURES.filter(({ key }) => isVascular(key));
  expect(new Set(vascular.map(({ chapter }) => chapter))).toEqual(new Set(['access', 'arterial', 'aorta', 'embolisation', 'venous', 'oncology']));
  expect(vascular.filter(({ chapter }) => chapter === 'oncology').map(({ key }) => key)).toEqual(['tace', 'tare-workup', 'tare']);
  for (const chapter of ['access', 'arterial', 'aorta', 'embolisation', 'venous']) expect(PROCEDURES.filter((one) => one.chapter === chapter).every(({ key }) => isVascular(key))).toBe(true);
  expect(isVascular('appendectomy')).toBe(false);
});

it('counts as first operator who performed, also under supervision', () => {
  expect((['observed', 'assisted', 'supervised', 'performed'] as const).map(firstOperator)).toEqual([false, false, true, true]);
  expect(firstOperatorOf({ observed: 1, assisted: 2, supervised: 4, performed: 8 })).toBe(12);
  expect(NEEDED).toEqual({ firstOperator: 250, firstOperatorVascular: 150 });
});

it('gives every chapter, and only procedures with entries, in the order of the catalogue', () => {
  const tallies: EntryTally[] = [
    { procedure: 'biopsy-ct', role: 'performed', state: 'signed', count: 3 },
    { procedure: 'tace', role: 'supervised', state: 'signed', count: 5 },
    { procedure: 'tace', role: 'performed', state: 'waiting', count: 7 },
    { procedure: 'pve', role: 'performed', state: 'signed', count: 2 },
    { procedure: 'tace', role: 'observed', state: 'signed', count: 1 },
    { procedure: 'gone-from-the-catalogue', role: 'performed', state: 'signed', count: 100 },
  ];
  const { chapters, procedures, ...sums } = countExperience(tallies);
  expect(chapters.map(({ chapter }) => chapter)).toEqual([...CHAPTERS]);
  expect(procedures.map(({ procedure }) => procedure)).toEqual(PROCEDURE_KEYS.filter((key) => ['tace', 'pve', 'biopsy-ct'].includes(key)));
  expect(procedures[0]).toEqual({ procedure: 'tace', signed: { observed: 1, assisted: 0, supervised: 5, performed: 0 }, waiting: 7 });
  expect(chapters.find(({ chapter }) => chapter === 'oncology')).toEqual({ chapter: 'oncology', signed: { observed: 1, assisted: 0, supervised: 5, performed: 2 }, waiting: 7 });
  expect(sums).toEqual({ firstOperator: 10, firstOperatorVascular: 5 });
});

it('adds up nothing to nothing', () => {
  const { chapters, procedures, firstOperator: all, firstOperatorVascular } = countExperience([]);
  expect([chapters.length, procedures, all, firstOperatorVascular]).toEqual([CHAPTERS.length, [], 0, 0]);
});

it('proves experience in rows that add up, the vascular part of oncology apart from the rest', () => {
  const tallies = (['performed', 'supervised', 'assisted'] as const).flatMap((role): EntryTally[] => ['tace', 'pve', 'evar', 'abscess'].map((procedure, index) => ({ procedure, role, state: 'signed', count: index + 1 })));
  const counts = countExperience(tallies);
  const { rows, vascular, all } = experienceTable(counts.procedures);
  expect(rows.map(({ chapter, vascular: isOne }) => `${chapter} ${isOne}`)).toEqual(['access true', 'arterial true', 'aorta true', 'embolisation true', 'venous true', 'oncology true', 'oncology false', 'non-vascular false']);
  expect(rows.filter(({ chapter }) => chapter === 'oncology')).toMatchObject([{ supervised: 1, performed: 1, firstOperator: 2 }, { supervised: 2, performed: 2, firstOperator: 4 }]);
  expect([vascular.firstOperator, all.firstOperator]).toEqual([counts.firstOperatorVascular, counts.firstOperator]);
  expect(all).toEqual({ supervised: 10, performed: 10, firstOperator: 20 });
});
