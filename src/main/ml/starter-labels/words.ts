/**
 * Everyday words for the classes of ImageNet (ILSVRC 2012), which the classifier of EfficientNet-Lite0 tells apart.
 *
 * Source: the class names are those of the classifier's own labels file (resources/backbones/efficientnet-lite0, see the
 * NOTICE there); the grouping was made by hand for this program. "a..b" means every class from a to b in the order of that
 * file, where related classes mostly stand together; "name#2" is the second class of that name. Classes that say
 * little about a person's photos (weapons, hardware, packaging) belong to no word.
 */

export interface StarterWord {
  en: string;
  de: string;
  /** classes and ranges of classes, separated by semicolons */
  classes: string;
}

const word = (en: string, de: string, classes: string): StarterWord => ({ en, de, classes });

export const starterWords: readonly StarterWord[] = [
  word('dog', 'Hund', 'Chihuahua..Mexican hairless'),
  word('cat', 'Katze', 'tabby..Egyptian cat'),
  word('bird', 'Vogel', 'cock..great grey owl; black grouse..black swan; white stork..albatross'),
  word('horse', 'Pferd', 'sorrel; horse cart'),
  word('cow', 'Kuh', 'ox..bison; oxcart'),
  word('sheep', 'Schaf', 'ram; bighorn'),
  word('pig', 'Schwein', 'hog..warthog'),
  word('rabbit', 'Kaninchen', 'wood rabbit..Angora'),
  word('small animal', 'Kleintier', 'hamster..guinea pig; mongoose; meerkat; weasel..badger'),
  word('wolf', 'Wolf', 'timber wolf..hyena'),
  word('fox', 'Fuchs', 'red fox..grey fox'),
  word('big cat', 'Raubkatze', 'cougar..cheetah'),
  word('bear', 'Bär', 'brown bear..sloth bear; lesser panda; giant panda'),
  word('deer', 'Hirsch', 'ibex..gazelle'),
  word('camel', 'Kamel', 'Arabian camel; llama'),
  word('zebra', 'Zebra', 'zebra'),
  word('elephant', 'Elefant', 'tusker; Indian elephant; African elephant'),
  word('monkey', 'Affe', 'orangutan..indri'),
  word('kangaroo', 'Känguru', 'wallaby..wombat'),
  word('fish', 'Fisch', 'tench; goldfish; electric ray; stingray; barracouta..puffer'),
  word('shark', 'Hai', 'great white shark..hammerhead'),
  word('whale', 'Wal', 'grey whale..dugong'),
  word('seal', 'Robbe', 'sea lion'),
  word('frog', 'Frosch', 'bullfrog..tailed frog'),
  word('turtle', 'Schildkröte', 'loggerhead..box turtle'),
  word('lizard', 'Echse', 'European fire salamander..axolotl; banded gecko..Komodo dragon'),
  word('crocodile', 'Krokodil', 'African crocodile; American alligator'),
  word('snake', 'Schlange', 'thunder snake..sidewinder'),
  word('spider', 'Spinne', 'harvestman; black and gold garden spider..wolf spider; spider web'),
  word('butterfly', 'Schmetterling', 'admiral..lycaenid'),
  word('insect', 'Insekt', 'tiger beetle..damselfly'),
  word('snail', 'Schnecke', 'snail; slug'),
  word('crab', 'Krebs', 'Dungeness crab..hermit crab'),
  word(
    'sea life',
    'Meerestier',
    'jellyfish..brain coral; conch; sea slug..chambered nautilus; starfish..sea cucumber; coral reef',
  ),
  word('flower', 'Blume', "daisy; yellow lady's slipper; pot"),
  word('field', 'Feld', 'rapeseed; hay; harvester; thresher; tractor; plow'),
  word('mushroom', 'Pilz', 'mushroom; coral fungus..bolete'),
  word(
    'garden',
    'Garten',
    'greenhouse; lawn mower; picket fence; park bench; birdhouse; apiary; worm fence; patio',
  ),
  word('beach', 'Strand', 'seashore; sandbar'),
  word('coast', 'Küste', 'cliff; promontory'),
  word('lake', 'See', 'lakeside; dam'),
  word('mountain', 'Berg', 'alp; valley; volcano'),
  word('snow', 'Schnee', 'snowmobile; snowplow; ski; ski mask; bobsled; dogsled'),
  word(
    'car',
    'Auto',
    'beach wagon; cab; convertible; jeep; limousine; minivan; Model T; racer; sports car; car wheel; grille; car mirror; pickup; police van; ambulance',
  ),
  word('truck', 'Lastwagen', 'fire engine; garbage truck; moving van; tow truck; trailer truck; forklift'),
  word('bus', 'Bus', 'minibus; school bus; trolleybus'),
  word('motorcycle', 'Motorrad', 'moped; motor scooter; crash helmet'),
  word('bicycle', 'Fahrrad', 'bicycle-built-for-two; mountain bike; tricycle; unicycle'),
  word(
    'train',
    'Zug',
    'bullet train; electric locomotive; freight car; passenger car; steam locomotive; streetcar',
  ),
  word('airplane', 'Flugzeug', 'airliner; warplane; wing; space shuttle'),
  word('balloon', 'Ballon', 'balloon; airship; parachute'),
  word(
    'boat',
    'Boot',
    'catamaran; canoe; gondola; lifeboat; schooner; speedboat; trimaran; yawl; paddle; fireboat',
  ),
  word('ship', 'Schiff', 'aircraft carrier; container ship; liner; pirate; submarine; paddlewheel; wreck'),
  word('harbour', 'Hafen', 'dock; breakwater; boathouse; pier'),
  word('bridge', 'Brücke', 'steel arch bridge; suspension bridge; viaduct'),
  word('street', 'Straße', 'street sign; traffic light; parking meter; gas pump; manhole cover; mailbox'),
  word('church', 'Kirche', 'church; bell cote; altar; vault; monastery; organ'),
  word('temple', 'Tempel', 'mosque; stupa; dome'),
  word('castle', 'Schloss', 'castle; palace'),
  word('house', 'Haus', 'barn; tile roof; thatch; mobile home; yurt'),
  word('lighthouse', 'Leuchtturm', 'beacon'),
  word('monument', 'Denkmal', 'obelisk; triumphal arch; megalith; totem pole; pedestal; brass'),
  word('fountain', 'Brunnen', 'fountain; geyser'),
  word(
    'shop',
    'Laden',
    'bakery; barbershop; butcher shop; confectionery; grocery store; shoe shop; tobacco shop; toyshop; shopping cart; shopping basket',
  ),
  word('restaurant', 'Restaurant', 'restaurant; menu; dining table'),
  word('books', 'Bücher', 'bookcase; bookshop; library; comic book; book jacket'),
  word(
    'kitchen',
    'Küche',
    'dishwasher; microwave; refrigerator; stove; toaster; espresso maker; frying pan; wok; plate rack; waffle iron; Dutch oven; Crock Pot; spatula; ladle; wooden spoon; mixing bowl; caldron; strainer',
  ),
  word(
    'bathroom',
    'Bad',
    'bathtub; tub; washbasin; toilet seat; shower curtain; medicine chest; soap dispenser; toilet tissue',
  ),
  word('bedroom', 'Schlafzimmer', 'four-poster; quilt; pillow; wardrobe; chiffonier'),
  word(
    'living room',
    'Wohnzimmer',
    'studio couch; television; entertainment center; home theater; table lamp; lampshade; rocking chair; fire screen; window shade',
  ),
  word(
    'computer',
    'Computer',
    'desk; desktop computer; computer keyboard; laptop; monitor; mouse; notebook; printer; photocopier; screen; typewriter keyboard; hand-held computer; modem',
  ),
  word('phone', 'Telefon', 'cellular telephone; dial telephone; pay-phone; iPod'),
  word('camera', 'Kamera', 'Polaroid camera; reflex camera; tripod; lens cap; binoculars'),
  word(
    'clock',
    'Uhr',
    'analog clock; digital clock; wall clock; digital watch; stopwatch; sundial; hourglass',
  ),
  word(
    'music',
    'Musik',
    'accordion; acoustic guitar; banjo; bassoon; cello; cornet; drum; drumstick; electric guitar; flute; French horn; gong; grand piano; harmonica; harp; maraca; marimba; oboe; ocarina; panpipe; sax; steel drum; trombone; upright; violin; chime',
  ),
  word('stage', 'Bühne', 'stage; theater curtain; spotlight; microphone; cinema'),
  word('wedding', 'Hochzeit', 'groom; gown'),
  word(
    'clothes',
    'Kleidung',
    'cardigan; jersey; jean; sweatshirt; trench coat; suit; fur coat; kimono; poncho; abaya; cloak; lab coat; miniskirt; overskirt; hoopskirt; sarong; stole; vestment; Windsor tie; bow tie; bolo tie; sock; mitten; apron; pajama; academic gown',
  ),
  word('shoes', 'Schuhe', 'running shoe; sandal; cowboy boot; clog; Loafer'),
  word('hat', 'Hut', 'bearskin; bonnet; cowboy hat; sombrero; mortarboard; wig'),
  word('sunglasses', 'Sonnenbrille', 'sunglass; sunglasses'),
  word(
    'swimming',
    'Schwimmen',
    'bikini; maillot; maillot#2; swimming trunks; bathing cap; snorkel; scuba diver',
  ),
  word(
    'sport',
    'Sport',
    'baseball; basketball; soccer ball; rugby ball; tennis ball; volleyball; golf ball; croquet ball; ping-pong ball; football helmet; ballplayer; scoreboard; racket; puck; golfcart',
  ),
  word(
    'gymnastics',
    'Turnen',
    'barbell; dumbbell; balance beam; horizontal bar; parallel bars; punching bag',
  ),
  word('playground', 'Spielplatz', 'swing; carousel; maypole'),
  word('toy', 'Spielzeug', 'teddy; jigsaw puzzle; piggy bank; pinwheel'),
  word('baby', 'Baby', 'diaper; bassinet; crib; nipple; bib; cradle'),
  word('fruit', 'Obst', 'Granny Smith..pomegranate'),
  word('vegetables', 'Gemüse', 'head cabbage..cardoon; corn; ear'),
  word('bread', 'Brot', 'French loaf..pretzel; dough'),
  word(
    'food',
    'Essen',
    'guacamole..hot pot; cheeseburger..mashed potato; carbonara; meat loaf..burrito; plate; soup bowl',
  ),
  word('dessert', 'Nachtisch', 'trifle..ice lolly; chocolate sauce'),
  word(
    'drink',
    'Getränk',
    'beer bottle; beer glass; cocktail shaker; coffee mug; coffeepot; cup; eggnog; espresso; goblet; pop bottle; red wine; wine bottle; whiskey jug; water bottle; water jug; pitcher; teapot',
  ),
  word('umbrella', 'Regenschirm', 'umbrella'),
  word('camping', 'Camping', 'mountain tent; sleeping bag; recreational vehicle'),
  word('writing', 'Schrift', 'web site; crossword puzzle; envelope'),
  word(
    'tools',
    'Werkzeug',
    "hammer; screwdriver; power drill; chain saw; hatchet; plane; screw; nail; carpenter's kit; shovel; broom; bucket",
  ),
  word('candle', 'Kerze', "candle; jack-o'-lantern; Christmas stocking"),
];
