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
];
