/** Excel and its like run a cell that begins with one of these. */
const EXECUTES = /^\s*[=+\-@\t\r]/u;

/** One table as a file that spreadsheets open as it is: UTF-8 with its mark, lines ended as the standard has it, no cell that runs. */
export function csvOf(rows: readonly (readonly (string | number | null)[])[], separator: ',' | ';' = ','): string {
  return `\uFEFF${rows.map((row) => `${row.map((cell) => csvCell(cell, separator)).join(separator)}\r\n`).join('')}`;
}

function csvCell(cell: string | number | null, separator: string): string {
  if (cell === null) return '';
  // A number of ours may be below zero; only text is somebody's to choose.
  const text = typeof cell === 'number' ? String(cell) : EXECUTES.test(cell) ? `'${cell}` : cell;
  return text.includes(separator) || /["\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
