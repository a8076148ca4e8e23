//! Made-up prose in three languages, in which every third or fourth sentence states a share.

use std::collections::BTreeSet;

/// Numbers that look random and are the same on every machine: SplitMix64.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    pub(crate) fn below(&mut self, count: usize) -> usize {
        (self.roll() % count as u64) as usize
    }

    pub(crate) fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }

    fn of(&mut self, list: &[&'static str]) -> &'static str {
        list[self.below(list.len())]
    }
}

/// What is asked about: ids of entities, with their names in each language.
pub(crate) const NAMES: [&str; 8] =
    ["Alba", "Borduria", "Cordova", "Drusia", "Elbonia", "Florin", "Genovia", "Hyrkania"];

/// The years of the surveys.
pub(crate) const YEARS: std::ops::Range<usize> = 2015..2023;

/// A language with what its sentences are made of.
pub(crate) struct Language {
    pub(crate) tag: &'static str,
    subjects: &'static [&'static str],
    verbs: &'static [&'static str],
    objects: &'static [&'static str],
    endings: &'static [&'static str],
    people: &'static [&'static str],
    statements: &'static [Form],
}

/// A sentence with a share: `{n}` the share, `{name}` whom it is about, `{people}` whose answer it is, `{year}`.
struct Form {
    sentence: &'static str,
    /// The words of the share.
    share: &'static str,
    /// What stands before the number in a record.
    hedge: &'static str,
}

/// A sentence that states a share.
#[derive(Clone, Debug)]
pub(crate) struct Stated {
    pub(crate) sentence: String,
    pub(crate) as_written: String,
    /// The value as a record has it.
    pub(crate) value: String,
    /// The place of the name in [`NAMES`].
    pub(crate) name: usize,
    pub(crate) year: usize,
    /// The number of its section; the report gives it.
    pub(crate) section: usize,
}

pub(crate) static ENGLISH: Language = Language {
    tag: "en",
    subjects: &[
        "The authors of the earlier report",
        "Most observers of the region",
        "A ministry that had long been silent",
        "The largest newspaper of the capital",
        "Teachers in the mountain districts",
        "Its neighbours to the north",
        "The foundation that paid for the work",
        "Nobody on the committee",
        "The interviewers, who worked in pairs,",
        "Several of the older studies",
        "This literature",
        "The question about foreign broadcasts",
    ],
    verbs: &[
        "describes at length",
        "had not foreseen",
        "returned again and again to",
        "was careful not to judge",
        "has since withdrawn",
        "explains by habit rather than by conviction",
        "understood as a promise of",
        "compared with great patience",
        "would later call into question",
        "took for granted",
    ],
    objects: &[
        "the new railway across the steppe",
        "a programme of scholarships for students",
        "the broadcasts in the language of the minority",
        "what older people remember of the border",
        "the exhibitions that toured the provinces",
        "an agreement on water and electricity",
        "the reputation of the two universities",
        "the standing of the neighbouring country",
        "a visit which the “friends of the court” had prepared",
        "the trade in well-known medicines",
    ],
    endings: &[
        "in the years after the reform",
        "although the evidence is thin",
        "as interviews with officials show",
        "for reasons that are still disputed",
        "while the campaign was under way",
        "without naming a source",
        "and did so in public",
        "which surprised the correspondents",
    ],
    people: &["adults", "respondents", "the people who were asked", "students", "urban residents", "voters"],
    statements: &[
        Form { sentence: "In {year}, {share} of {people} trusted {name}.", share: "{n} percent", hedge: "" },
        Form {
            sentence: "{name} was trusted by {share} of {people} in {year}, although its broadcasts were understood by few.",
            share: "nearly {n} percent",
            hedge: "nearly ",
        },
        Form {
            sentence: "Of {people}, {share} called {name} “a reliable neighbour” when they were interviewed in {year}.",
            share: "{n}%",
            hedge: "",
        },
        Form {
            sentence: "The interviewers found that {share} of {people} would recommend {name} to their families.",
            share: "more than {n} percent",
            hedge: ">",
        },
        Form {
            sentence: "Its reputation was better than expected: {share} of {people} spoke well of {name}.",
            share: "about {n}%",
            hedge: "~",
        },
    ],
};

pub(crate) static TURKISH: Language = Language {
    tag: "tr",
    subjects: &[
        "Önceki raporun yazarları",
        "Bölgeyi iyi bilen gözlemciler",
        "Uzun süre sessiz kalan bakanlık",
        "Başkentin en büyük gazetesi",
        "Dağ köylerindeki öğretmenler",
        "Çalışmayı destekleyen vakıf",
        "Bu alandaki araştırmalar",
    ],
    verbs: &["yıllardır", "büyük bir dikkatle", "kimseye danışmadan", "açıkça", "beklenmedik bir biçimde", "yeniden"],
    objects: &[
        "bozkırdan geçen yeni demiryolunu",
        "öğrenciler için açılan burs programını",
        "azınlık dilindeki yayınları",
        "iki üniversitenin saygınlığını",
        "su ve elektrik anlaşmasını",
        "komşu ülkenin konumunu",
    ],
    endings: &["ele aldı", "tartışmaya açtı", "övgüyle karşıladı", "eleştirdi", "göz ardı etti", "anlattı"],
    people: &["yetişkinlerin", "katılımcıların", "öğrencilerin", "şehirde yaşayanların"],
    statements: &[
        Form {
            sentence: "{year} yılında {people} {share}'i {name} için olumlu konuştu.",
            share: "yüzde {n}",
            hedge: "",
        },
        Form {
            sentence: "Görüşmelere göre {people} {share}'i {name} ülkesini “güvenilir bir komşu” olarak tanımladı.",
            share: "%{n}",
            hedge: "",
        },
    ],
};

pub(crate) static RUSSIAN: Language = Language {
    tag: "ru",
    subjects: &[
        "Авторы прежнего доклада",
        "Большинство наблюдателей в столице",
        "Министерство, которое долго молчало,",
        "Крупнейшая газета области",
        "Учителя горных районов",
        "Фонд, оплативший работу,",
        "Исследования прошлых лет",
    ],
    verbs: &[
        "подробно обсуждали",
        "не ожидали увидеть",
        "снова и снова вспоминали",
        "осторожно хвалили",
        "не заметили",
    ],
    objects: &[
        "новую железную дорогу через степь",
        "программу стипендий для студентов",
        "передачи на языке меньшинства",
        "соглашение о воде и электричестве",
        "известность обоих университетов",
        "положение соседней страны",
    ],
    endings: &[
        "после начала реформы",
        "хотя доказательств немного",
        "как показывают беседы с чиновниками",
        "не называя источника",
        "и не скрывали этого",
    ],
    people: &["взрослых", "опрошенных", "студентов", "жителей городов"],
    statements: &[
        Form {
            sentence: "В {year} году {share} {people} хорошо отзывались о стране {name}.",
            share: "{n} процента",
            hedge: "",
        },
        Form {
            sentence: "По словам {share} {people}, страна {name} остаётся «надёжным соседом».",
            share: "более {n}%",
            hedge: ">",
        },
    ],
};

impl Language {
    /// A sentence without a number.
    pub(crate) fn plain(&self, dice: &mut Dice) -> String {
        let [subject, verb] = [dice.of(self.subjects), dice.of(self.verbs)];
        let [object, ending] = [dice.of(self.objects), dice.of(self.endings)];
        format!("{subject} {verb} {object} {ending}.")
    }

    /// A sentence that states a share and is not among those that were made before.
    pub(crate) fn stated(&self, dice: &mut Dice, made: &mut BTreeSet<String>) -> Stated {
        loop {
            let form = &self.statements[dice.below(self.statements.len())];
            let (name, year) = (dice.below(NAMES.len()), YEARS.start + dice.below(YEARS.len()));
            let (whole, tenths) = (2 + dice.below(96), dice.below(10));
            let point = if self.tag == "en" { '.' } else { ',' };
            let as_written = form.share.replace("{n}", &format!("{whole}{point}{tenths}"));
            let sentence = form.sentence.replace("{people}", dice.of(self.people)).replace("{share}", &as_written);
            let sentence = sentence.replace("{name}", NAMES[name]).replace("{year}", &year.to_string());
            if made.insert(sentence.clone()) {
                let value = match form.hedge {
                    "" => format!("{whole}.{tenths}"),
                    hedge => format!("\"{hedge}{whole}.{tenths}\""),
                };
                return Stated { sentence, as_written, value, name, year, section: 0 };
            }
        }
    }
}
