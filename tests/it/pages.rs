//! Pages as they are made, and were: the story and nothing that stands around it.

use crosscheck::load::{self, Options};
use crosscheck::model::Source;

fn read(page: &str) -> Source {
    let loaded = load::documents("page.html", page.as_bytes().to_vec(), &Options::default());
    assert!(loaded.unreadable.is_empty(), "{:?}", loaded.unreadable);
    loaded.sources.into_iter().next().unwrap()
}

#[test]
fn a_page_of_boxes_is_its_story() {
    let source = read(
        r#"<!doctype html><html><head><title>Ferry sinks</title><meta property="og:title" content="Ferry sinks off Bari: 12 dead">
<meta property="og:site_name" content="Coast"></head><body class="single has-sidebar ad-free">
<div id="top"><div class="menu"><a href=1>News</a> <a href=2>Video</a></div></div>
<div class="story"><div class="hd"><h1>Ferry sinks off Bari: 12 dead</h1><div class="meta"><span class="author">Ann Berg</span> <span>2 March 2003, 10:15</span></div></div>
<div class="txt"><div>A ferry sank off Bari on Saturday, killing 12 people, the coast guard said.</div><div>Rescue boats searched all night.</div>
<div class="embed"><blockquote class="twitter-tweet">We saw 40 bodies - @someone, March 1, 2003</blockquote></div>
<div>The captain, 54, was among the dead.</div><ul><li>Passengers: 140</li><li>Crew: 12</li></ul></div></div>
<div class="sidebar"><h3>More</h3><p>Macron spoke with Scholz for 20 minutes on Tuesday about a new tunnel under the Channel that nobody wants to pay for, sources said.</p>
<p>Trains collide near Milan, killing seven people and injuring at least thirty others, according to the police in the region.</p></div>
<div class="foot"><p>Coast, 12 Harbour Road, 00100 Bari. Tel 12345</p></div></body></html>"#,
    );
    assert_eq!(
        source.text,
        "Ferry sinks off Bari: 12 dead\n\nAnn Berg 2 March 2003, 10:15\n\nA ferry sank off Bari on Saturday, killing 12 people, the \
         coast guard said.\n\nRescue boats searched all night.\n\nThe captain, 54, was among the dead.\n\n• Passengers: 140\n\n• Crew: 12"
    );
    assert_eq!(source.publisher.as_deref(), Some("Coast"));
}

#[test]
fn a_page_laid_out_as_a_table_is_its_middle_column() {
    let source = read(
        "<HTML><HEAD><TITLE>Ferry sinks off Bari</TITLE><META NAME=\"date\" CONTENT=\"2003-03-02\"></HEAD><BODY BGCOLOR=#ffffff>\
         <TABLE WIDTH=100%><TR><TD VALIGN=top><A HREF=/>Home</A><BR><A HREF=/w>World</A><BR><A HREF=/s>Sport 3-1</A></TD>\
         <TD><FONT SIZE=5><B>Ferry sinks off Bari</B></FONT><BR>By Ann Berg<BR><BR>\
         BARI, March 2 (Coast News) -- A ferry sank off Bari on Saturday, killing 12 people, the coast guard said.<BR><BR>\
         Rescue boats searched the water all night. The captain, 54, was among the dead, officials said, and eight were missing.\
         </TD></TR></TABLE></BODY></HTML>",
    );
    assert!(!source.text.contains("Sport"), "{}", source.text);
    assert!(
        source
            .text
            .contains("Ann Berg\n\nBARI, March 2 (Coast News) -- A ferry sank"),
        "{}",
        source.text
    );
    assert!(source.text.ends_with("said.\n\nRescue boats searched the water all night. The captain, 54, was among the dead, officials said, and eight were missing."));
    assert_eq!(source.published.unwrap().to_string(), "2003-03-02");
}

#[test]
fn figures_in_tables_and_lists_stay_apart() {
    let source = read(
        "<html><body><h1>Toll</h1><table><tr><th>Town</th><th>Dead</th></tr><tr><td><a href=x>Aal</a></td><td><p>12</p></td></tr>\
         <tr><td>Bee</td><td>7</td></tr></table><ol><li>One<ul><li>Two</li></ul></li></ol><p>End<br>line.</p></body></html>",
    );
    assert_eq!(
        source.text,
        "Toll\n\nTown | Dead\n\nAal | 12\n\nBee | 7\n\n• One\n\n• Two\n\nEnd\nline."
    );
}

#[test]
fn what_a_page_hides_is_not_read() {
    let source = read(
        "<html><body><p>They spoke for 50 minutes.</p><p hidden>For 20.</p><div style='display: none'>For 30.</div>\
         <p aria-hidden=true>For 40.</p><template><p>For 60.</p></template><noscript>For 70.</noscript></body></html>",
    );
    assert_eq!(source.text, "They spoke for 50 minutes.");
}

#[test]
fn a_page_says_who_wrote_it_and_when_in_several_ways() {
    for (head, body) in [
        (
            r#"<script type="application/ld+json">{"@graph":[{"@type":"WebSite","name":"X"},{"@type":["NewsArticle"],"headline":"A call","datePublished":"2031-05-09T23:30:00-05:00","dateModified":"2031-05-10","author":{"name":"Ann Berg"},"publisher":{"name":"Coast"}}]}</script>"#,
            "",
        ),
        (
            r#"<script type="application/ld+json">{broken</script><meta property="og:title" content="A call"><meta property="article:published_time" content="2031-05-09"><meta property="article:modified_time" content="2031-05-10"><meta name="author" content="Ann Berg"><meta property="og:site_name" content="Coast">"#,
            "",
        ),
        (
            r#"<meta name="dc.title" content="A call"><meta name="dc.creator" content="Ann Berg"><meta name="dc.publisher" content="Coast">"#,
            r#"<time itemprop="datePublished" datetime="2031-05-09"></time><time itemprop="dateModified" datetime="2031-05-10"></time>"#,
        ),
    ] {
        let source = read(&format!(
            "<html><head><title>Coast: x</title>{head}</head><body><p>They spoke for 50 minutes.</p>{body}</body></html>"
        ));
        assert_eq!(source.title.as_deref(), Some("A call"), "{head}");
        assert_eq!(
            source.published.unwrap().to_string(),
            "2031-05-09",
            "{head}"
        );
        assert_eq!(
            source.updated.unwrap().date().to_string(),
            "2031-05-10",
            "{head}"
        );
        assert_eq!(source.author.as_deref(), Some("Ann Berg"), "{head}");
        assert_eq!(source.publisher.as_deref(), Some("Coast"), "{head}");
    }
}
