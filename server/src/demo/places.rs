//! What organisations, people and phone numbers look like around the world. All of it is made up;
//! the domains end in `.example`, which nobody can own (RFC 2606).

/// One country's ways.
pub(super) struct Place {
    /// ISO 3166-1 alpha-2.
    pub(super) country: &'static str,
    /// A mobile number; each `#` is any digit.
    pub(super) phone: &'static str,
    /// What organisations are named after, as written and in ASCII.
    pub(super) words: &'static [(&'static str, &'static str)],
    /// What kinds of organisation there are.
    pub(super) kinds: &'static [&'static str],
    /// People, as written and as the front of an email address.
    pub(super) people: &'static [(&'static str, &'static str)],
}

macro_rules! places {
    ($($country:literal $phone:literal
        words $($word:literal = $ascii:literal),+;
        kinds $($kind:literal),+;
        people $($person:literal = $mailbox:literal),+;)+) => {
        /// The places, from near to far.
        pub(super) static PLACES: &[Place] = &[$(Place {
            country: $country,
            phone: $phone,
            words: &[$(($word, $ascii)),+],
            kinds: &[$($kind),+],
            people: &[$(($person, $mailbox)),+],
        }),+];
    };
}

places! {
    "NL" "+31 6 1#######"
        words "Stemhuis" = "stemhuis", "Waterkant" = "waterkant", "De Vries" = "de-vries", "Noorderlicht" = "noorderlicht", "Grachtengordel" = "grachtengordel", "Zuiderzee" = "zuiderzee";
        kinds "Stichting {}", "{} B.V.", "{} Advocaten", "{} Media";
        people "Joost van den Berg" = "joost.vandenberg", "Fenna Jansen" = "fenna.jansen", "Daan de Wit" = "daan.dewit";
    "DE" "+49 151 ########"
        words "Müller & Söhne" = "mueller-soehne", "Nordlicht" = "nordlicht", "Alpen" = "alpen", "Groß" = "gross", "Elbufer" = "elbufer";
        kinds "{} GmbH", "{} AG", "Kanzlei {}", "{} Verlag";
        people "Jürgen Weiß" = "juergen.weiss", "Käthe Schröder" = "kaethe.schroeder", "Björn Lück" = "bjoern.lueck";
    "BE" "+32 470 ## ## ##"
        words "Leuven Legal" = "leuven-legal", "Scheldeoever" = "scheldeoever", "Bruxelles Média" = "bruxelles-media";
        kinds "{} BV", "{} NV", "{} & Partners";
        people "Lotte Peeters" = "lotte.peeters", "Maxime Dubois" = "maxime.dubois";
    "FR" "+33 6 12 ## ## ##"
        words "Hélène" = "helene", "Éditions du Midi" = "editions-du-midi", "Côte d'Azur" = "cote-d-azur", "Forêt" = "foret", "Lumière" = "lumiere";
        kinds "{} SARL", "Cabinet {}", "{} Conseil", "Atelier {}";
        people "Éloïse Lefèvre" = "eloise.lefevre", "François Benoît" = "francois.benoit", "Zoé Garçon" = "zoe.garcon";
    "GB" "+44 7400 ######"
        words "O'Connor" = "oconnor", "Thornbury" = "thornbury", "Kingfisher" = "kingfisher", "Marsh & Daughters" = "marsh-daughters";
        kinds "{} Ltd", "{} Solicitors", "{} Broadcasting", "{} Trust";
        people "Imogen Clarke" = "imogen.clarke", "Rhys Llewellyn" = "rhys.llewellyn";
    "ES" "+34 612 ### ###"
        words "Peñalara" = "penalara", "Niño y Hermanos" = "nino-y-hermanos", "Andalucía" = "andalucia", "Río Verde" = "rio-verde";
        kinds "{} S.L.", "Grupo {}", "Radio {}", "Notaría {}";
        people "Íñigo Muñoz" = "inigo.munoz", "Begoña Ibáñez" = "begona.ibanez";
    "IT" "+39 312 #######"
        words "Città Alta" = "citta-alta", "Perché No" = "perche-no", "Laguna" = "laguna", "Monteverde" = "monteverde";
        kinds "{} S.r.l.", "Studio {}", "Edizioni {}";
        people "Niccolò D'Angelo" = "niccolo.dangelo", "Chiara Rossi" = "chiara.rossi";
    "PL" "+48 512 ### ###"
        words "Źródło" = "zrodlo", "Łódź Media" = "lodz-media", "Wiśniewski" = "wisniewski", "Śląsk" = "slask";
        kinds "{} Sp. z o.o.", "Kancelaria {}", "Fundacja {}";
        people "Małgorzata Wójcik" = "malgorzata.wojcik", "Paweł Zieliński" = "pawel.zielinski";
    "SE" "+46 70 1## ## ##"
        words "Åkerö" = "akero", "Skärgården" = "skargarden", "Björk & Ek" = "bjork-ek";
        kinds "{} AB", "{} Förlag", "Stiftelsen {}";
        people "Åsa Öberg" = "asa.oberg", "Örjan Sjöström" = "orjan.sjostrom";
    "GR" "+30 69########"
        words "Ολυμπία" = "olympia", "Αιγαίο" = "aigaio", "Παπαδόπουλος" = "papadopoulos", "Θάλασσα" = "thalassa";
        kinds "{} Α.Ε.", "Εκδόσεις {}", "{} Ε.Π.Ε.";
        people "Ελένη Παππά" = "eleni.pappa", "Γιώργος Νικολάου" = "giorgos.nikolaou";
    "UA" "+380 50 #######"
        words "Дніпро" = "dnipro", "Карпати" = "karpaty", "Світанок" = "svitanok", "Їжак" = "yizhak";
        kinds "ТОВ «{}»", "Видавництво {}", "Фонд {}";
        people "Олена Шевченко" = "olena.shevchenko", "Євген Коваль" = "yevhen.koval";
    "TR" "+90 532 ### ## ##"
        words "Işık" = "isik", "Boğaziçi" = "bogazici", "Güneş" = "gunes", "Çınar" = "cinar";
        kinds "{} A.Ş.", "{} Hukuk Bürosu", "{} Medya";
        people "İpek Yıldız" = "ipek.yildiz", "Çağlar Öztürk" = "caglar.ozturk";
    "IL" "+972 50 2######"
        words "הדקל" = "hadekel", "כרמל" = "carmel", "אור הצפון" = "or-hatzafon";
        kinds "{} בע\"מ", "משרד עורכי דין {}", "הוצאת {}";
        people "נועה לוי" = "noa.levi", "איתן כהן" = "eitan.cohen";
    "SA" "+966 50 #######"
        words "النخيل" = "al-nakheel", "الواحة" = "al-waha", "الخليج" = "al-khaleej", "نور" = "noor";
        kinds "شركة {}", "مؤسسة {}", "مكتب {} للمحاماة";
        people "ليلى الأحمد" = "layla.alahmad", "يوسف الحربي" = "yousef.alharbi";
    "IN" "+91 98100 #####"
        words "गंगा" = "ganga", "हिमालय" = "himalaya", "सूर्य" = "surya", "Lotus" = "lotus";
        kinds "{} प्राइवेट लिमिटेड", "{} मीडिया", "{} Foundation";
        people "अनन्या शर्मा" = "ananya.sharma", "Rohan Iyer" = "rohan.iyer";
    "TH" "+66 81 #######"
        words "สยาม" = "siam", "เจ้าพระยา" = "chao-phraya", "ดอกบัว" = "dok-bua";
        kinds "บริษัท {} จำกัด", "สำนักพิมพ์{}", "มูลนิธิ{}";
        people "สมหญิง ใจดี" = "somying.jaidee", "ณัฐพล ศรีสุข" = "nattapon.srisuk";
    "CN" "+86 131 ########"
        words "长江" = "changjiang", "明月" = "mingyue", "青松" = "qingsong", "海风" = "haifeng";
        kinds "{}科技有限公司", "{}律师事务所", "{}传媒";
        people "王小明" = "wang.xiaoming", "李雪" = "li.xue";
    "JP" "+81 90 1### ####"
        words "渡辺" = "watanabe", "さくら" = "sakura", "富士" = "fuji", "ミナト" = "minato";
        kinds "株式会社{}", "{}印刷", "{}法律事務所";
        people "佐藤 花子" = "hanako.sato", "高橋 健" = "ken.takahashi";
    "KR" "+82 10 2### ####"
        words "한강" = "hangang", "무지개" = "mujigae", "서울" = "seoul";
        kinds "주식회사 {}", "{}미디어", "법무법인 {}";
        people "김지우" = "jiwoo.kim", "박서연" = "seoyeon.park";
    "BR" "+55 11 9########"
        words "São João" = "sao-joao", "Ipê Amarelo" = "ipe-amarelo", "Coração" = "coracao", "Açaí" = "acai";
        kinds "{} Ltda.", "Editora {}", "{} Advogados";
        people "Conceição Araújo" = "conceicao.araujo", "João Magalhães" = "joao.magalhaes";
    "ZA" "+27 71 1## ####"
        words "Ubuntu" = "ubuntu", "Tafelberg" = "tafelberg", "Umhlanga" = "umhlanga";
        kinds "{} (Pty) Ltd", "{} Attorneys", "{} Community Radio";
        people "Thandiwe Nkosi" = "thandiwe.nkosi", "Pieter Botha" = "pieter.botha";
    "US" "+1 212 555 01##"
        words "Prairie" = "prairie", "Old Harbor" = "old-harbor", "Comer, Toolis and Fair" = "comer-toolis-fair", "Blue Ridge" = "blue-ridge";
        kinds "{} Inc.", "{} LLC", "{} Public Radio", "Law Offices of {}";
        people "Grace O'Malley" = "grace.omalley", "Luis Hernández" = "luis.hernandez";
}
