import PDFDocument from 'pdfkit';

const FONTS = { regular: require.resolve('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf'), bold: require.resolve('@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf') };
const MARGIN = 56;
const INK = '#10202B';
const QUIET = '#52626E';
const RULE = '#C3CBD1';
const PADDING = 4;

type Structure = PDFKit.PDFStructureElement;
/** pdfkit knows the scope of a head cell, its types do not. */
type CellOptions = PDFKit.Mixins.StructureElementOptions & { scope?: 'Column' | 'Row' };
export type PdfRow = { cells: readonly string[]; strong?: boolean };
export type PdfTable = {
  /** Said to screen readers, and not printed. */
  title: string;
  head: readonly string[];
  rows: readonly PdfRow[];
  /** Shares of the width; the first column stands on the left, the others hold figures. */
  widths: readonly number[];
};
export type PdfInfo = { title: string; language: string; footer: (page: number, of: number) => string };

/** A4 pages with a structure that screen readers follow, in a typeface that has every European letter; written from top to bottom. */
export class PdfPaper {
  private readonly doc: PDFKit.PDFDocument;
  private readonly root: Structure;

  private constructor(private readonly info: PdfInfo) {
    this.doc = new PDFDocument({
      size: 'A4',
      margin: MARGIN,
      bufferPages: true,
      pdfVersion: '1.7',
      tagged: true,
      lang: info.language,
      displayTitle: true,
      info: { Title: info.title },
      font: FONTS.regular,
    });
    this.doc.registerFont('regular', FONTS.regular).registerFont('bold', FONTS.bold);
    this.root = this.doc.struct('Document', { lang: info.language });
    this.doc.addStructure(this.root);
  }

  /** The file of what `write` puts on the paper. */
  static async make(info: PdfInfo, write: (paper: PdfPaper) => void): Promise<Buffer> {
    const paper = new PdfPaper(info);
    const chunks: Buffer[] = [];
    const done = new Promise<void>((resolve, reject) => {
      paper.doc.on('data', (chunk: Buffer) => chunks.push(chunk));
      paper.doc.on('end', resolve);
      paper.doc.on('error', reject);
    });
    write(paper);
    paper.finish();
    await done;
    return Buffer.concat(chunks);
  }

  /** @param keep how much of what follows has to stand on the same page */
  heading(level: 1 | 2, text: string, keep = 60): void {
    this.room(keep + 36);
    if (level === 2) this.doc.y += 16;
    this.add(`H${level}`, () => this.style('bold', level === 1 ? 20 : 13, INK).text(text, MARGIN, this.doc.y, { width: this.width }));
    this.doc.y += level === 1 ? 8 : 4;
  }

  paragraph(text: string, { quiet = false } = {}): void {
    const size = quiet ? 9 : 10;
    this.style('regular', size, INK);
    this.room(this.doc.heightOfString(text, { width: this.width, lineGap: 2 }));
    this.add('P', () => this.style('regular', size, quiet ? QUIET : INK).text(text, MARGIN, this.doc.y, { width: this.width, lineGap: 2 }));
    this.doc.y += 5;
  }

  /** Rows never break; the head is drawn again on each further page, for the eye alone. */
  table({ title, head, rows, widths }: PdfTable): void {
    const columns = this.columns(widths);
    const table = this.doc.struct('Table', { title });
    this.root.add(table);
    this.room(this.rowHeight(head, columns) + 40);
    table.add(this.row({ cells: head, strong: true }, columns, true));
    for (const row of rows) {
      if (this.room(this.rowHeight(row.cells, columns))) this.asArtifact(() => this.drawRow({ cells: head, strong: true }, columns));
      table.add(this.row(row, columns, false));
    }
    table.end();
    this.doc.y += 8;
  }

  /** Lines to write on by hand, side by side. */
  signatures(labels: readonly string[]): void {
    this.room(74);
    const gap = 28;
    const width = (this.width - gap * (labels.length - 1)) / labels.length;
    const y = this.doc.y + 48;
    this.asArtifact(() => labels.forEach((_, index) => this.line(MARGIN + index * (width + gap), y, width, INK)));
    labels.forEach((label, index) => this.add('P', () => this.style('regular', 9, QUIET).text(label, MARGIN + index * (width + gap), y + 5, { width })));
  }

  private get width(): number {
    return this.doc.page.width - 2 * MARGIN;
  }

  /** Begins a page where less than this is left of it; true when it did. */
  private room(height: number): boolean {
    if (this.doc.y + height <= this.doc.page.height - MARGIN) return false;
    this.doc.addPage();
    return true;
  }

  private style(font: 'regular' | 'bold', size: number, color: string): PDFKit.PDFDocument {
    return this.doc.font(font).fontSize(size).fillColor(color);
  }

  private add(type: string, draw: () => void): void {
    this.root.add(this.doc.struct(type, {}, draw));
  }

  private columns(widths: readonly number[]): { x: number; width: number }[] {
    const unit = this.width / widths.reduce((sum, width) => sum + width, 0);
    return widths.map((width, index) => ({ x: MARGIN + unit * widths.slice(0, index).reduce((sum, before) => sum + before, 0), width: width * unit }));
  }

  private rowHeight(cells: readonly string[], columns: readonly { width: number }[]): number {
    this.style('bold', 10, INK);
    return Math.max(...cells.map((cell, index) => this.doc.heightOfString(cell || ' ', { width: columns[index]!.width - PADDING }))) + 2 * PADDING;
  }

  private row(row: PdfRow, columns: readonly { x: number; width: number }[], head: boolean): Structure {
    const y = this.doc.y;
    const height = this.rowHeight(row.cells, columns);
    const cells = row.cells.map((cell, index) => {
      const options: CellOptions = head ? { scope: 'Column' } : index === 0 ? { scope: 'Row' } : {};
      return this.doc.struct(options.scope ? 'TH' : 'TD', options, () => this.cell({ text: cell, index, strong: row.strong ?? false }, columns[index]!, y));
    });
    // The line under the row is drawn first: the cells are drawn when the row is put into the table.
    this.asArtifact(() => this.line(MARGIN, y + height, this.width, RULE));
    const structure = this.doc.struct('TR', {}, cells);
    this.doc.y = y + height;
    return structure;
  }

  private drawRow({ cells, strong = false }: PdfRow, columns: readonly { x: number; width: number }[]): void {
    const y = this.doc.y;
    const height = this.rowHeight(cells, columns);
    cells.forEach((text, index) => this.cell({ text, index, strong }, columns[index]!, y));
    this.line(MARGIN, y + height, this.width, RULE);
    this.doc.y = y + height;
  }

  private cell({ text, index, strong }: { text: string; index: number; strong: boolean }, { x, width }: { x: number; width: number }, y: number): void {
    const below = this.doc.y;
    this.style(strong ? 'bold' : 'regular', 10, INK).text(text, x, y + PADDING, { width: width - PADDING, align: index === 0 ? 'left' : 'right', features: index === 0 ? [] : ['tnum'] });
    this.doc.y = below;
  }

  private line(x: number, y: number, width: number, color: string): void {
    this.doc.moveTo(x, y).lineTo(x + width, y).lineWidth(0.6).strokeColor(color).stroke();
  }

  /** What is no content: screen readers pass it over. */
  private asArtifact(draw: () => void): void {
    this.doc.markContent('Artifact', { type: 'Layout' });
    draw();
    this.doc.endMarkedContent();
  }

  private finish(): void {
    this.root.end();
    const { start, count } = this.doc.bufferedPageRange();
    for (let page = start; page < start + count; page++) {
      this.doc.switchToPage(page);
      // The footer stands in the margin, where text would begin a new page.
      this.doc.page.margins.bottom = 0;
      this.doc.markContent('Artifact', { type: 'Pagination', attached: ['Bottom'] });
      this.style('regular', 8, QUIET).text(this.info.footer(page - start + 1, count), MARGIN, this.doc.page.height - 36, { width: this.width, lineBreak: false });
      this.doc.endMarkedContent();
    }
    this.doc.end();
  }
}
