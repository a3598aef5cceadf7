use crate::{from_csv, from_markdown};

#[test]
fn sections_are_numbered() {
    let html = from_markdown("# Title\n## One\n### Part\n## Two *twice*");
    let headings = [
        "<h1>Title</h1>",
        "<h2>1 One</h2>",
        "<h3>1.1 Part</h3>",
        "<h2>2 Two <em>twice</em></h2>",
    ];
    assert_eq!(html.lines().collect::<Vec<_>>(), headings);
}

#[test]
#[should_panic(expected = "index out of bounds: the len is 0 but the index is 1")]
fn no_section_is_skipped() {
    let _ = from_markdown("# Title\n### Part");
}

#[test]
fn html_in_markdown_is_text() {
    let html = from_markdown("<script>1</script>\n\nA <img src=x onerror=alert(1)> and `<b>`");
    assert!(html.contains("&lt;script&gt;1&lt;/script&gt;"));
    assert!(html.contains("&lt;img src=x onerror=alert(1)&gt;"));
    assert_eq!(html.matches('<').count(), 4, "{html}");
}

#[test]
fn links_lead_to_no_script() {
    for url in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java&Tab;script:alert(1)",
        "javascript&colon;alert(1)",
        "data:text/html,x",
    ] {
        let html = from_markdown(&format!("[a]({url}) ![b]({url})"));
        assert_eq!(
            html,
            "<p><a href=\"#\">a</a> <img src=\"#\" alt=\"b\" /></p>\n"
        );
    }
    let html = from_markdown("<javascript:alert(1)> [a](https://example.org/) [b](c.html)");
    for link in ["#", "https://example.org/", "c.html"] {
        assert!(html.contains(&format!("href=\"{link}\"")), "{html}");
    }
}

#[test]
fn numbers_are_summed_up() {
    let html = from_csv("fruit,kg,price\nApples,1.5,2\nPears,0.25\n,,\"0.10\"\n");
    let cells: Vec<_> = html.split("<tr>").last().unwrap().split("</td>").collect();
    assert!(cells[0].ends_with(">Sum"), "{html}");
    assert!(cells[1].ends_with(">1.75"), "{html}");
    assert!(cells[2].ends_with(">2.1"), "{html}");
}

#[test]
#[should_panic(expected = "ParseFloatError { kind: Invalid }")]
fn no_other_word_is_a_number() {
    let _ = from_csv("fruit,kg\nApples,1\nPears,some");
}

#[test]
fn html_in_csv_is_text() {
    let html = from_csv("<b>,x\n<script>1</script>,\"<img src=x onerror=alert(1)>\"");
    for text in [
        "&lt;b&gt;",
        "&lt;script&gt;",
        "&lt;img src=x onerror=alert(1)&gt;",
    ] {
        assert!(html.contains(text), "{html}");
    }
}
