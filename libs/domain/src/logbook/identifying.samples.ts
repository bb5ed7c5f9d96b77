/** Shapes in which notes have named a patient, English and Italian; all made up. Each is refused. */
export const IDENTIFYING: readonly string[] = [
  // Names
  'Mr Smith', 'Mrs. Jones', 'mr. brown', 'Ms Taylor', 'Miss Evans', 'Mr O’Brien', 'Sig. Rossi', 'Sig.ra Bianchi', 'sig.ra bianchi', 'Signora Verdi', 'il signor Esposito', 'Sigg. Colombo',
  'paz. Ferrari', 'Paziente Moretti', 'pz Kowalski', 'pt Smith', 'Pt. Walker', 'patient Johnson', 'paz. rossi', 'patient named Okafor', 'paziente di nome Giulia',
  'Rossi Mario', 'Mario Rossi', 'ROSSI MARIO', 'mario rossi', 'John Smith', 'SMITH, John', 'Smith, John', 'ROSSI M.', 'Rossi M.', 'M. Rossi', 'Esposito G.', 'J. Wilson', 'Anna Maria Conti',
  'Giulia Zielińska', 'Kovač Ivana', 'Maria De Luca', 'Katarzyna Wiśniewska', 'Name: Thompson', 'Cognome: Ricci', 'nome: giovanna', 'Bianchi, 67 anni', 'Smith 72M', 'Nowak, 58 y/o', 'Hassan Ibrahim', 'Jean-Pierre Lemaire',
  // Initials
  'pt M.R.', 'paz. G.B.', 'patient A.B.', 'M.R., 67 anni', 'initials KL', 'iniziali M.R.', 'Sig. R.', 'pz. F.L.',
  // Dates of birth
  'DOB 12/03/1956', 'dob: 12.3.56', 'd.o.b. 1956-03-12', 'born 12 March 1956', 'born 1956', 'born in 1956', 'nato il 12/03/1956', 'nata il 12 marzo 1956', 'nato nel 1948', 'classe 1956', "classe '48", 'data di nascita 3.11.1961',
  'date of birth: 3 Nov 1961', 'YOB 1949', 'nata a Livorno', 'd.n. 12/03/56',
  // Full dates
  '12/03/1956', '12.3.56', '12-03-1956', '1956-03-12', '12 March 1956', 'March 12th, 1956', '12 marzo 1956', '3 nov. 1961', '12-Mar-1956', '1° gennaio 1950', '12 03 1956',
  // Numbers
  'MRN 4482913', 'MRN: 00482913', 'M.R.N. 48291', 'nosologico 2027004512', 'cartella 123456', 'cartella clinica n. 4821', 'tessera sanitaria 80380000900012345678', 'codice fiscale RSSMRA56C12H501X',
  'rssmra56c12h501x', 'RSS MRA 56C12 H501X', 'accession A2027-88912', 'accession number 88123', 'ID 48291', 'patient ID 4821', 'hospital number 77120', '00482913', 'NHS 943 476 5919', '943 476 5919', '078-05-1120', 'PZ0048291',
  'case no. 48213', 'ricovero 2027/004512', 'paz. n. 4821', 'SSN 078051120',
  // Ways to reach somebody, and where
  'mario.rossi@example.it', 'rossi (at) example.it', '+39 347 1234567', '347 1234567', '050 992111', '(212) 555-0187', 'tel. 050992111', 'cell. 347 12 34 567', 'via Garibaldi 12', 'Via G. Verdi, 3', 'Piazza dei Miracoli 1',
  '12 Baker Street', '56126 Pisa', 'SW1A 1AA', 'lives in Lucca', 'residente a Livorno',
  // As they stand in whole notes
  'Pt. Kowalski had a TACE', 'Mrs Abernathy, SFA stent', 'il sig. Pautasso era agitato', 'Embolizzazione su Pautasso Giovanni', 'Case of Jean-Pierre Lemaire',
  'Sig.ra M. Bianchi', 'Patient: Tom Hardy', 'paz: Caterina Bozzi', 'Pz. CARLI ANNA nata 12.02.44', 'pt initials: JS', 'seen with Mr. Van der Berg', 'G. Pautasso, 77aa',
  'Pautasso G., arteriopatia', 'c.f. RSSMRA56C12H501X', 'born on the 3rd of May 1949', 'nato a Pisa il 3/5/49', "nato nel '48", 'dob 3-5-49', 'CC 2027-88123',
  'n. cartella 2027/1182', 'Mobile 07700 900123', 'tel 0586 223344', 'PACS id 448213', 'dal letto 12 sig Neri', 'MARIO ROSSI', 'Rossi, Mario',
  'the patient, Mr. Smith, was ok', 'Giuseppe V. in sala 2', 'Donna di nome Teresa', 'Operated by me on 4.2.2027', '12th of February 2027', 'il 10 febbraio 2027',
  'on 2/10/27', 'Acc no 123-4421', "Wife's phone +44 20 7946 0018", 'corso Vittorio Emanuele II 14', 'lives at 4 Elm Road',
  'PAZIENTE BIANCHI GIUSEPPE, EMBOLIZZAZIONE SPLENICA', 'signora anziana di nome Ottavia', 'Ho trattato il Sig. Ezio B.', 'la sig.ra Lo Presti', "Sig D'Angelo",
  'Mr. D. Brown', 'MR JONES had a stent', "mrs o'connor", 'case: Wojciech Lewandowski', 'patient is called Abebe', 'pt. J.S. 67M', 'pz L.B. maschio', 'T.R. 80 anni',
  'Frau Müller', 'Mme Dubois', 'Herr Schmidt', 'fistola di Pautasso M.', 'PICC for baby Emma Watson', 'Emma W., 34F', 'Ricoverato nato 01.01.1960', '3/11/1961 M',
  '15-ago-1944', "il 3 marzo '44", 'nato nel marzo 1944', 'D.O.B.: 1/2/33', 'born 4th July 1950', '(1956-3-9)', 'Cod. fisc. RSSMRA56C12H501X', 'CF: VRDLCU80A01F205Z',
  'n° nosologico: 24/15523', 'cartella: A-4471', 'paziente 448201', 'patient no. 88213', 'acc. number CR24-00912', 'MRN#991827', 'ID pz 33812', 'ricovero 0045123',
  'call 06 12345678', 'telefono 3471234567', '+393471234567', 'number 555 123 4567', 'whatsapp 347-1234567', 'giulia.b@ospedale.it', 'abita a Cascina',
  'Piazza San Marco 4', 'Via Roma, 10', 'v.le Italia 3/B', '221B Baker Street', 'EC1A 1BB', 'La paziente, Concetta, collaborante', 'marito della sig. Ada',
];
