//! Charts of PowerPoint's own: values as worded in the labels, error bars for what the wording allows, patterns for hedges.

use crate::figure::scene::Color;
use crate::figure::{Data, DataRow, DataValue};
use crate::language::phrases::words;
use crate::locale::Language;
use crate::model::{Locale, Unit};
use crate::project::recipe::ChartKind;
use crate::publish::deck::DeckError;
use crate::publish::ooxml::points::{Points, axis_line, cells, minus, number_cache, plus, runs, step, text_cache};
use crate::publish::ooxml::text::{fill, hex, lang};
use crate::publish::ooxml::workbook::{Column, head, range, workbook};
use crate::render::escape;
use crate::style::contrast;

/// A chart part with its workbook.
pub(crate) struct Native {
    pub(crate) xml: String,
    pub(crate) workbook: Vec<u8>,
}

/// Whether PowerPoint has a chart for a figure.
pub(crate) fn has_chart(data: &Data) -> bool {
    matches!(data.kind, ChartKind::Bar | ChartKind::Stacked | ChartKind::Trend | ChartKind::Slope)
        && data.panels.len() == 1
}

/// The chart of a figure.
pub(crate) fn native(data: &Data, locale: Locale, ink: Color) -> Result<Native, DeckError> {
    let rows = &data.panels[0].rows;
    let writer = Writer { data, lang: lang(locale.tag()), words: words(locale), ink };
    let (plot, categories, columns, again) = match data.kind {
        ChartKind::Trend | ChartKind::Slope => writer.scatter(rows),
        _ => writer.bars(rows),
    };
    let legend = match data.series.iter().filter(|s| !s.label.is_empty()).count() {
        0 => String::new(),
        _ => {
            let hidden: String = again
                .iter()
                .map(|i| format!("<c:legendEntry><c:idx val=\"{i}\"/><c:delete val=\"1\"/></c:legendEntry>"))
                .collect();
            format!("<c:legend><c:legendPos val=\"t\"/>{hidden}<c:overlay val=\"0\"/></c:legend>")
        }
    };
    let xml = format!(
        "<c:chartSpace xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><c:date1904 val=\"0\"/><c:roundedCorners val=\"0\"/><c:chart><c:autoTitleDeleted val=\"1\"/><c:plotArea><c:layout/>{plot}</c:plotArea>{legend}<c:plotVisOnly val=\"1\"/><c:dispBlanksAs val=\"gap\"/></c:chart><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr><c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz=\"1300\">{}</a:defRPr></a:pPr><a:endParaRPr lang=\"{}\"/></a:p></c:txPr><c:externalData r:id=\"rId1\"><c:autoUpdate val=\"0\"/></c:externalData></c:chartSpace>",
        fill(ink),
        writer.lang
    );
    Ok(Native { xml, workbook: workbook(&categories, &columns, data)? })
}

struct Writer<'a> {
    data: &'a Data,
    lang: &'static str,
    words: &'static Language,
    ink: Color,
}

/// Plot, categories, columns, and the series that the legend need not name again.
type Parts = (String, Vec<String>, Vec<Column>, Vec<usize>);

impl Writer<'_> {
    /// The format of the axis, with the percent sign where the language has it.
    fn number_format(&self) -> String {
        if self.data.unit != Unit::Percent {
            return "#,##0".to_owned();
        }
        let sample = self.words.tick(7.0, Unit::Percent);
        let (before, after) = sample.split_once('7').unwrap_or(("", "%"));
        let quoted = |text: &str| if text.is_empty() { String::new() } else { format!("&quot;{}&quot;", escape(text)) };
        format!("{}0{}", quoted(before), quoted(after))
    }

    fn bars(&self, rows: &[DataRow]) -> Parts {
        let stacked = self.data.kind == ChartKind::Stacked;
        let categories: Vec<String> = rows.iter().map(|r| r.label.clone()).collect();
        let mut columns = Vec::new();
        let mut body = String::new();
        let count = self.data.series.len();
        for (index, series) in self.data.series.iter().enumerate() {
            let points: Points<'_> = rows
                .iter()
                .enumerate()
                .filter_map(|(i, r)| Some((i, r.values.iter().find(|v| v.series == index)?)))
                .collect();
            let column = columns.len() + 1;
            columns.extend(value_columns(&series.label, &points, rows.len()));
            body.push_str(&format!(
                "<c:ser><c:idx val=\"{index}\"/><c:order val=\"{index}\"/>{}<c:spPr>{}</c:spPr><c:invertIfNegative val=\"0\"/>{}{}{}<c:cat>{}</c:cat><c:val>{}</c:val></c:ser>",
                series_name(&series.label, column),
                fill(series.color),
                patterns(&points, series.color),
                self.labels(&points, if stacked { "ctr" } else { "outEnd" }),
                if stacked { String::new() } else { self.errors(&points, column, rows.len(), None) },
                text_cache(&range(0, rows.len()), &categories),
                self.values(&range(column, rows.len()), &cells(&points, rows.len(), |v| v.value)),
            ));
        }
        if stacked {
            let rest: Vec<Option<f64>> = rows
                .iter()
                .map(|r| {
                    Some((100.0 - r.values.iter().map(|v| v.value).sum::<f64>()).max(0.0)).filter(|rest| *rest >= 0.5)
                })
                .collect();
            if rest.iter().any(Option::is_some) {
                let column = columns.len() + 1;
                body.push_str(&format!(
                    "<c:ser><c:idx val=\"{count}\"/><c:order val=\"{count}\"/>{}<c:spPr><a:noFill/><a:ln w=\"12700\">{}<a:prstDash val=\"dash\"/></a:ln></c:spPr><c:invertIfNegative val=\"0\"/><c:cat>{}</c:cat><c:val>{}</c:val></c:ser>",
                    series_name(self.words.not_reported, column),
                    fill(Color(0x57, 0x60, 0x6a)),
                    text_cache(&range(0, rows.len()), &categories),
                    self.values(&range(column, rows.len()), &rest),
                ));
                columns.push(Column { head: self.words.not_reported.to_owned(), cells: rest });
            }
        }
        let (grouping, overlap) =
            if stacked { ("stacked", "<c:overlap val=\"100\"/>") } else { ("clustered", "<c:overlap val=\"-10\"/>") };
        let plot = format!(
            "<c:barChart><c:barDir val=\"bar\"/><c:grouping val=\"{grouping}\"/><c:varyColors val=\"0\"/>{body}<c:gapWidth val=\"60\"/>{overlap}<c:axId val=\"1\"/><c:axId val=\"2\"/></c:barChart><c:catAx><c:axId val=\"1\"/><c:scaling><c:orientation val=\"maxMin\"/></c:scaling><c:delete val=\"0\"/><c:axPos val=\"l\"/><c:numFmt formatCode=\"General\" sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"low\"/>{}<c:crossAx val=\"2\"/><c:crosses val=\"autoZero\"/><c:auto val=\"1\"/><c:lblAlgn val=\"ctr\"/><c:lblOffset val=\"100\"/><c:noMultiLvlLbl val=\"0\"/></c:catAx>{}",
            axis_line(self.ink),
            self.value_axis(2, 1, "b", "max")
        );
        (plot, categories, columns, Vec::new())
    }

    fn scatter(&self, rows: &[DataRow]) -> Parts {
        let mut dates: Vec<(i64, String)> = Vec::new();
        for value in rows.iter().flat_map(|r| &r.values) {
            let entry = (value.year, value.date.clone());
            if !dates.contains(&entry) {
                dates.push(entry);
            }
        }
        dates.sort();
        let categories: Vec<String> = dates.iter().map(|d| d.1.clone()).collect();
        let years: Vec<Option<f64>> = dates.iter().map(|d| Some(d.0 as f64)).collect();
        let mut columns = vec![Column { head: "x".to_owned(), cells: years.clone() }];
        let mut body = String::new();
        let (mut order, mut again) = (0, Vec::new());
        for row in rows {
            for (index, series) in self.data.series.iter().enumerate() {
                let place = |v: &DataValue| dates.iter().position(|d| d.1 == v.date).unwrap_or(0);
                let points: Points<'_> =
                    row.values.iter().filter(|v| v.series == index).map(|v| (place(v), v)).collect();
                let label =
                    if rows.len() > 1 { format!("{} {}", series.label, row.label) } else { series.label.clone() };
                for (run, points) in runs(&points).into_iter().enumerate() {
                    let column = columns.len() + 1;
                    columns.extend(value_columns(&label, &points, dates.len()));
                    let line = format!("<a:ln w=\"28575\" cap=\"rnd\">{}<a:round/></a:ln>", fill(series.color));
                    body.push_str(&format!(
                        "<c:ser><c:idx val=\"{order}\"/><c:order val=\"{order}\"/>{}<c:spPr>{line}</c:spPr><c:marker><c:symbol val=\"circle\"/><c:size val=\"8\"/><c:spPr>{}</c:spPr></c:marker>{}{}<c:xVal>{}</c:xVal><c:yVal>{}</c:yVal><c:smooth val=\"0\"/></c:ser>",
                        series_name(&label, column),
                        fill(series.color),
                        self.labels(&points, "t"),
                        self.errors(&points, column, dates.len(), Some("y")),
                        number_cache(&range(1, dates.len()), &years, "0"),
                        self.values(&range(column, dates.len()), &cells(&points, dates.len(), |v| v.value)),
                    ));
                    if run > 0 {
                        again.push(order);
                    }
                    order += 1;
                }
            }
        }
        // Ticks stand on whole years, those of the waves among them.
        let pad =
            if dates.last().map_or(0, |d| d.0) - dates.first().map_or(0, |d| d.0) <= 12 { 1 } else { step(&dates) };
        let (first, last) = (dates.first().map_or(0, |d| d.0), dates.last().map_or(1, |d| d.0));
        let plot = format!(
            "<c:scatterChart><c:scatterStyle val=\"lineMarker\"/><c:varyColors val=\"0\"/>{body}<c:axId val=\"1\"/><c:axId val=\"2\"/></c:scatterChart><c:valAx><c:axId val=\"1\"/><c:scaling><c:orientation val=\"minMax\"/><c:max val=\"{}\"/><c:min val=\"{}\"/></c:scaling><c:delete val=\"0\"/><c:axPos val=\"b\"/><c:numFmt formatCode=\"0\" sourceLinked=\"0\"/><c:majorTickMark val=\"out\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"low\"/>{}<c:crossAx val=\"2\"/><c:crosses val=\"min\"/><c:crossBetween val=\"midCat\"/><c:majorUnit val=\"{}\"/></c:valAx>{}",
            last + pad,
            first - pad,
            axis_line(self.ink),
            pad,
            self.value_axis(2, 1, "l", "min")
        );
        (plot, categories, columns, again)
    }

    fn value_axis(&self, id: u8, cross: u8, place: &str, crosses: &str) -> String {
        let limits = match self.data.unit {
            Unit::Percent => "<c:max val=\"100\"/><c:min val=\"0\"/>",
            Unit::Count | Unit::Rank | Unit::Year => "<c:min val=\"0\"/>",
        };
        let unit = if self.data.unit == Unit::Percent { "<c:majorUnit val=\"25\"/>" } else { "" };
        let grid = format!(
            "<c:majorGridlines><c:spPr><a:ln w=\"9525\">{}</a:ln></c:spPr></c:majorGridlines>",
            fill(Color(0xe6, 0xe9, 0xed))
        );
        format!(
            "<c:valAx><c:axId val=\"{id}\"/><c:scaling><c:orientation val=\"minMax\"/>{limits}</c:scaling><c:delete val=\"0\"/><c:axPos val=\"{place}\"/>{grid}<c:numFmt formatCode=\"{}\" sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"nextTo\"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr><c:crossAx val=\"{cross}\"/><c:crosses val=\"{crosses}\"/><c:crossBetween val=\"between\"/>{unit}</c:valAx>",
            self.number_format()
        )
    }

    fn values(&self, range: &str, cells: &[Option<f64>]) -> String {
        number_cache(range, cells, &self.number_format())
    }

    /// The values as worded. A hedged one stands at the foot of its bar, where no error bar crosses it.
    fn labels(&self, points: &Points<'_>, place: &str) -> String {
        const SHOWN: &str = "<c:showLegendKey val=\"0\"/><c:showVal val=\"1\"/><c:showCatName val=\"0\"/><c:showSerName val=\"0\"/><c:showPercent val=\"0\"/><c:showBubbleSize val=\"0\"/>";
        const CLEAR: &str = "<c:spPr><a:solidFill><a:srgbClr val=\"FFFFFF\"><a:alpha val=\"85000\"/></a:srgbClr></a:solidFill><a:ln><a:noFill/></a:ln></c:spPr>";
        let one = |(i, v): &(usize, &DataValue)| {
            let (ground, own) = match (v.is_hedged(), place) {
                (true, "outEnd") => (CLEAR, "inBase"),
                (true, "ctr") => (CLEAR, "ctr"),
                (_, "t") if self.is_below(v) => ("", "b"),
                _ => ("", place),
            };
            let white = Color(0xff, 0xff, 0xff);
            let on_color = place == "ctr" && !v.is_hedged() && contrast(white, v.color) > contrast(self.ink, v.color);
            let ink = if on_color { white } else { self.ink };
            format!(
                "<c:dLbl><c:idx val=\"{i}\"/><c:tx><c:rich><a:bodyPr wrap=\"none\"/><a:lstStyle/><a:p><a:r><a:rPr lang=\"{}\" sz=\"1400\" b=\"1\">{}</a:rPr><a:t>{}</a:t></a:r></a:p></c:rich></c:tx>{ground}<c:dLblPos val=\"{own}\"/>{SHOWN}</c:dLbl>",
                self.lang,
                fill(ink),
                escape(&v.label)
            )
        };
        let own: String = points.iter().map(one).collect();
        format!(
            "<c:dLbls>{own}<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr><c:dLblPos val=\"{place}\"/>{SHOWN}</c:dLbls>"
        )
    }

    /// Whether the label of a point goes below it: another one of the same date stands closely above.
    fn is_below(&self, value: &DataValue) -> bool {
        let above = |v: &&DataValue| v.date == value.date && v.value > value.value && v.value - value.value < 9.0;
        self.data.values().filter(above).count() % 2 == 1
    }

    /// Error bars from the least to the greatest value that the wording allows.
    fn errors(&self, points: &Points<'_>, column: usize, rows: usize, direction: Option<&str>) -> String {
        if points.iter().all(|(_, v)| !v.is_hedged()) {
            return String::new();
        }
        let direction = direction.map(|d| format!("<c:errDir val=\"{d}\"/>")).unwrap_or_default();
        let bars = |offset: usize, of: fn(&DataValue) -> f64| {
            let hedged: Points<'_> = points.iter().filter(|(_, v)| v.is_hedged()).copied().collect();
            number_cache(&range(column + offset, rows), &cells(&hedged, rows, of), "General")
        };
        format!(
            "<c:errBars>{direction}<c:errBarType val=\"both\"/><c:errValType val=\"cust\"/><c:noEndCap val=\"0\"/><c:plus>{}</c:plus><c:minus>{}</c:minus><c:spPr><a:ln w=\"15875\">{}</a:ln></c:spPr></c:errBars>",
            bars(2, plus),
            bars(1, minus),
            fill(self.ink)
        )
    }
}

/// Value, and how far it reaches down and up.
fn value_columns(label: &str, points: &Points<'_>, rows: usize) -> Vec<Column> {
    let hedged: Points<'_> = points.iter().filter(|(_, v)| v.is_hedged()).copied().collect();
    vec![
        Column { head: label.to_owned(), cells: cells(points, rows, |v| v.value) },
        Column { head: format!("{label} −"), cells: cells(&hedged, rows, minus) },
        Column { head: format!("{label} +"), cells: cells(&hedged, rows, plus) },
    ]
}

fn series_name(label: &str, column: usize) -> String {
    format!(
        "<c:tx><c:strRef><c:f>{}</c:f><c:strCache><c:ptCount val=\"1\"/><c:pt idx=\"0\"><c:v>{}</c:v></c:pt></c:strCache></c:strRef></c:tx>",
        head(column),
        escape(label)
    )
}

/// A pattern for every value that is hedged.
fn patterns(points: &Points<'_>, color: Color) -> String {
    let hedged = points.iter().filter(|(_, v)| v.is_hedged() || v.color != color);
    hedged
        .map(|(i, v)| {
            let look = match v.is_hedged() {
                true => format!(
                    "<a:pattFill prst=\"wdUpDiag\"><a:fgClr><a:srgbClr val=\"{}\"/></a:fgClr><a:bgClr><a:srgbClr val=\"FFFFFF\"/></a:bgClr></a:pattFill><a:ln w=\"12700\">{}</a:ln>",
                    hex(v.color),
                    fill(v.color)
                ),
                false => fill(v.color),
            };
            format!("<c:dPt><c:idx val=\"{i}\"/><c:invertIfNegative val=\"0\"/><c:bubble3D val=\"0\"/><c:spPr>{look}</c:spPr></c:dPt>")
        })
        .collect()
}
