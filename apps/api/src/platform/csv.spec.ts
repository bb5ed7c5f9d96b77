import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { csvOf } from './csv';

it('is read back by another program as it was written, whatever the cells hold', () => {
  const cell = fc.string({ unit: 'binary' }).filter((text) => !/^\s*[=+\-@\t\r]/u.test(text) && !text.includes('\uFEFF'));
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 }), fc.constantFrom(',' as const, ';' as const), (rows, separator) => {
      const read: string[][] = parse(csvOf(rows, separator), { bom: true, delimiter: separator, record_delimiter: '\r\n', relax_column_count: true });
      expect(read).toEqual(rows);
    }),
    { seed: 7 },
  );
});

it('never holds a cell of text that a spreadsheet would run', () => {
  for (const text of ['=1+1', '+1', '-1', '@sum', '\t=1', '\r=1', '  =1', '\n=1']) expect(csvOf([[text, 'x']]).slice(1)).toMatch(/^"?'/);
  expect(csvOf([[-1, null, 'a']])).toBe('\uFEFF-1,,a\r\n');
});
