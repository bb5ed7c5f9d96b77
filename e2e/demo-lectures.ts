// What is said, shown, asked and written in the demo's two recordings. All of it is general teaching in our own words.
import type { Chapter } from '@seldinger/contract';

/**
 * One sentence and its two captions; `spoken` where a voice reads it otherwise than it is written. `shows` is what the shared page
 * turns to as it begins, `chapter` the place that begins with it.
 */
export type Line = {
  en: string;
  it: string;
  spoken?: string;
  shows: number;
  chapter?: Pick<Chapter, 'kind' | 'title'>;
  /** Written in the chat while it is said; `by` null is the trainer. */
  writes?: { by: string | null; text: string };
  /** A hand that goes up with this line; the trainer answers with the next, and lowers it. */
  asks?: string;
};
export type DemoLecture = { name: string; lecture: string; page: 'slides' | 'angiogram'; lines: readonly Line[] };

const own = (title: string) => ({ kind: 'own', title }) as const;

export const NEEDLES: DemoLecture = {
  name: 'needles',
  lecture: 'Needles, guidewires and catheters',
  page: 'slides',
  lines: [
    { en: 'Today we look at the three tools of every vascular procedure.', it: 'Oggi vediamo i tre strumenti di ogni procedura vascolare.', shows: 0 },
    { en: 'The needle opens the way, the guidewire leads, and the catheter follows.', it: 'L\'ago apre la via, la guida conduce e il catetere segue.', shows: 1 },
    { en: 'An 18 gauge needle takes a guidewire of 0.035 inch.', spoken: 'An eighteen gauge needle takes a guidewire of thirty-five thousandths of an inch.', it: 'Un ago da 18 gauge accetta una guida da 0,035 pollici.', shows: 2, chapter: own('The needle') },
    { en: 'A finer needle, 21 gauge, takes one of 0.018 inch.', spoken: 'A finer needle, twenty-one gauge, takes one of eighteen thousandths.', it: 'Un ago più sottile, da 21 gauge, ne accetta una da 0,018 pollici.', shows: 3, writes: { by: 'giulia.conti@example.org', text: 'Is 21 gauge what you take for the radial artery?' } },
    { en: 'Ultrasound shows its tip all the way into the vessel.', it: 'L\'ecografia ne mostra la punta fin dentro il vaso.', shows: 4 },
    { en: 'Inside the guidewire, a stiff core gives support.', it: 'Dentro la guida, un\'anima rigida dà sostegno.', shows: 5, chapter: own('The guidewire') },
    { en: 'Towards the tip it tapers, so that the end stays soft.', it: 'Verso la punta si assottiglia, così l\'estremità resta morbida.', shows: 6 },
    { en: 'A hydrophilic coating slides easily, as long as it is kept wet.', it: 'Il rivestimento idrofilo scorre bene, purché resti bagnato.', shows: 7, writes: { by: 'matteo.barbieri@example.org', text: 'Can a hydrophilic wire come back through the needle?' }, asks: 'matteo.barbieri@example.org' },
    { en: 'To the question: never pull it back through a metal needle, whose edge can shear it.', it: 'Alla domanda: mai ritirarla attraverso un ago metallico, il cui bordo può lesionarla.', shows: 8 },
    { en: 'Catheters are measured in French: three French are one millimetre.', it: 'I cateteri si misurano in French: tre French sono un millimetro.', shows: 9, chapter: own('The catheter') },
    { en: 'For a catheter this is its outside, for a sheath its inside.', it: 'Per il catetere indica l\'esterno, per l\'introduttore l\'interno.', shows: 10, writes: { by: 'sofia.ricci@example.org', text: 'So a 5 F catheter goes through a 5 F sheath. Thank you, that was never clear to me.' } },
    { en: 'The shape of the tip is chosen for the angle of the branch.', it: 'La forma della punta si sceglie secondo l\'angolo del ramo.', shows: 11 },
    { en: 'Remember: the wire goes first, and its tip stays in the picture.', it: 'Ricordate: la guida va per prima, e la sua punta resta nell\'immagine.', shows: 12, chapter: { kind: 'mark', title: 'To remember' } },
    { en: 'Where you feel resistance, stop and look, and never push.', it: 'Dove sentite resistenza, fermatevi e guardate: non spingete mai.', shows: 13, writes: { by: null, text: 'The table of sizes is on the last slide; you will find it on the course page tonight.' } },
  ],
};

export const PERIPHERAL: DemoLecture = {
  name: 'peripheral',
  lecture: 'Peripheral arteries: from images to strategy',
  page: 'angiogram',
  lines: [
    { en: 'This is a drawn angiogram: the left thigh, and beside it knee and calf.', it: 'Questo è un angiogramma disegnato: la coscia sinistra e, accanto, ginocchio e gamba.', shows: 0 },
    { en: 'Once more from the start: the contrast medium runs from groin to foot.', it: 'Ancora dall\'inizio: il mezzo di contrasto scende dall\'inguine al piede.', shows: 1 },
    { en: 'Read it in the same order each time: inflow, lesion, run-off.', it: 'Leggetelo sempre nello stesso ordine: afflusso, lesione, deflusso.', shows: 2 },
    { en: 'Inflow: the common femoral artery fills early and evenly.', it: 'Afflusso: la femorale comune si riempie presto e in modo uniforme.', shows: 3, chapter: own('Inflow') },
    { en: 'The deep femoral artery is open, and feeds the collaterals.', it: 'La femorale profonda è pervia e alimenta i circoli collaterali.', shows: 4, writes: { by: 'petra.novak@example.org', text: 'The collaterals look well developed.' } },
    { en: 'Lesion: a short narrowing of the superficial femoral artery.', it: 'Lesione: una stenosi breve della femorale superficiale.', shows: 5, chapter: own('The narrowing') },
    { en: 'Compare it with the healthy vessel just above and below.', it: 'Confrontatela con il vaso sano subito sopra e subito sotto.', shows: 6, writes: { by: 'chidi.okafor@example.org', text: 'How do you measure it when the vessel below is diseased too?' }, asks: 'chidi.okafor@example.org' },
    { en: 'To the question: then take the nearest segment that is healthy, and say which one.', it: 'Alla domanda: allora si prende il tratto sano più vicino, e si dice quale.', shows: 6 },
    { en: 'Run-off: two vessels go on towards the foot, the third ends in the calf.', it: 'Deflusso: due vasi proseguono verso il piede, il terzo finisce nella gamba.', shows: 7, chapter: own('Run-off') },
    { en: 'From here comes the strategy: access, crossing, treatment.', it: 'Da qui nasce la strategia: accesso, attraversamento, trattamento.', shows: 8, chapter: own('The strategy') },
    { en: 'A short narrowing is crossed inside the lumen, with a supporting catheter behind the wire.', it: 'Una stenosi breve si attraversa nel lume, con un catetere di supporto dietro la guida.', shows: 9, writes: { by: 'pablo.navarro@example.org', text: 'I would come from the other groin and cross over the bifurcation.' } },
    { en: 'After treatment we look again: at the same place, and at the run-off.', it: 'Dopo il trattamento si riguarda: lo stesso punto, e il deflusso.', shows: 10, writes: { by: null, text: 'Next Wednesday we plan two more legs together. Tell me then which access you would choose.' } },
  ],
};
