//! Russian.

use super::Words;
use crate::model::{Number, Operator};

pub(super) static WORDS: Words = Words {
    decimal: ',',
    group: '\u{a0}',
    percent: "{n}\u{a0}%",
    spoken_percent: |n, last, operator| format!("{n} {}", percent_word(last, operator)),
    label: |operator| match operator {
        Operator::Exact | Operator::Between => "{v}",
        Operator::About => "≈\u{a0}{v}",
        Operator::Nearly => "почти {v}",
        Operator::Below => "<\u{a0}{v}",
        Operator::AtMost => "≤\u{a0}{v}",
        Operator::Above => ">\u{a0}{v}",
        Operator::AtLeast => "≥\u{a0}{v}",
        Operator::Majority => "большинство (>\u{a0}{v})",
        Operator::Minority => "меньшинство (<\u{a0}{v})",
        Operator::Unquantified => "число не указано",
    },
    spoken: |operator| match operator {
        Operator::Exact | Operator::Between => "{v}",
        Operator::About => "примерно {v}",
        Operator::Nearly => "почти {v}",
        Operator::Below => "менее {v}",
        Operator::AtMost => "максимум {v}",
        Operator::Above => "более {v}",
        Operator::AtLeast => "минимум {v}",
        Operator::Majority => "большинство",
        Operator::Minority => "меньшинство",
        Operator::Unquantified => "число не указано",
    },
    months: [
        "январь",
        "февраль",
        "март",
        "апрель",
        "май",
        "июнь",
        "июль",
        "август",
        "сентябрь",
        "октябрь",
        "ноябрь",
        "декабрь",
    ],
    months_of_days: Some([
        "января",
        "февраля",
        "марта",
        "апреля",
        "мая",
        "июня",
        "июля",
        "августа",
        "сентября",
        "октября",
        "ноября",
        "декабря",
    ]),
    month_year: "{month} {year}\u{a0}г.",
    day_month_year: "{day}\u{a0}{month} {year}\u{a0}г.",
    and: " и ",
    quotes: ("«", "»"),
    not_reported: "не сообщается",
    note: "Примечание:",
    source: "Источник:",
    sources: "Источники:",
    as_cited_in: "{cited}, цит. по: {document}",
    respondents: "опрошенные",
    percent_of: "в процентах, база: {base}",
    paraphrased: "вопрос в пересказе",
    hatching_rule: "Штриховка охватывает значения, которые допускает приблизительная формулировка: {readings}; правила чтения {version}.",
    hatching_bound: "Для {wordings} источник называет только границу; штриховка охватывает все значения в её пределах.",
    hatching_rule_many: "Штриховка охватывает значения, которые допускает приблизительная формулировка: «примерно x» читается как x ± {about} п. п., «почти x» — до {nearly} п. п. меньше; правила чтения {version}.",
    hatching_bound_many: "Где источник называет только границу, штриховка охватывает все значения в её пределах.",
    rest: "Несообщённая часть целого может содержать любые другие ответы или их отсутствие.",
    undisclosed: "Источник не сообщает: {items}.",
    base_of: "База для {row}: {base}.",
    panels_differ: "Панели различаются и не сопоставимы между собой; различия: {differences}.",
    after_work: "Работы, на которые ссылается источник, старше самих данных: {survey}.",
    figures_of: "данные за {date}",
    derived: "{rows}: вычислено по источнику, в нём не указано.",
    kinds: [
        "Столбчатая диаграмма",
        "Точечная диаграмма",
        "Столбчатая диаграмма с накоплением",
        "Расходящаяся столбчатая диаграмма",
        "Ключевые числа",
        "Диаграмма из ста клеток",
    ],
    more_rows: "и ещё {n}",
    polarity: ["Ответы в пользу страны", "Ответы ни за, ни против", "Ответы не в пользу страны", "Факты, а не мнения"],
    differences: ["единица", "опрос", "волна", "вопрос", "база", "направление ответа", "ответ", "формулировка"],
    items: [
        "исполнитель",
        "заказчик",
        "генеральная совокупность",
        "место",
        "основа выборки",
        "метод опроса",
        "даты опроса",
        "конец опроса",
        "размер выборки",
        "погрешность",
        "взвешивание",
        "формулировка вопроса",
        "ограничения",
    ],
};

/// "процент" in the form that the number asks for: 1, 21 → процент; 2–4 → процента; others → процентов; a fraction →
/// процента. After "менее" and "более" it stands in the genitive: 1, 21 → процента; others → процентов.
fn percent_word(number: Number, operator: Operator) -> &'static str {
    if number.decimals() > 0 {
        return "процента";
    }
    let n = number.value().abs() as u64;
    let genitive = matches!(operator, Operator::Below | Operator::Above);
    match (n % 100, n % 10, genitive) {
        (11..=14, ..) => "процентов",
        (_, 1, false) => "процент",
        (_, 1, true) | (_, 2..=4, false) => "процента",
        _ => "процентов",
    }
}
