import type { Column } from './data-table';
import styles from './data-table.module.css';

interface DataRowsProps<Row> {
  label: string;
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
}

/** A table's rows on a phone: the first column as the title, every other as a line with its header. */
export function DataRows<Row>({ label, columns, rows, rowKey }: DataRowsProps<Row>) {
  const [title, ...rest] = columns;
  return (
    <ul className={styles.rows} aria-label={label}>
      {rows.map((row) => (
        <li key={rowKey(row)}>
          {title && <div className={styles.rowTitle}>{title.cell(row)}</div>}
          <dl>
            {rest.map((column) => (
              <div key={column.key} className={column.wide ? styles.wide : undefined}>
                <dt>{column.header}</dt>
                <dd className={column.numeric ? styles.numeric : undefined}>{column.cell(row)}</dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}
