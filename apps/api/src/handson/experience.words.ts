import type { LogbookEntry } from '@seldinger/contract';
import type { Chapter, LogbookRoleName } from '@seldinger/domain';

type Language = 'en' | 'it';
type Words = {
  title: string;
  lead: string;
  holder: string;
  edition: string;
  period: (from: string, until: string) => string;
  asOf: (date: string, entries: number) => string;
  byChapter: string;
  head: [string, string, string, string, string];
  vascularTotal: string;
  total: string;
  arterialOncology: string;
  otherOncology: string;
  confirm: (all: number, vascular: number) => string;
  signers: string;
  signersHead: [string, string, string];
  nobody: string;
  statementHead: string;
  statement: string;
  signatures: [string, string];
  page: (page: number, of: number) => string;
  file: string;
  chapter: Record<Chapter, string>;
  role: Record<LogbookRoleName, string>;
  access: Record<NonNullable<LogbookEntry['access']>, string>;
  outcome: Record<NonNullable<LogbookEntry['outcome']>, string>;
  columns: string[];
};

/** What the proof of experience says, in the language it is asked for in: it goes to the board, whatever its holder reads. */
export const EXPERIENCE_WORDS: Record<Language, Words> = {
  en: {
    title: 'Proof of experience in interventional radiology',
    lead: 'Procedures as first operator, counted from the entries of the logbook that a supervisor has signed.',
    holder: 'Holder',
    edition: 'Edition',
    period: (from, until) => `${from} to ${until}`,
    asOf: (date, entries) => `As of ${date}: ${entries} signed ${entries === 1 ? 'entry' : 'entries'} of every role.`,
    byChapter: 'First operator by chapter',
    head: ['Chapter', 'Under supervision', 'Performed', 'First operator', 'Asked for'],
    vascularTotal: 'Vascular procedures',
    total: 'All procedures',
    arterialOncology: 'Oncology, through the arteries',
    otherOncology: 'Oncology, other',
    confirm: (all, vascular) =>
      `First operator: performed under supervision or alone. The numbers asked for, ${all} procedures in all and ${vascular} of them vascular, are taken from older public pages of the European board. They are to be confirmed with the board before this proof is relied on.`,
    signers: 'Who signed',
    signersHead: ['Supervisor', 'Entries', 'As first operator'],
    nobody: 'No entry is signed yet.',
    statementHead: 'Statement',
    statement: 'I confirm that the holder has done the procedures counted above in the roles stated, and that each was signed by the supervisor named.',
    signatures: ['Holder: date, signature', 'Director of the course: date, signature, stamp'],
    page: (page, of) => `Page ${page} of ${of}`,
    file: 'Proof of experience',
    chapter: { access: 'Access', arterial: 'Arterial', aorta: 'Aorta', embolisation: 'Embolisation', venous: 'Venous', oncology: 'Oncology', 'non-vascular': 'Non-vascular' },
    role: { observed: 'Observed', assisted: 'Assisted', supervised: 'Under supervision', performed: 'Performed' },
    access: { femoral: 'Femoral', radial: 'Radial', brachial: 'Brachial', pedal: 'Pedal or tibial', jugular: 'Jugular', 'other-vein': 'Another vein', percutaneous: 'Percutaneous', other: 'Other' },
    outcome: { success: 'Success', partial: 'Partial success', failure: 'Failure' },
    columns: ['Date', 'Chapter', 'Procedure', 'Role', 'Access', 'Outcome', 'Complication (0 to 6)', 'Fluoroscopy (s)', 'Dose-area product (mGy cm²)', 'Air kerma (mGy)', 'Note', 'Signed by', 'Signed on', 'Entrustment (1 to 5)'],
  },
  it: {
    title: 'Attestazione di esperienza in radiologia interventistica',
    lead: 'Procedure da primo operatore, contate dalle voci del registro firmate da un supervisore.',
    holder: 'Titolare',
    edition: 'Edizione',
    period: (from, until) => `dal ${from} al ${until}`,
    asOf: (date, entries) => `Al ${date}: ${entries} ${entries === 1 ? 'voce firmata' : 'voci firmate'}, in ogni ruolo.`,
    byChapter: 'Primo operatore per capitolo',
    head: ['Capitolo', 'Sotto supervisione', 'Eseguite', 'Primo operatore', 'Richieste'],
    vascularTotal: 'Procedure vascolari',
    total: 'Tutte le procedure',
    arterialOncology: 'Oncologia, per via arteriosa',
    otherOncology: 'Oncologia, altro',
    confirm: (all, vascular) =>
      `Primo operatore: procedura eseguita sotto supervisione o in autonomia. I numeri richiesti, ${all} procedure in tutto di cui ${vascular} vascolari, provengono da pagine pubbliche meno recenti del board europeo. Vanno confermati presso il board prima di fare affidamento su questa attestazione.`,
    signers: 'Chi ha firmato',
    signersHead: ['Supervisore', 'Voci', 'Da primo operatore'],
    nobody: 'Nessuna voce è ancora firmata.',
    statementHead: 'Dichiarazione',
    statement: 'Confermo che il titolare ha svolto le procedure sopra contate nei ruoli indicati e che ciascuna è stata firmata dal supervisore nominato.',
    signatures: ['Titolare: data, firma', 'Direttore del corso: data, firma, timbro'],
    page: (page, of) => `Pagina ${page} di ${of}`,
    file: 'Attestazione di esperienza',
    chapter: { access: 'Accessi', arterial: 'Arterie', aorta: 'Aorta', embolisation: 'Embolizzazione', venous: 'Vene', oncology: 'Oncologia', 'non-vascular': 'Extravascolare' },
    role: { observed: 'Osservata', assisted: 'Assistita', supervised: 'Sotto supervisione', performed: 'Eseguita' },
    access: { femoral: 'Femorale', radial: 'Radiale', brachial: 'Brachiale', pedal: 'Pedidio o tibiale', jugular: 'Giugulare', 'other-vein': 'Altra vena', percutaneous: 'Percutaneo', other: 'Altro' },
    outcome: { success: 'Riuscita', partial: 'Riuscita in parte', failure: 'Non riuscita' },
    columns: ['Data', 'Capitolo', 'Procedura', 'Ruolo', 'Accesso', 'Esito', 'Complicanza (0-6)', 'Scopia (s)', 'Prodotto dose-area (mGy cm²)', 'Air kerma (mGy)', 'Nota', 'Firmata da', 'Firmata il', 'Affidabilità (1-5)'],
  },
};
