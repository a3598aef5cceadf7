use crate::{render, summarize};

const FILE: &str = "\
location,date,precipitation,temp_max,temp_min,wind,weather
Seattle,2012-01-01,0.0,12.8,5.0,4.7,drizzle
Seattle,2012-01-02,10.9,10.6,2.8,4.5,rain
Seattle,2012-02-20,5.0,9.4,3.3,3.0,rain
Seattle,2012-02-21,8.0,12.2,9.4,6.2,rain
";

#[test]
fn days_are_summed_up_by_weather() {
    let summary = summarize(FILE);
    assert!(summary.starts_with("# 4 days, 75 % of them wet\n"));
    let rows: Vec<_> = summary.lines().skip(4).collect();
    assert_eq!(
        rows,
        [
            "| Seattle  | drizzle |    1 |      0.0 |   12.8 °C | January   |",
            "| Seattle  | rain    |    3 |     23.9 |   10.7 °C | February  |",
        ]
    );
}

#[test]
fn a_summary_renders_as_a_table() {
    let html = render(&summarize(FILE));
    assert!(html.starts_with("<h1>4 days, 75 % of them wet</h1>\n<table>"));
    assert_eq!(html.matches("<tr>").count(), 3);
}

#[test]
#[should_panic(expected = "attempt to divide by zero")]
fn no_days_are_none_to_divide_by() {
    let (header, _) = FILE.split_at(FILE.find('\n').unwrap() + 1);
    let _ = summarize(header);
}
