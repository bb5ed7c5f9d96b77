const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Words that notes write with a capital and that name nobody in the room: eponyms, devices, makers, anatomy, places of a sentence's start. Lower case, without accents. */
export const NOTE_WORDS = /* @__PURE__ */ words(`
  seldinger amplatz amplatzer simmons child pugh rutherford fontaine judkins barbeau allen sidewinder sos omni cobra bern roberts mikaelsson shepherd hook headhunter davis
  vertebral vert mani yashiro tempo tracker renegade progreat direxion truselect merit carnevale pursue sniper maestro embosphere embozene hydropearl contour
  onyx squid phil lava glubran histoacryl lipiodol gelfoam spongostan concerto interlock ruby pod azur cx nester tornado micronester penumbra indigo lightning cat
  angiojet ekos jeti aspirex rotarex inari flowtriever clottriever nautilus viabahn vbx begraft advanta icast gore medtronic boston scientific cook flexor ansel powerport terumo cordis abbott bard bd asahi
  biotronik boston teleflex guerbet bracco bayer philips siemens ge canon sirtex sirspheres therasphere quirem quiremspheres dc bead tandem lifepearl hepasphere
  zilver supera absolute everflex innova epic eluvia lutonix inpact ranger luminor passeo stellarex armada mustang sterling coyote jade advance chocolate atlas conquest dorado
  wallstent venovo abre sinus zenith excluder endurant treo ovation nellix anaconda jotec gore viatorr colapinto rosch uchida haskal ring denali celect gunther tulip optease
  trapease gooseneck ensnare perclose proglide prostyle manta angioseal angio seal exoseal femoseal starclose mynx vascade celt tr band helix radistop safeguard
  glidewire advantage radifocus roadrunner bentson rosen lunderquist amplatz superstiff meier backup command connect gladius fathom synchro transend hi torque v18 v14 astato
  treasure halberd corsair navicross cxi trailblazer quickcross rubicon outback pioneer reentry crosser jetstream hawkone turbohawk diamondback phoenix shockwave lithoplasty
  arrow port cath hickman broviac groshong picc tesio palindrome permcath pigtail dawson mueller mac loc navarre flexima skater uresil cope nephromax drainage
  accustick chiba trucut quick core biopince temno coaxial neuromet emprint neuwave amica covidien habib soloist leveen cooltip starburst icerod iceseed galil
  kyphon cementoplasty vertebroplasty jamshidi osteocool kyphx spinejack mallinckrodt
  doppler valsalva trendelenburg fogarty foley swan ganz couinaud bismuth corlette strasberg clavien dindo sir cirse bclc barcelona milan tnm ecog asa recist mrecist lirads
  crawford debakey stanford zone ishimaru raymond roy glass tasc wifi trans atlantic bollinger mehran virchow wells geneva villalta ceap klippel trenaunay parkes weber osler
  rendu budd chiari may thurner nutcracker paget schroetter leriche buerger takayasu kaposi klatskin hartmann kocher whipple billroth roux yaounde moyamoya allen
  hounsfield dyna dynact cone beam xperct syngo embolisation guide navigator smartmask roadmap fusion vesselnavigator emboguide flightplan
  hunter adamkiewicz riolan drummond buhler winslow treitz santorini wirsung vater oddi retzius scarpa douglas morison cloquet calot arantius galen cockett
  heparin protamine nitroglycerin verapamil midazolam fentanyl propofol lidocaine mepivacaine ropivacaine cefazolin metoclopramide buscopan iomeron ultravist visipaque omnipaque
  iodixanol iohexol gadolinium actilyse alteplase urokinase urochinasi tenecteplase bivalirudin aspirin clopidogrel doxorubicin epirubicin irinotecan mitomycin cisplatin eparina
  nitroglicerina verapamile midazolam fentanil lidocaina mepivacaina cefazolina protamina adrenalina atropina naloxone flumazenil ondansetron paracetamol ketorolac
  coil coils plug plugs sheath catheter microcatheter wire guidewire balloon stent stentgraft graft snare filter needle valve device devices vascular occluder micro

  artery arteries vein veins aorta iliac femoral popliteal tibial peroneal pedal radial ulnar brachial axillary subclavian carotid renal hepatic splenic gastric gastroduodenal
  mesenteric celiac coeliac lumbar intercostal bronchial uterine prostatic vesical pudendal obturator internal external common superficial deep left right upper lower anterior
  posterior superior inferior proximal distal mid cava portal jugular azygos gonadal adrenal saphenous cephalic basilic fistula liver kidney lung spleen bone segment segments lobe
  segmento segmenti lobo fegato rene polmone milza arteria arterie vena vene iliaca femorale poplitea tibiale peroneale pedidia radiale ulnare brachiale omerale ascellare
  succlavia carotide renale epatica splenica gastrica gastroduodenale mesenterica tripode celiaco lombare intercostale bronchiale uterina prostatica interna esterna comune
  superficiale profonda sinistra destra sinistro destro anteriore posteriore superiore inferiore prossimale distale porta giugulare gonadica surrenalica aureus coli femoralis renalis

  grade type class stage score zone level plan hepatitis vitamin factor category phase group arm grado tipo classe stadio punteggio zona livello piano epatite vitamina fattore
  categoria fase gruppo caso case room sala day week giorno settimana step passo serie series view lao rao cranial caudal ap figure session sessione lesion lesione vessel vaso

  man woman male female gentleman lady boy girl elderly adult uomo donna maschio femmina anziano anziana adulto ragazzo ragazza age aged eta
  i we he she they it the a an this that these those there here my our his her their its and or but with without after before during under over from to for of on in at by as if
  when while then than so no not none nothing all both each every first second third last next only also again still once very too much more most less well good nice great difficult
  easy hard long short long new old same other another some any few many several very poor bad slow fast calm small large big little big tight heavy soft complete partial technical clinical final
  il lo la le gli un uno una di del dello della dei degli delle da dal dalla dai dalle con senza dopo prima durante sotto sopra su sul sulla per tra fra in nel nella nei nelle al alla
  ai alle e o ma se quando mentre poi non nessun nessuna nessuno niente tutto tutti tutta tutte ogni primo prima secondo seconda terzo ultimo prossimo solo anche ancora sempre molto molti
  troppo piu meno bene male buono buona buon ottimo ottima bello facile difficile lungo lunga breve nuovo nuova vecchio stesso altro altra altri alcune alcuni pochi diversi piccolo piccola grande
  grosso lento veloce tecnica tecnico clinico finale completo completa parziale secondo io noi lui lei loro questo questa questi queste quello quella qui

  patient patients paziente pazienti pt pts paz pz supervisor tutor consultant operator registrar fellow resident trainee nurse nurses radiographer radiologist anaesthetist surgeon
  colleague team staff assistant observer professor doctor technician physicist infermiere infermiera infermieri tecnico tecnici radiologo anestesista chirurgo collega colleghi equipe operatore
  primario specializzando specializzanda specialista dottore dottoressa professore medico fisico supervisore tutore
  access puncture closure haemostasis hemostasis compression angiography angiogram angioplasty venography venogram arteriography arteriogram aortography aortogram cavogram cholangiography cholangiogram
  embolization embolisation embolised embolized stenting recanalisation recanalization thrombectomy thrombolysis thrombosis stenosis occlusion dissection perforation rupture bleeding
  haematoma hematoma pseudoaneurysm aneurysm endoleak spasm vasospasm calcification plaque clot thrombus flow runoff collateral collaterals shunt reflux stasis blush extravasation control result results
  check completion pre post peri procedure procedures intervention treatment therapy ablation biopsy drain nephrostomy gastrostomy tace tare tips evar tevar pta pve dvt pe hcc crc net aml ivc svc
  sfa cfa pfa ata pta sma ima gda cha rha lha pha uae pae bae cto clti pad ct mr mri us pet spect cbct dsa dap pka kap fluoro fluoroscopy dose frame rate contrast iodine saline carbon dioxide co2
  mr mra mrcp cta ivus oct fr french gauge iu ui units unit mm cm ml mg kg min sec hours minutes anni mesi ore minuti giorni settimane years months weeks days
  accesso puntura chiusura emostasi compressione angiografia arteriografia aortografia flebografia cavografia colangiografia angioplastica embolizzazione ricanalizzazione trombectomia trombolisi trombosi
  stenosi occlusione dissezione perforazione rottura sanguinamento emorragia ematoma pseudoaneurisma aneurisma spasmo vasospasmo calcificazione calcificazioni placca coagulo trombo flusso collaterale
  collaterali reflusso stasi stravaso controllo risultato risultati procedura procedure intervento trattamento terapia ablazione biopsia drenaggio nefrostomia gastrostomia introduttore catetere
  microcatetere guida palloncino pallone spirale spirali filtro ago dispositivo mezzo contrasto scopia grafia dose dosi tempo tempi angio tac rm eco ecografia ecoguidata rx
  prone supine awake stable sedated cooperative intubated prono supino sveglio stabile sedato collaborante intubato
  thanks thank jehovah jehovahs witness marfan ehlers danlos bourneville
  discussed observed assisted performed placed used done started finished learned learnt needed wait waited asked saw seen helped held tried failed missed changed crossed crossing wired sized sheathed
  imaging review consent checklist time timeout sign signed lecture guidelines guideline protocol trial registry european society board january february march april june july august
  september october november december gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre monday tuesday wednesday thursday friday saturday sunday
  lunedi martedi mercoledi giovedi venerdi sabato domenica christmas natale pasqua english italian inglese italiano europe european
  discusso osservato assistito eseguito posizionato usato fatto iniziato finito imparato visto aiutato tenuto provato cambiato superato si ho abbiamo ha hanno sono era erano e' stato stata
  should would could must will can may might be was were is are been being have has had do does did get got make made take took go went come came keep kept let left leave back down up out off
  need remember try learn look watch ask tell show use start stop avoid read flush inject advance withdraw pull push turn rotate measure mark note aim hold release deploy retrieve
  cosa come perche dove chi quale quanto ricordare imparare guardare chiedere usare evitare lavare iniettare avanzare ritirare tirare spingere ruotare misurare tenere rilasciare recuperare da
`);

/** After these a single letter is a grade, not somebody's initial. */
export const CLASSIFIERS = /* @__PURE__ */ words(`
  child pugh grade type class stage zone level plan hepatitis vitamin factor category phase group arm lobe segment segments step tasc bclc asa ishimaru stanford grado tipo classe stadio zona livello
  piano epatite vitamina fattore categoria fase gruppo lobo segmento segmenti rutherford fontaine forrest option opzione vein protein proteina score room sala arteria vena artery bismuth endoleak
  lead view series port porta part parte dissection dissezione cirrhosis cirrosi
`);

/** A word as the lists here spell it. */
export function plain(word: string): string {
  return word.normalize('NFD').replace(/[\u0300-\u036f'’.]/g, '').toLowerCase();
}

/** Whether this is a word of notes rather than somebody's name. */
export function isNoteWord(word: string): boolean {
  return NOTE_WORDS.has(plain(word));
}
