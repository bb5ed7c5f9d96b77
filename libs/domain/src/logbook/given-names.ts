/** Given names met most often in Europe's hospitals; lower case, without accents. Those that are words of a note as well stand in `AMBIGUOUS_NAMES`. */
const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

export const GIVEN_NAMES = /* @__PURE__ */ words(`
  adele adriana adriano agata agnese agostino alberto aldo alessandra alessandro alessia alessio alfonso alfredo alice alida amedeo amelia andrea angela angelica angelo
  anita anna annalisa annamaria antonella antonia antonietta antonino antonio arianna armando arturo asia assunta attilio augusto aurelia aurelio aurora barbara bartolomeo
  beatrice benedetta benedetto beniamino bernardo bettina biagio brigida camilla carla carlo carlotta carmela carmelo carmen carolina caterina cecilia cesare chiara cinzia
  ciro claudia claudio concetta corrado cosimo cristian cristiana cristiano cristina damiano daniela daniele dario davide debora deborah delia denise diana diego dino domenica
  domenico donatella donato edoardo elena eleonora elia elisa elisabetta elio eliana emanuela emanuele emilia emilio emma enrica enrico enzo ercole ermanno erica ernesto
  ettore eugenia eugenio eva evelina ezio fabiana fabio fabiola fabrizia fabrizio federica federico ferdinando fernanda fernando filippo filomena flavia flavio fiorella
  franca francesca francesco franco fulvio gabriele gabriella gaetano gaia gaspare gennaro gerardo giacomo giada gianfranco gianluca gianluigi gianmarco gianna gianni
  gianpaolo gilda gina gino giorgia giorgio giovanna giovanni giulia giuliana giuliano giulio giuseppe giuseppina giustina graziella grazia greta guglielmo guido ida ignazio
  ilaria ilario immacolata ines innocenzo irene isabella isacco ivan ivana ivano jacopo lamberto lara laura lauro lavinia lea leandro leonardo letizia lia licia lidia liliana
  lina livia livio lodovico lorena lorenza lorenzo loredana loretta luca lucia luciana luciano lucio lucrezia ludovica ludovico luigi luigia luisa maddalena manuela manuel
  marcella marcello marco margherita maria mariangela marianna mariano mariella mario marisa marta martina martino massimiliano matilde matteo mattia maura maurizio mauro
  melissa michela michelangelo michele milena mirella miriam mirko monica nadia nella nello niccolo nicola nicoletta nicolo noemi norma nunzia nunzio ofelia olga oreste ornella
  orazio osvaldo ottavio ottavia palmira paola paolo pasquale pasqualina patrizia patrizio pierangelo pierluigi piero pierpaolo pietro pina quirino rachele raffaele raffaella
  raimondo rebecca remo renata renato renzo riccardo rinaldo rita roberta roberto rocco rodolfo romano romeo romina rosalba rosalia rosanna rosaria rosario rosetta rossana
  rossella ruggero ruggiero sabina sabrina salvatore samuele sandra sandro sara savino saverio sebastiano sergio settimio silvana silvano silvia silvio simona simone sofia
  sonia stefania stefano susanna tamara tatiana tecla teresa tiziana tiziano tobia tommaso tullio ubaldo ugo umberto valentina valeria valerio vanessa veronica vincenza
  vincenzo virginia virginio viviana walter wanda ylenia zaira zoe
  aaron abigail adam adrian agnes aidan alan albert alex alexander alexandra alexis alfred alison amanda amber amy andrew angus ann anne annabel anthony arthur ashley audrey
  barry beatrix belinda benjamin bernard beth bethany betty beverley brandon brenda brendan brian bridget bruce bryan caitlin callum cameron carl carol caroline carolyn
  catherine charles charlotte cheryl chloe chris christian christina christine christopher claire clara clive colin connor craig cynthia daisy daniel danielle darren david
  deborah denis dennis derek diane dominic donald donna dorothy douglas duncan dylan edgar edith edmund edward edwin eileen elaine eleanor elizabeth ella ellen ellie emily
  eric erin ernest esther ethan eugene evan evelyn felicity fiona florence frances francis freddie frederick gareth gary gavin geoffrey george georgia gerald geraldine gillian
  gladys glenn gloria gordon graham greg gregory hannah harold harriet harry hazel heather helen henry hilary holly howard hugh ian irene isaac isabel isabelle jacob
  jacqueline jake james jamie jane janet janice jason jasmine jean jeffrey jennifer jenny jeremy jessica jill joan joanna joanne joe joel john jonathan jordan joseph
  josephine joshua joyce judith julia julian julie justin karen kate katherine kathleen kathryn katie keith kelly kenneth kerry kevin kim kimberly kirsty kyle lauren laurence
  leah lee leonard leslie lewis liam lillian linda lisa logan lorraine louis louise lucas lucy luke lynn malcolm marcus margaret marie marilyn marion marjorie martha martin
  mary matthew maureen max maxine megan melanie mia michael michelle mildred molly morgan muriel nancy naomi natalie natasha nathan neil nicholas nicole nigel noah nora norman
  oliver olivia oscar owen pamela patricia patrick paul paula pauline peggy penelope peter philip phillip phoebe phyllis rachel ralph raymond richard robert robin roger
  ronald rosemary roy russell ruth ryan sally sam samantha samuel sandra sarah scott sean sharon sheila shirley sidney simon sophia sophie stanley stephanie stephen steven
  stuart susan suzanne sylvia teresa terence thelma theodore theresa thomas timothy tina toby tracey tracy trevor valerie vera vernon victor victoria vincent violet vivian
  wayne wendy wilfred william winifred yvonne zachary
  abdul abdullah ahmed ali amina fatima hassan hussein ibrahim khadija khaled leila mehmet mohamed mohammed muhammad mustafa nadia omar samir yasmin youssef yusuf
  agnieszka aleksander aleksandra alina ana andrei andrej andrzej aneta anneliese antoine antonin barbora bogdan boris branko camille cecile celine chantal christoph claude
  constantin cornelia cyril danuta dieter dimitri dmitri dorota dragan dusan elzbieta emil ewa francois frantisek friedrich gabriela gerard gerhard gheorghe goran grzegorz
  guillaume gunther halina hans heinrich heinz helga helmut henri henryk hermann horst ilse ingrid ion ioana irina iveta ivo jacek jacques jakub jan jana janusz jaroslav jerzy
  jiri joao johann johannes jorge jose josef jozef juan juergen jurgen karel karin karl katarina katarzyna klaus kristina krystyna krzysztof lars laszlo leszek ljubica lubomir
  luc lukas magda magdalena malgorzata marek margot marija marin marko marta mathieu matthias michal mihai mikhail milan milos miroslav monika nicolas nikola nikolai olena oleg
  olivier oksana pavel pavol pedro petar petra philippe pierre piotr radoslaw rafael raluca reinhard rolf rudolf sabine sandor sergei slavko slobodan stanislav stefan svetlana
  swetlana tadeusz thierry tomas tomasz uwe vaclav vasile veronika viktor vladimir vojtech werner wieslaw wilhelm wojciech wolfgang yves zbigniew zdenek zofia zoltan
`);

/** Names that are words too: a name only beside a known family name. */
export const AMBIGUOUS_NAMES = /* @__PURE__ */ words(`
  alba angus april art asia aurora bianca bill bruno carmine celeste chase chiara clemente costanza dawn dean diana donna drew felice florence fortuna franca franco frank gene gioia
  giusto gloria grace grazia graham guy hazel hope ion jack june lane lea leo leone libero linda lia luce luc mark marin marina max massimo may mina morgan nadir nella nello norma pat pia pina prospero
  ray rich rob robin rosa santo santa scott serena sole stella sue valentino vera victor victoria vera viola violet vito vittoria will romano kim lee logan jordan kelly
`);

/** Family names met most often; a name beside an initial or a given name, and after a word for a patient in small letters too. */
export const FAMILY_NAMES = /* @__PURE__ */ words(`
  rossi russo ferrari esposito bianchi romano colombo ricci marino greco bruno gallo conti deluca costa giordano mancini rizzo lombardi moretti barbieri fontana santoro mariani
  rinaldi caruso ferrara galli martini leone longo gentile martinelli vitale lombardo serra coppola desantis marchetti parisi villa conte ferraro ferri fabbri bianco marini
  grasso valentini messina sala gatti pellegrini palumbo sanna farina rizzi monti cattaneo morelli amato silvestri mazza testa grassi pellegrino carbone giuliani benedetti
  barone rossetti caputo montanari guerra palmieri bernardi martino fiore ferretti bellini basile riva donati piras vitali battaglia sartori neri costantini milani pagano
  ruggiero sorrentino damico orlando negri verdi brambilla bernardini tosi fumagalli pozzi locatelli giannini puccini cecchini lorenzini
  smith jones williams taylor brown davies evans wilson thomas roberts johnson walker wright robinson thompson hughes edwards hall clarke patel jackson turner hill
  cooper morris moore harris lewis baker davis anderson bennett carter phillips richardson mitchell shaw murphy kelly miller garcia martinez rodriguez hernandez lopez gonzalez
  campbell parker collins stewart murray khan singh kaur begum obrien oconnor macdonald mckenzie watson ward fletcher simpson
  muller mueller schmidt schneider fischer weber wagner becker hoffmann schulz kowalski kowalska nowak wisniewski zielinska zielinski kovac kovacs horvat horvath novak novakova
  dvorak popescu ionescu ivanov ivanova petrov petrova dubois durand lefebvre moreau girard silva santos pereira ferreira nguyen
`);
