"""Words of which names are made, folded: given names, surnames, particles, titles, credentials.

Chosen by hand for Spanish, Catalan, Galician, Basque, Portuguese and English. A word missing here
costs a guess about where the surname starts, never a person.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TITLES = _words(
    "dr dra doctor doctora d dn dna dona don lic licda licdo ing inga ingeniero ingeniera prof profa profesor "
    "profesora arq abg abog mtro mtra mag sr sra srta sres mr mrs ms miss mx sir dame eng dott sig rev pe fr "
    "excmo excma ilmo ilma sor fray"
)
"""before a name"""

CREDENTIALS = _words(
    "phd ph.d mba emba msc m.sc bsc ba bs ma mph md m.d jd llm llb dba edd pmp csm cspo psm pspo cfa cpa cissp "
    "cisa cism itil prince2 shrm-cp shrm-scp sphr phr gphr acc pcc mcc pe p.eng meng beng ceng rn cma cia frm "
    "dds dvm esq frsa mcips sixsigma lssbb"
)
"""after a name"""

WEAK_TITLES = _words("don miss sir d")
"""titles only when two words follow"""

GENERATIONS = _words("jr sr ii iii iv junior senior hijo filho neto sobrinho")
"""tell a parent from a child of one name"""

PARTICLES = _words(
    "de del la las los el da das do dos di della der den van von ter ten du des le d san santa mac al bin"
)
"""belong to the word after them"""

JOINERS = _words("y i e")
"""join the words on both sides into one surname"""

DEVOTIONS = _words(
    "carmen pilar mar rosario angeles dolores luz dios jesus mercedes consuelo rocio remedios socorro nieves "
    "prado guadalupe fatima lourdes montserrat valle camino soledad paz alba sagrario milagro milagros "
    "esperanza amparo asis carmo maria henar puerto pino coro gracia fe conceicao lurdes ceu socors"
)
"""after `de` or `del` they belong to the given name: María del Carmen, Juan de Dios"""

IBERIAN = _words(
    # Spanish
    "aaron abel abigail abraham ada adela adolfo adrian adriana agustin agustina ainhoa aitana aitor alba albert "
    "alberto alejandra alejandro alex alexandra alfonso alfredo alicia alma almudena alvaro amador amalia amanda "
    "amelia amparo ana anabel andrea andres angel angela angeles angelica anselmo antonia antonio aranzazu "
    "araceli ariadna armando arturo asuncion aurelio aurora azucena barbara beatriz begona belen benito benjamin "
    "bernardo berta blanca borja brenda bruno camila camilo candela candelaria carla carlos carlota carmelo "
    "carmen carolina catalina cayetana cayetano cecilia celia cesar chema clara clarisa claudia claudio concepcion "
    "constanza consuelo cristian cristina cristobal damian daniel daniela dario david debora delfina delia diana "
    "diego dolores domingo eduardo elena elias elisa eloisa eloy elsa elvira ema emilia emiliano emilio emma "
    "encarnacion enrique erica erika ernesto esmeralda esperanza esteban estefania estela ester esther eugenia "
    "eugenio eusebio eva evaristo fabian fabiola fatima federico felipe felix fermin flor fernanda fernando fidel "
    "florencia francisca francisco gabriel gabriela gemma genoveva gerardo german gilberto gisela gloria gonzalo "
    "graciela gregorio guadalupe guillermina guillermo gustavo hector helena hernan hilario hortensia hugo "
    "ignacio inmaculada ines irene iris isaac isabel isabella isidora isidro ismael israel ivan ivonne jacinto "
    "jacobo jaime javier jeronimo jesus jimena joaquin joaquina joel jorge jose josefa josefina josue juan juana "
    "julia julian juliana julieta julio laura leandro leire leonardo leonor leticia lidia lilia liliana lola "
    "lorena lorenzo lourdes lucas lucia luciana luciano lucio luis luisa luz macarena magdalena manuel manuela "
    "mar marcela marcelo marco marcos margarita maria mariana mariano maribel marina mario marisa marisol marta "
    "martin martina mateo matias matilde mauricio maximiliano mayra melissa mercedes micaela miguel milagros "
    "miriam mirta moises monica monserrat montserrat nadia natalia nayara nerea nicolas nieves noelia noemi nora "
    "norma nuria octavio olga olivia omar oscar pablo paloma paola pascual patricia patricio paula paulina paz "
    "pedro pilar pio purificacion rafael rafaela ramiro ramon raquel raul rebeca regina reinaldo renata ricardo "
    "rigoberto rita roberto rocio rodolfo rodrigo rogelio roman romina rosa rosalia rosana rosario ruben rut ruth "
    "salome salvador samuel sandra santiago sara saul sebastian sergio silvestre silvia silvina simon sofia "
    "soledad sonia susana tamara tania teodoro teresa tomas trinidad ulises urbano ursula valentin valentina "
    "valeria vanesa vanessa vega veronica vicente victor victoria vidal violeta virginia viviana ximena yago "
    "yaiza yamila yolanda zaida zoe mari ma gaspar melchor baltasar inigo arnaldo leopoldo nico alexia arantxa "
    "fabricio efrain wilson edgar edwin osvaldo oswaldo anibal nestor horacio ofelia "
    "nancy marisela yesenia leidy johana yuliana wilmer "
    # Catalan, Galician, Basque
    "aina ander andoni ane anna antia antoni antton anton anxo arnau asier assumpta aurea berta biel bernat brais "
    "brigida "
    "carles carme dolors eduard edurne eider eloi eneko enric ernest estel eulalia feliu ferran francesc garazi "
    "gerard gorka guifre guillem gorane helena iago idoia ignasi iker imanol imma inaki ion iria itziar ivet "
    "izaskun jaume joan joana joaquim jon jordi josep josu julen julia jofre laia lander leire lluc lluis lluisa "
    "lorea maite maider manel manoel marc marcal mariona marti mateu meritxell merce mercedes mikel mila miquel "
    "miren montse neus nekane nerea nil nuria oihane oihana oriol oskar pau pep pere pol quim quima rafel ramona "
    "roger roser sabela santi sergi teo toni unai uxia uxue uxio valenti vicenc xabier xavi xavier xiana xoan xose "
    "xulio yeray zurine "
    # Portuguese
    "adelino afonso alexandre ana andre antonio armanda artur aurea beatriz bento bernardo bruna caetano carlos "
    "catarina celso cesar cristiano daniela debora deolinda diogo duarte edite edson elisabete fabio fatima "
    "fernao filipa filipe francisca gil goncalo graca guilherme heitor helder henrique herminia hugo ines isabel "
    "ivone joana joao joaquim jorge jose julio larissa leonor leticia lidia luana lucas luis luisa luiz luiza "
    "madalena mafalda manuel marcia marcio margarida mariana mario marta mateus matilde mauro miguel monica nelson "
    "nuno octavio olinda otavio patricia paulo pedro rafaela raimundo raquel ricardo rita roberto rodrigo rogerio "
    "rosa rui sandra sebastiao sergio silvia simone sofia sonia susana tania telma teresa tiago tomas valter vanessa "
    "vasco vera vinicius vitor wagner zelia zulmira"
)

ELSEWHERE = _words(
    # English
    "aaron adam alan albert alexander alice allison amy andrea andrew angela ann anna anne anthony arthur ashley "
    "barbara benjamin betty beth bill bob brandon brian bruce carl carol catherine charles charlotte chris "
    "christina christine christopher cynthia daniel david deborah dennis diana donald donna dorothy douglas edward "
    "elizabeth ellen emily emma eric ethan eugene evelyn frances frank gary george gloria grace gregory hannah "
    "harold harry heather helen henry hillary isabel jack jacob james jane janet jason jean jeffrey jennifer "
    "jeremy jerry jessica joan joe john jonathan jordan joseph joshua joyce juan judith judy julia julie justin "
    "karen katherine kathleen keith kelly kenneth kevin kimberly kyle larry laura lauren lawrence linda lisa "
    "logan louis louise margaret maria marie mark martha martin mary matthew megan melissa michael michelle mike "
    "nancy nathan nicholas nicole noah olivia oliver pamela patricia patrick paul peter philip rachel ralph "
    "raymond rebecca richard robert roger ronald rose roy russell ruth ryan samantha samuel sandra sara sarah "
    "scott sean sharon shirley sophia stephanie stephen steven susan teresa terry theresa thomas timothy tom tyler "
    "victoria vincent virginia walter wayne william zachary julius luther franklin fitzgerald lee lynn may pat "
    "jessica emilie "
    # French, German, Italian and others
    "jean pierre jacques philippe francois michel claude claire sophie isabelle hans klaus jurgen wolfgang heinz "
    "stefan karl friedrich uwe sven lars erik jan johan willem ingrid katja anja giovanni giuseppe stefano luca "
    "matteo alessandro giulia chiara"
)

EITHER = _words(
    # Before a last word they are taken for the first surname.
    "martin alonso vicente simon andres benito santiago gil marcos pascual lorenzo domingo nicolas valentin "
    "miguel tomas jaime esteban ramon salvador matias mateo joaquin gonzalo luis rosa costa vidal guillen bernardo "
    "clemente cristobal ventura lucas elias moises saul isidro agustin ferran duarte henrique bento gabriel juan "
    "roman silvestre rafael pedro julian garcia soler roca marti arnau bernat guillem mateu pol ferrer jordan "
    "camilo urbano vega paz luz pino prado valle soledad graca gracia pau felix pio benjamin abel alba"
)
"""given names that are common surnames too"""

COMMON_SURNAMES = _words(
    "garcia lopez perez gonzalez rodriguez fernandez sanchez ruiz diaz moreno munoz romero navarro torres ramos "
    "serrano molina ortega delgado castro ortiz rubio marin nunez iglesias medina garrido cortes castillo lozano "
    "guerrero cano prieto mendez cruz calvo gallego herrera flores leon marquez pena cabrera campos vega fuentes "
    "carrasco diez caballero reyes nieto aguilar santana herrero montero hidalgo gimenez ibanez ferrer duran mora "
    "vargas carmona crespo soto saez soler pastor parra bravo gallardo rojas pardo merino franco rivas morales "
    "puig serra vila pons mas roca sala riera ribas bosch valls casas silva santos ferreira pereira oliveira "
    "costa rodrigues martins sousa fernandes goncalves gomes lopes marques alves almeida ribeiro pinto carvalho "
    "teixeira moreira correia mendes nunes soares vieira monteiro cardoso rocha neves coelho cunha pires ramos "
    "etxeberria agirre mendizabal zubiria gomez jimenez hernandez alvarez martinez dominguez suarez vazquez "
    "otero lema barreiro"
)

COMPOUND = _words("jose juan maria luis ana francisco miguel rosa mari ma josep joan joao victor marco angel")
"""first halves of double given names; with these a second given name needs no surname after it to be one"""

PAIRED = _words(
    "ramon vicente andres miguel tomas esteban joaquin salvador domingo luis pedro gabriel juan rafael julian "
    "santiago rosa luz paz soledad jaime pau marti felix gracia"
)
"""of EITHER, those that follow a COMPOUND as a second given name: José Ramón, Ana Rosa"""
