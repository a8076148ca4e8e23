//! Russian.

use super::Words;
use crate::model::{Number, Operator};

pub(super) static WORDS: Words = Words {
    decimal: ',',
    group: '\u{a0}',
    percent: "{n}\u{a0}%",
    spoken_percent: |n, last| format!("{n} {}", percent_word(last)),
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
        Operator::Exact => "{v}",
        Operator::About => "примерно {v}",
        Operator::Nearly => "почти {v}",
        Operator::Below => "ниже уровня {v}",
        Operator::AtMost => "максимум {v}",
        Operator::Above => "выше уровня {v}",
        Operator::AtLeast => "минимум {v}",
        Operator::Between => "в пределах {v}",
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
    month_year: "{month} {year}\u{a0}г.",
    day_month_year: "{day}.{month} {year}\u{a0}г.",
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
    undisclosed: "Источник не сообщает: {items}.",
    base_of: "База для {row}: {base}.",
    panels_differ: "Панели различаются и не сопоставимы между собой; различия: {differences}.",
    after_work: "Работы, на которые ссылается источник, вышли раньше опроса ({survey}).",
    figures_of: "данные: {date}",
    derived: "{rows}: вычислено по источнику, в нём не указано.",
    kinds: ["Столбчатая диаграмма", "Точечная диаграмма"],
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

/// "процент" in the form that the number asks for: 1, 21 → процент; 2–4 → процента; others → процентов; a fraction → процента.
fn percent_word(number: Number) -> &'static str {
    if number.decimals() > 0 {
        return "процента";
    }
    let n = number.value().abs() as u64;
    match (n % 100, n % 10) {
        (11..=14, _) => "процентов",
        (_, 1) => "процент",
        (_, 2..=4) => "процента",
        _ => "процентов",
    }
}
