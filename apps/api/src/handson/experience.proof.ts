import type { PersonName } from '@seldinger/contract';
import { countExperience, experienceTable, localDate, NEEDED, PROCEDURES, type EntryTally, type ExperienceRow, type ExperienceSum } from '@seldinger/domain';
import { csvOf } from '../platform/csv';
import { PdfPaper, type PdfRow } from '../platform/pdf';
import type { EditionRow } from '../programme';
import type { SignedRow, SignerRow } from './experience.queries';
import { EXPERIENCE_WORDS } from './experience.words';

export type Language = 'en' | 'it';
export type Proof = {
  language: Language;
  holder: PersonName;
  edition: Pick<EditionRow, 'name' | 'startsOn' | 'endsOn' | 'timeZone'>;
  now: Date;
  tallies: readonly EntryTally[];
  signers: readonly SignerRow[];
};

const PROCEDURE = new Map(PROCEDURES.map((one) => [one.key, one]));
const nameOf = ({ givenName, familyName }: { givenName: string; familyName: string }): string => `${givenName} ${familyName}`;

/** The proof of experience as the board wants to have it on paper: figures, who signed, and lines for the hands. */
export async function proofPdf(proof: Proof): Promise<Buffer> {
  const { language, holder, edition, signers } = proof;
  const words = EXPERIENCE_WORDS[language];
  const footer = (page: number, of: number): string => `${nameOf(holder)}  ·  ${edition.name}  ·  ${words.page(page, of)}`;
  return PdfPaper.make({ title: `${words.title}: ${nameOf(holder)}`, language, footer }, (paper) => {
    paper.heading(1, words.title);
    paper.paragraph(words.lead, { quiet: true });
    paper.paragraph(`${words.holder}: ${nameOf(holder)}`);
    paper.paragraph(`${words.edition}: ${edition.name}, ${words.period(day(edition.startsOn, language), day(edition.endsOn, language))}`);
    paper.paragraph(words.asOf(day(localDate(proof.now.getTime(), edition.timeZone), language), signers.reduce((sum, { entries }) => sum + entries, 0)));
    paper.heading(2, words.byChapter);
    paper.table({ title: words.byChapter, head: words.head, rows: chapterRows(proof), widths: [34, 18, 15, 18, 15] });
    paper.paragraph(words.confirm(NEEDED.firstOperator, NEEDED.firstOperatorVascular), { quiet: true });
    paper.heading(2, words.signers);
    if (signers.length === 0) paper.paragraph(words.nobody);
    else paper.table({ title: words.signers, head: words.signersHead, rows: signers.map((signer) => ({ cells: [nameOf(signer), String(signer.entries), String(signer.firstOperator)] })), widths: [52, 20, 28] });
    // Nobody signs on a page without the words that they sign.
    paper.heading(2, words.statementHead, 120);
    paper.paragraph(words.statement);
    paper.signatures(words.signatures);
  });
}

/** The same figures for a spreadsheet, after every signed entry. Italian spreadsheets part their columns by semicolons. */
export function proofCsv(proof: Proof, entries: readonly SignedRow[]): string {
  const { language, holder, edition } = proof;
  const words = EXPERIENCE_WORDS[language];
  const summary = chapterRows(proof).map(({ cells }) => [cells[0]!, ...cells.slice(1).map((cell) => (cell === '' ? null : Number(cell)))]);
  const rows = [
    words.columns,
    ...entries.map((entry) => entryCells(entry, proof)),
    [],
    [words.holder, nameOf(holder)],
    [words.edition, edition.name, words.period(edition.startsOn, edition.endsOn)],
    words.head,
    ...summary,
    [words.confirm(NEEDED.firstOperator, NEEDED.firstOperatorVascular)],
    [],
    words.signersHead,
    ...proof.signers.map((signer) => [nameOf(signer), signer.entries, signer.firstOperator]),
  ];
  return csvOf(rows, language === 'it' ? ';' : ',');
}

/** The name under which the file is kept. */
export function proofFile({ language, holder }: Pick<Proof, 'language' | 'holder'>, extension: 'pdf' | 'csv'): string {
  return `${EXPERIENCE_WORDS[language].file}, ${holder.familyName} ${holder.givenName}.${extension}`;
}

function chapterRows({ language, tallies }: Proof): PdfRow[] {
  const words = EXPERIENCE_WORDS[language];
  const { rows, vascular, all } = experienceTable(countExperience(tallies).procedures);
  const label = ({ chapter, vascular: isVascular }: ExperienceRow): string => (chapter !== 'oncology' ? words.chapter[chapter] : isVascular ? words.arterialOncology : words.otherOncology);
  const cells = (name: string, { supervised, performed, firstOperator }: ExperienceSum, needed: number | null): string[] => [name, String(supervised), String(performed), String(firstOperator), needed === null ? '' : String(needed)];
  const rowsOf = (which: boolean): PdfRow[] => rows.filter((row) => row.vascular === which).map((row) => ({ cells: cells(label(row), row, null) }));
  return [
    ...rowsOf(true),
    { cells: cells(words.vascularTotal, vascular, NEEDED.firstOperatorVascular), strong: true },
    ...rowsOf(false),
    { cells: cells(words.total, all, NEEDED.firstOperator), strong: true },
  ];
}

function entryCells(entry: SignedRow, { language, edition }: Proof): (string | number | null)[] {
  const words = EXPERIENCE_WORDS[language];
  const procedure = PROCEDURE.get(entry.procedure);
  return [
    entry.performedOn,
    procedure ? words.chapter[procedure.chapter] : null,
    procedure?.[language] ?? entry.procedure,
    words.role[entry.role],
    entry.access && words.access[entry.access],
    entry.outcome && words.outcome[entry.outcome],
    entry.complication,
    entry.fluoroscopySeconds,
    entry.doseAreaProduct,
    entry.airKerma,
    entry.note,
    entry.signedBy,
    localDate(entry.signedAt.getTime(), edition.timeZone),
    entry.entrustment,
  ];
}

const day = (date: string, language: Language): string => new Intl.DateTimeFormat(language === 'it' ? 'it-IT' : 'en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`));
