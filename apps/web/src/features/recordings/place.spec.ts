import { clockTime, exactClockTime, parseClockTime, placeOfAddress, recordingAddress } from './place';

const minute = 60_000;

describe('places in a recording', () => {
  it('hours stand only where there are any', () => {
    expect(clockTime(0)).toBe('0:00');
    expect(clockTime(12 * minute + 4_999)).toBe('12:04');
    expect(clockTime(72 * minute + 4_000)).toBe('1:12:04');
    expect(clockTime(-5)).toBe('0:00');
  });

  it('a tenth of a second is rounded and carried', () => {
    expect(exactClockTime(12 * minute + 4_349)).toBe('12:04.3');
    expect(exactClockTime(59_960)).toBe('1:00.0');
  });

  it('what people type is read, with either decimal sign', () => {
    expect(parseClockTime('1:12:04')).toBe(72 * minute + 4_000);
    expect(parseClockTime(' 72:04 ')).toBe(72 * minute + 4_000);
    expect(parseClockTime('0:04.3')).toBe(4_300);
    expect(parseClockTime('0:04,25')).toBe(4_250);
  });

  it('what is no place is none', () => {
    for (const text of ['', '12', '1:60', '1:60:00', 'a:bc', '-1:00', '1:2:3:4']) expect(parseClockTime(text)).toBeNull();
  });

  it('an exact place survives being shown and typed again', () => expect(parseClockTime(exactClockTime(4_324_700))).toBe(4_324_700));

  it('an address names a second of the recording, and nothing else is taken for one', () => {
    const of = (search: string) => placeOfAddress(new URLSearchParams(search));
    expect(of('at=4324')).toBe(4_324_000);
    expect(of('at=4324.25')).toBe(4_324_250);
    for (const search of ['', 'at=', 'at=-1', 'at=1e9', 'at=99999999']) expect(of(search)).toBeNull();
    expect(recordingAddress('r', 4_324_250)).toBe('/recordings/r?at=4324.25');
    expect(recordingAddress('r', 0)).toBe('/recordings/r?at=0');
    expect(recordingAddress('r')).toBe('/recordings/r');
  });
});
