import { useMediaQuery } from '@mantine/hooks';
import { useState, type ReactNode } from 'react';
import { DataRows } from './data-rows';
import { Icon } from './icon';
import { ScrollRegion } from './scroll-region';
import styles from './data-table.module.css';

export interface Column<Row> {
  key: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** Numbers stand right, in figures of equal width. */
  numeric?: boolean;
  /** What the column sorts by; without it the column does not sort. */
  sortBy?: (row: Row) => number | string;
  /** On a phone the content stands below its header, over the whole width. */
  wide?: boolean;
  /** Any CSS width; the widest column usually has none. */
  width?: string;
}

export interface Sorting {
  column: string;
  descending: boolean;
}

export interface DataTableProps<Row> {
  /** Names the table for people who hear it. */
  label: string;
  /** The first column names its row. */
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
  /** On a phone: each row as a small list (`stack`), or the table in a region that scrolls sideways. */
  onPhone?: 'stack' | 'scroll';
  initialSorting?: Sorting;
  /** Shown instead of the table when there are no rows. */
  empty?: ReactNode;
}

function sorted<Row>(rows: Row[], columns: Column<Row>[], sorting: Sorting | undefined): Row[] {
  const by = columns.find((column) => column.key === sorting?.column)?.sortBy;
  if (!by || !sorting) return rows;
  const order = (a: Row, b: Row) => {
    const [left, right] = [by(a), by(b)];
    const compared = typeof left === 'string' && typeof right === 'string' ? left.localeCompare(right) : Number(left) - Number(right);
    return sorting.descending ? -compared : compared;
  };
  return [...rows].sort(order);
}

function HeaderCell<Row>({ column, sorting, onSort }: { column: Column<Row>; sorting: Sorting | undefined; onSort: (key: string) => void }) {
  const active = sorting?.column === column.key;
  const direction = active ? (sorting.descending ? 'descending' : 'ascending') : undefined;
  return (
    <th scope="col" className={column.numeric ? styles.numeric : undefined} style={{ width: column.width }} aria-sort={direction}>
      {column.sortBy ? (
        <button type="button" className={styles.sort} onClick={() => onSort(column.key)}>
          {column.header}
          <Icon name={direction === 'descending' ? 'chevron-down' : 'chevron-up'} size={14} className={active ? undefined : styles.idle} />
        </button>
      ) : (
        column.header
      )}
    </th>
  );
}

/** Rows to read and compare: dense on a desktop, stacked or scrolling on a phone. */
export function DataTable<Row>({ label, columns, rows, rowKey, onPhone = 'stack', initialSorting, empty }: DataTableProps<Row>) {
  const [sorting, setSorting] = useState(initialSorting);
  const phone = useMediaQuery('(max-width: 48em)') ?? false;
  const sort = (key: string) => setSorting((now) => ({ column: key, descending: now?.column === key ? !now.descending : false }));
  const shown = sorted(rows, columns, sorting);

  if (rows.length === 0 && empty) return empty;
  if (phone && onPhone === 'stack') return <DataRows label={label} columns={columns} rows={shown} rowKey={rowKey} />;
  return (
    <ScrollRegion label={label}>
      <table className={styles.table} aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <HeaderCell key={column.key} column={column} sorting={sorting} onSort={sort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column, index) =>
                index === 0 ? (
                  <th key={column.key} scope="row">
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.key} className={column.numeric ? styles.numeric : undefined}>
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
